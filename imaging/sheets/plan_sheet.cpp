#include "imaging/sheets/code_area.h"
#include "imaging/sheets/marks.h"
#include "imaging/sheets/picture.h"
#include "imaging/sheets/plan.h"
#include "imaging/sheets/style.h"
#include "imaging/sheets/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

const SheetPicture* pictureFor(const std::vector<SheetPicture>& pictures, const QString& spec)
{
    auto found = std::ranges::find(pictures, spec, &SheetPicture::spec);
    if (found == pictures.end())
        found = std::ranges::find(pictures, QString(), &SheetPicture::spec);
    return found == pictures.end() || found->image.isNull() ? nullptr : &*found;
}

// Index in plan.images; cells of one crop share one image.
std::size_t imageFor(Plan& plan, const SheetPicture& picture, const QRectF& crop)
{
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        const PlanImage& known = plan.images[i];
        if (known.picture.image.cacheKey() == picture.image.cacheKey() && known.crop == crop)
            return i;
    }
    plan.images.push_back({picture, crop});
    return plan.images.size() - 1;
}

Result<void> placePictures(Plan& plan, const LayoutPage& page, const SheetJob& job,
                           const SheetOptions& options)
{
    const SheetStyle& style = sheetStyle();
    plan.facts.effectiveDpi = 1e9;
    std::vector<bool> white;
    for (const LayoutCell& cell : page.cells) {
        const SheetPicture* picture = pictureFor(job.pictures, cell.spec);
        if (!picture)
            return fail(ErrorCode::NotFound, u"picture for "_s + cell.spec);
        const QRectF crop = cropForCell(*picture, cell.uprightMm());
        plan.facts.effectiveDpi =
            std::min(plan.facts.effectiveDpi, crop.width() / cell.uprightMm().width() * 25.4);
        const std::size_t image = imageFor(plan, *picture, crop);
        if (image == white.size())
            white.push_back(whiteBackground(picture->image, crop));
        plan.pictures.push_back({image, cell.mm, cell.turned});
        if (options.outline == Outline::Always || (options.outline == Outline::WhereWhite && white[image])) {
            plan.facts.outlined = true;
            const auto frame = outlineOf(cell.mm, job.layout.gutterMm);
            plan.bars.insert(plan.bars.end(), frame.begin(), frame.end());
        }
    }
    if (plan.facts.effectiveDpi < style.dpiRefused)
        return fail(ErrorCode::TooFewPixels, u"%1 dpi"_s.arg(plan.facts.effectiveDpi, 0, 'f', 0));
    plan.facts.pictureSmall = plan.facts.effectiveDpi < std::min(style.dpiGood, double(options.dpi));
    return {};
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

// A bar code and two lines beside it.
Result<bool> placeStrip(Plan& plan, const QRectF& area, const QByteArray& text, const SheetJob& job,
                        const SheetOptions& options)
{
    const QRectF left(area.left(), area.top(), area.width() / 2, std::min(area.height(), 8.0));
    auto code = barCodeIn(left, text, options.dpi);
    if (!code)
        return false;
    PD_ASSIGN(Words words, Words::make());
    const SheetOrder& order = job.order;
    const bool english = options.language == SheetLanguage::English;
    const double x = rectOf(*code, true).right() + 1, width = area.right() - x;
    const QString sheet = sheetStyle().word("sheet"_L1, english).arg(job.sheet).arg(job.sheets);
    const QString name = order.maskedName + (order.last4.isEmpty() ? QString() : u" "_s + order.last4);
    plan.texts.push_back(words.line(joined({name, sheet, order.number}),
                                    {x, left.top() + 0.42 * left.height()}, 2.3, width, true));
    plan.texts.push_back(words.line(joined({order.date.toString(Qt::ISODate), order.school}),
                                    {x, left.top() + 0.92 * left.height()}, 1.9, width));
    plan.facts.elided = words.elided;
    plan.facts.codeMm = rectOf(*code, false);
    plan.codes.push_back(std::move(*code));
    return true;
}

// Returns what marks must spare.
Result<std::optional<QRectF>> placeCode(Plan& plan, const LayoutPage& page, const SheetJob& job,
                                        const SheetOptions& options)
{
    const SheetStyle& style = sheetStyle();
    const QByteArray text = sheetCode(job.order.number, job.sheet, job.sheets);
    for (const QRectF& area : page.freeAreas) {
        if (area.width() >= style.stripWMm && area.height() >= style.stripHMm) {
            PD_ASSIGN(const bool placed, placeStrip(plan, area, text, job, options));
            if (placed) {
                plan.facts.code = text;
                return area;
            }
        } else if (auto code = matrixIn(area, text, options.dpi)) {
            plan.facts.code = text;
            plan.facts.codeMm = rectOf(*code, false);
            const QRectF taken = rectOf(*code, true);
            plan.codes.push_back(std::move(*code));
            return taken;
        }
    }
    plan.facts.codeLeftOut = !page.freeAreas.empty();
    return std::nullopt;
}

bool samePaper(QSizeF a, QSizeF b)
{
    constexpr double tolerance = 0.5;
    return std::abs(a.width() - b.width()) <= tolerance && std::abs(a.height() - b.height()) <= tolerance;
}

} // namespace

Result<Plan> planSheet(const SheetJob& job, const SheetOptions& options)
{
    const Layout& layout = job.layout;
    PD_TRY(checkLayout(layout));
    PD_TRY(checkOptions(options, layout.paperMm));
    PD_TRY(checkOrder(job.order));
    if (job.page < 0 || std::size_t(job.page) >= layout.pages.size())
        return fail(ErrorCode::InvalidField, u"page"_s);
    if (job.sheet < 1 || job.sheet > job.sheets)
        return fail(ErrorCode::InvalidField, u"sheet"_s);
    const bool known = !options.loadedPaperMm.isEmpty();
    if (known && !samePaper(layout.paperMm, options.loadedPaperMm)
        && !samePaper(layout.paperMm, options.loadedPaperMm.transposed()))
        return fail(ErrorCode::InvalidField,
                    u"paper: the layout is for %1 x %2 mm"_s.arg(layout.paperMm.width())
                        .arg(layout.paperMm.height()));
    const LayoutPage& page = layout.pages[std::size_t(job.page)];
    Plan plan;
    plan.facts.paperMm = layout.paperMm;
    plan.hiddenText = sheetCode(job.order.number, job.sheet, job.sheets);
    PD_TRY(placePictures(plan, page, job, options));
    std::vector<QRectF> taken;
    if (options.code) {
        PD_ASSIGN(const auto spared, placeCode(plan, page, job, options));
        if (spared)
            taken.push_back(*spared);
    }
    if (options.cropMarks) {
        const auto marks = cropMarks(page, layout.paperMm, taken);
        plan.bars.insert(plan.bars.end(), marks.begin(), marks.end());
    }
    calibrate(plan, options.calibration);
    for (const PlanPicture& picture : plan.pictures)
        plan.facts.picturesMm.push_back(picture.mm);
    return plan;
}

} // namespace photodesk::imaging
