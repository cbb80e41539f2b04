#include "imaging/sheet.h"

#include "imaging/output/jpeg_writer.h"
#include "imaging/sheets/pdf_page.h"
#include "imaging/sheets/raster.h"
#include "imaging/sheets/style.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

Result<ComposedSheet> composed(Result<Plan> plan, int dpi)
{
    if (!plan)
        return fail(std::move(plan).error());
    PD_ASSIGN(QImage image, rasterise(*plan, dpi));
    return ComposedSheet{std::move(image), std::move(plan->facts)};
}

} // namespace

Result<ComposedSheet> composeSheet(const SheetJob& job, const SheetOptions& options)
{
    return composed(planSheet(job, options), options.dpi);
}

Result<ComposedSheet> composeSlips(std::span<const SlipJob> slips, QSizeF paperMm,
                                   const SheetOptions& options, bool whole)
{
    return composed(planSlips(slips, paperMm, options, whole), options.dpi);
}

Result<ComposedSheet> composeCalibrationPage(const QString& printerName, QSizeF paperMm,
                                             const SheetOptions& options)
{
    return composed(planCalibrationPage(printerName, paperMm, options), options.dpi);
}

Result<std::vector<SheetJob>> sheetsOf(const SheetJob& order, int copies)
{
    if (copies < 0 || copies > sheetStyle().copiesMost)
        return fail(ErrorCode::InvalidField, u"copies"_s);
    std::vector<SheetJob> jobs;
    const int pages = int(order.layout.pages.size());
    for (int i = 0; i < pages * copies; ++i) {
        jobs.push_back(order);
        jobs.back().page = i % pages;
        jobs.back().sheet = i + 1;
        jobs.back().sheets = pages * copies;
    }
    return jobs;
}

Result<QByteArray> sheetJpeg(const ComposedSheet& sheet)
{
    return writeJpeg(sheet.image, {.quality = int(sheetStyle().jpegQuality),
                                   .fullChroma = true,
                                   .dpi = int(std::lround(sheet.image.dotsPerMeterX() * 0.0254))});
}

QByteArray sheetCode(const QString& number, int sheet, int sheets)
{
    return number.toLatin1() + '.' + QByteArray::number(sheet) + '.' + QByteArray::number(sheets);
}

std::optional<SheetCode> parseSheetCode(const QByteArray& text)
{
    const QList<QByteArray> parts = text.split('.');
    const SheetOrder order{
        .number = QString::fromLatin1(parts[0]), .maskedName = {}, .last4 = {}, .school = {}, .date = {}};
    if (!checkOrder(order) || (parts.size() != 1 && parts.size() != 3))
        return std::nullopt;
    SheetCode code{order.number, 0, 0};
    if (parts.size() == 1)
        return code;
    code.sheet = parts[1].toInt();
    code.sheets = parts[2].toInt();
    // Only what sheetCode writes: no signs, spaces or leading zeros.
    if (code.sheet < 1 || code.sheet > code.sheets || sheetCode(code.number, code.sheet, code.sheets) != text)
        return std::nullopt;
    return code;
}

struct SheetPdf::Private {
    PdfPages pages;
    SheetOptions options;

    Result<SheetFacts> add(Result<Plan> plan)
    {
        if (!plan)
            return fail(std::move(plan).error());
        PD_TRY(pages.add(*plan));
        return std::move(plan->facts);
    }
};

SheetPdf::SheetPdf(QIODevice* device, SheetOptions options)
    : d_(new Private{PdfPages(device), std::move(options)})
{
}

SheetPdf::~SheetPdf() = default;

Result<SheetFacts> SheetPdf::addSheet(const SheetJob& job)
{
    return d_->add(planSheet(job, d_->options));
}

Result<SheetFacts> SheetPdf::addSlips(std::span<const SlipJob> slips, QSizeF paperMm, bool whole)
{
    return d_->add(planSlips(slips, paperMm, d_->options, whole));
}

Result<SheetFacts> SheetPdf::addCalibrationPage(const QString& printerName, QSizeF paperMm)
{
    return d_->add(planCalibrationPage(printerName, paperMm, d_->options));
}

int SheetPdf::pages() const
{
    return d_->pages.pages();
}

Result<void> SheetPdf::finish()
{
    return d_->pages.finish();
}

} // namespace photodesk::imaging
