#include "domain/layout.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {

Result<LayoutCell> cellFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"cells."_s);
    LayoutCell cell;
    cell.spec = in.string("spec"_L1);
    cell.mm = QRectF(in.number("x"_L1), in.number("y"_L1), in.number("w"_L1), in.number("h"_L1));
    const qint64 turn = in.optionalInteger("rot"_L1).value_or(0);
    if (turn != 0 && turn != 90)
        in.reject("rot"_L1, "is not 0 or 90");
    cell.turned = turn == 90;
    if (cell.mm.isEmpty())
        in.reject("w"_L1, "is empty");
    if (!in.ok())
        return fail(in.error());
    return cell;
}

Result<Layout> layoutFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"layouts."_s);
    Layout layout;
    layout.id = in.string("id"_L1);
    json::Reader name(in.object("name"_L1), u"layouts.name."_s);
    layout.nameZh = name.string("zh"_L1);
    layout.nameEn = name.string("en"_L1);
    json::Reader paper(in.object("paper_mm"_L1), u"layouts.paper_mm."_s);
    layout.paperMm = QSizeF(paper.number("w"_L1), paper.number("h"_L1));
    const QRectF sheet(QPointF(0, 0), layout.paperMm);
    for (const QJsonValue& value : in.array("cells"_L1)) {
        PD_ASSIGN(auto cell, cellFromJson(value.toObject()));
        if (!sheet.contains(cell.mm))
            in.reject("cells"_L1, "reach beyond the paper");
        for (const LayoutCell& other : layout.cells) {
            if (other.mm.intersects(cell.mm))
                in.reject("cells"_L1, "overlap");
        }
        layout.cells.push_back(std::move(cell));
    }
    for (const json::Reader* reader : {&in, &name, &paper}) {
        if (!reader->ok())
            return fail(reader->error());
    }
    return layout;
}

} // namespace

Result<std::vector<Layout>> layoutsFromJson(const QByteArray& utf8)
{
    PD_ASSIGN(const QJsonObject root, json::parseObject(utf8));
    json::Reader in(root);
    std::vector<Layout> layouts;
    for (const QJsonValue& value : in.array("layouts"_L1)) {
        PD_ASSIGN(auto layout, layoutFromJson(value.toObject()));
        layouts.push_back(std::move(layout));
    }
    if (!in.ok())
        return fail(in.error());
    return layouts;
}

} // namespace photodesk
