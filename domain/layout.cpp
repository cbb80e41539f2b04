#include "domain/layout.h"

#include "domain/json.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {

using Sizes = QHash<QString, QSizeF>;

// Sums of decimal millimetres are not exact in binary; nothing on paper is smaller than this.
constexpr double slack = 1e-6;
constexpr QSizeF touching(0, 0);

QSizeF sizeFromJson(const QJsonObject& object, const QString& path, std::optional<Error>& error)
{
    json::Reader in(object, path);
    const QSizeF size(in.number("w"_L1), in.number("h"_L1));
    if (!in.ok() && !error)
        error = in.error();
    return size;
}

Result<QRectF> rectFromJson(const QJsonObject& object, const QString& path)
{
    json::Reader in(object, path);
    const QRectF rect(in.number("x"_L1), in.number("y"_L1), in.number("w"_L1), in.number("h"_L1));
    if (rect.isEmpty())
        in.reject("w"_L1, "is empty");
    if (!in.ok())
        return fail(in.error());
    return rect;
}

Result<LayoutCell> cellFromJson(const QJsonObject& object, const Sizes& sizes)
{
    json::Reader in(object, u"cells."_s);
    LayoutCell cell;
    cell.spec = in.string("spec"_L1);
    const qint64 turn = in.optionalInteger("rot"_L1).value_or(0);
    if (turn != 0 && turn != 90)
        in.reject("rot"_L1, "is not 0 or 90");
    cell.turned = turn == 90;
    if (!in.ok())
        return fail(in.error());
    PD_ASSIGN(cell.mm, rectFromJson(object, u"cells."_s));
    const auto size = sizes.constFind(cell.spec);
    if (!sizes.isEmpty() && (size == sizes.cend() || *size != cell.uprightMm()))
        return fail(ErrorCode::InvalidField, u"cells.w is not the size of its spec"_s);
    return cell;
}

Result<LayoutPage> pageFromJson(json::Reader& in, const Sizes& sizes)
{
    LayoutPage page;
    for (const QJsonValue& value : in.array("cells"_L1)) {
        PD_ASSIGN(auto cell, cellFromJson(value.toObject(), sizes));
        page.cells.push_back(std::move(cell));
    }
    return page;
}

Result<std::vector<LayoutPage>> pagesFromJson(const QJsonObject& layout, const Sizes& sizes)
{
    json::Reader in(layout, u"layouts."_s);
    std::vector<LayoutPage> pages;
    for (const QJsonValue& value : in.array("pages"_L1)) {
        const QJsonObject object = value.toObject();
        json::Reader pageIn(object, u"pages."_s);
        PD_ASSIGN(auto page, pageFromJson(pageIn, sizes));
        for (const QJsonValue& area : object["free_areas"_L1].toArray()) {
            PD_ASSIGN(const QRectF rect, rectFromJson(area.toObject(), u"free_areas."_s));
            page.freeAreas.push_back(rect);
        }
        if (!pageIn.ok())
            return fail(pageIn.error());
        pages.push_back(std::move(page));
    }
    if (!in.ok())
        return fail(in.error());
    return pages;
}

QJsonObject sizeJson(const QSizeF& size)
{
    return {{"w"_L1, size.width()}, {"h"_L1, size.height()}};
}

QJsonObject rectJson(const QRectF& rect)
{
    return {{"x"_L1, rect.x()}, {"y"_L1, rect.y()}, {"w"_L1, rect.width()}, {"h"_L1, rect.height()}};
}

bool apart(const QRectF& a, const QRectF& b, const QSizeF& gap)
{
    return a.right() + gap.width() <= b.left() + slack || b.right() + gap.width() <= a.left() + slack
           || a.bottom() + gap.height() <= b.top() + slack || b.bottom() + gap.height() <= a.top() + slack;
}

bool inside(const QRectF& rect, const QSizeF& paper, double margin)
{
    return rect.left() >= margin - slack && rect.top() >= margin - slack
           && rect.right() <= paper.width() - margin + slack
           && rect.bottom() <= paper.height() - margin + slack;
}

Result<void> checkPage(const LayoutPage& page, const Layout& layout)
{
    const auto refuse = [](const QString& why) { return fail(ErrorCode::InvalidField, why); };
    for (std::size_t i = 0; i < page.cells.size(); ++i) {
        const QRectF& cell = page.cells[i].mm;
        if (cell.isEmpty() || !inside(cell, layout.paperMm, 0))
            return refuse(u"cells reach beyond the paper"_s);
        if (!inside(cell, layout.paperMm, layout.marginMm))
            return refuse(u"cells are in the margin"_s);
        for (std::size_t j = 0; j < i; ++j) {
            if (!apart(cell, page.cells[j].mm, touching))
                return refuse(u"cells overlap"_s);
            if (!apart(cell, page.cells[j].mm, layout.gutterMm))
                return refuse(u"cells are nearer than the gutter"_s);
        }
        const auto onCell = [&](const QRectF& area) { return !apart(cell, area, touching); };
        if (std::ranges::any_of(page.freeAreas, onCell))
            return refuse(u"free_areas lie on a cell"_s);
    }
    const auto within = [&](const QRectF& area) {
        return !area.isEmpty() && inside(area, layout.paperMm, 0);
    };
    if (!std::ranges::all_of(page.freeAreas, within))
        return refuse(u"free_areas reach beyond the paper"_s);
    return {};
}

struct Piece {
    QRectF paper;
    std::vector<QRectF> cells;
};

// The first gap that no picture crosses, looking along x or along y.
std::optional<std::pair<Piece, Piece>> split(const Piece& piece, bool vertical, LayoutCut& cut)
{
    const auto low = [vertical](const QRectF& r) { return vertical ? r.left() : r.top(); };
    const auto high = [vertical](const QRectF& r) { return vertical ? r.right() : r.bottom(); };
    std::vector<QRectF> cells = piece.cells;
    std::ranges::sort(cells, {}, low);
    double end = high(cells.front());
    for (std::size_t i = 1; i < cells.size(); ++i) {
        if (low(cells[i]) >= end - slack) {
            const double at = (end + low(cells[i])) / 2;
            const auto middle = cells.begin() + std::ptrdiff_t(i);
            Piece first{piece.paper, {cells.begin(), middle}};
            Piece second{piece.paper, {middle, cells.end()}};
            vertical ? first.paper.setRight(at) : first.paper.setBottom(at);
            vertical ? second.paper.setLeft(at) : second.paper.setTop(at);
            cut = vertical ? LayoutCut{true, at, piece.paper.top(), piece.paper.bottom()}
                           : LayoutCut{false, at, piece.paper.left(), piece.paper.right()};
            return std::pair{first, second};
        }
        end = std::max(end, high(cells[i]));
    }
    return std::nullopt;
}

bool partAll(const Piece& piece, std::vector<LayoutCut>& cuts)
{
    if (piece.cells.size() < 2)
        return true;
    for (const bool vertical : {true, false}) {
        LayoutCut cut;
        const auto halves = split(piece, vertical, cut);
        if (!halves)
            continue;
        // Whatever parts all cells also parts any subset of them: the first cut found is never a wrong one.
        cuts.push_back(cut);
        return partAll(halves->first, cuts) && partAll(halves->second, cuts);
    }
    return false;
}

} // namespace

qsizetype Layout::count(QStringView spec) const
{
    qsizetype n = 0;
    for (const LayoutPage& page : pages)
        n += std::ranges::count_if(page.cells, [spec](const LayoutCell& cell) { return cell.spec == spec; });
    return n;
}

Result<void> checkLayout(const Layout& layout)
{
    if (layout.id.isEmpty() || layout.product.isEmpty())
        return fail(ErrorCode::InvalidField, u"layouts.id is empty"_s);
    if (!(layout.marginMm >= leastMarginMm))
        return fail(ErrorCode::InvalidField, u"layouts.margin_mm is unsafe"_s);
    if (!(layout.gutterMm.width() >= 0 && layout.gutterMm.height() >= 0))
        return fail(ErrorCode::InvalidField, u"layouts.gutter_mm is negative"_s);
    if (layout.pages.empty())
        return fail(ErrorCode::InvalidField, u"layouts.pages is empty"_s);
    for (const LayoutPage& page : layout.pages) {
        if (page.cells.empty())
            return fail(ErrorCode::InvalidField, u"layouts.cells is empty"_s);
        PD_TRY(checkPage(page, layout));
    }
    return {};
}

Result<Layout> layoutFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"layouts."_s);
    std::optional<Error> sizeError;
    Layout layout;
    layout.id = in.string("id"_L1);
    layout.product = in.optionalString("product"_L1).value_or(layout.id);
    json::Reader name(in.object("name"_L1), u"layouts.name."_s);
    layout.nameZh = name.string("zh"_L1);
    layout.nameEn = name.string("en"_L1);
    layout.paperMm = sizeFromJson(in.object("paper_mm"_L1), u"layouts.paper_mm."_s, sizeError);
    const QJsonObject paper = object["paper"_L1].toObject();
    layout.paperZh = paper["zh"_L1].toString();
    layout.paperEn = paper["en"_L1].toString();
    if (object.contains("gutter_mm"_L1))
        layout.gutterMm = sizeFromJson(in.object("gutter_mm"_L1), u"layouts.gutter_mm."_s, sizeError);
    layout.marginMm = in.optionalNumber("margin_mm"_L1).value_or(leastMarginMm);
    Sizes sizes;
    const QJsonObject named = object["sizes"_L1].toObject();
    for (auto it = named.begin(); it != named.end(); ++it)
        sizes[it.key()] = sizeFromJson(it->toObject(), u"layouts.sizes."_s, sizeError);
    for (const json::Reader* reader : {&in, &name}) {
        if (!reader->ok())
            return fail(reader->error());
    }
    if (sizeError)
        return fail(*sizeError);
    PD_ASSIGN(layout.pages, pagesFromJson(object, sizes));
    PD_TRY(checkLayout(layout));
    return layout;
}

Result<std::vector<Layout>> layoutsFromJson(const QByteArray& utf8)
{
    PD_ASSIGN(const QJsonObject root, json::parseObject(utf8));
    json::Reader in(root);
    std::vector<Layout> layouts;
    for (const QJsonValue& value : in.array("layouts"_L1)) {
        PD_ASSIGN(auto layout, layoutFromJson(value.toObject()));
        if (std::ranges::find(layouts, layout.id, &Layout::id) != layouts.end())
            return fail(ErrorCode::InvalidField, u"layouts.id is used twice"_s);
        layouts.push_back(std::move(layout));
    }
    if (!in.ok())
        return fail(in.error());
    return layouts;
}

QJsonObject toJson(const Layout& layout)
{
    QJsonArray pages;
    for (const LayoutPage& page : layout.pages) {
        QJsonArray cells, areas;
        for (const LayoutCell& cell : page.cells) {
            QJsonObject object = rectJson(cell.mm);
            object["spec"_L1] = cell.spec;
            object["rot"_L1] = cell.turned ? 90 : 0;
            cells.append(object);
        }
        for (const QRectF& area : page.freeAreas)
            areas.append(rectJson(area));
        pages.append(QJsonObject{{"cells"_L1, cells}, {"free_areas"_L1, areas}});
    }
    return {{"id"_L1, layout.id},
            {"product"_L1, layout.product},
            {"name"_L1, QJsonObject{{"zh"_L1, layout.nameZh}, {"en"_L1, layout.nameEn}}},
            {"paper"_L1, QJsonObject{{"zh"_L1, layout.paperZh}, {"en"_L1, layout.paperEn}}},
            {"paper_mm"_L1, sizeJson(layout.paperMm)},
            {"gutter_mm"_L1, sizeJson(layout.gutterMm)},
            {"margin_mm"_L1, layout.marginMm},
            {"pages"_L1, pages}};
}

std::optional<std::vector<LayoutCut>> guillotineCuts(const LayoutPage& page, QSizeF paperMm)
{
    Piece whole{QRectF(QPointF(0, 0), paperMm), {}};
    for (const LayoutCell& cell : page.cells)
        whole.cells.push_back(cell.mm);
    std::vector<LayoutCut> cuts;
    if (!partAll(whole, cuts))
        return std::nullopt;
    return cuts;
}

} // namespace photodesk
