#include "imaging/sheets/pdf_page.h"

#include "imaging/output/jpeg_writer.h"

#include <QTransform>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr std::size_t rememberedPictures = 16; // a page of slips has its own each

QByteArray numbers(std::initializer_list<double> values)
{
    QByteArray text;
    for (const double value : values)
        text += PdfFile::number(value) + ' ';
    return text;
}

QByteArray rectangle(const QRectF& r)
{
    return numbers({r.x(), r.y(), r.width(), r.height()}) + "re\n";
}

QByteArray colour(QRgb c)
{
    return numbers({qRed(c) / 255.0, qGreen(c) / 255.0, qBlue(c) / 255.0}) + "rg\n";
}

// From the image's unit square (origin lower left) to page millimetres (origin top left), so that `crop`
// fills `cell`.
QTransform imageToPage(QSizeF pixels, const QRectF& crop, const PlanPicture& picture)
{
    const QRectF& cell = picture.mm;
    const QTransform toPixels(pixels.width(), 0, 0, -pixels.height(), 0, pixels.height());
    const QTransform toUnit = QTransform::fromTranslate(-crop.x(), -crop.y())
                              * QTransform::fromScale(1 / crop.width(), 1 / crop.height());
    // Turned clockwise: what was right goes down, what was down goes left.
    const QTransform toCell = picture.turned
                                  ? QTransform(0, cell.height(), -cell.width(), 0, cell.right(), cell.top())
                                  : QTransform(cell.width(), 0, 0, cell.height(), cell.left(), cell.top());
    return toPixels * toUnit * toCell;
}

QByteArray drawPicture(const Plan& plan, const PlanPicture& picture)
{
    const PlanImage& image = plan.images[picture.image];
    const QTransform t = imageToPage(image.picture.image.size(), image.crop, picture);
    return "q\n" + rectangle(picture.mm) + "W n\n"
           + numbers({t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()}) + "cm\n/I"
           + QByteArray::number(qsizetype(picture.image)) + " Do\nQ\n";
}

QByteArray drawCode(const PlanCode& code)
{
    QByteArray text = colour(0xFF000000);
    const Modules& m = code.modules;
    for (int y = 0; y < m.height; ++y) {
        for (int x = 0; x < m.width; ++x) {
            int run = 0;
            while (x + run < m.width && m.dark(x + run, y))
                ++run;
            if (run > 0)
                text += rectangle({code.mm.x() + x * code.moduleMm, code.mm.y() + y * code.moduleHeightMm,
                                   run * code.moduleMm, code.moduleHeightMm});
            x += run;
        }
    }
    return text + "f\n";
}

QByteArray drawText(const PlanText& text)
{
    QByteArray out = colour(text.colour);
    const QPainterPath& path = text.mm;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        if (e.isMoveTo()) {
            out += numbers({e.x, e.y}) + "m\n";
        } else if (e.isLineTo()) {
            out += numbers({e.x, e.y}) + "l\n";
        } else {
            const QPainterPath::Element b = path.elementAt(i + 1), c = path.elementAt(i + 2);
            out += numbers({e.x, e.y, b.x, b.y, c.x, c.y}) + "c\n";
            i += 2;
        }
    }
    return out + (path.fillRule() == Qt::OddEvenFill ? "f*\n" : "f\n");
}

QByteArray hiddenText(const QByteArray& ascii)
{
    return "BT 3 Tr /F0 3 Tf 1 0 0 -1 1 4 Tm (" + ascii + ") Tj ET\n";
}

// Three channels of eight bits of exactly the size of the pixels; else the picture is encoded anew.
bool fitsImage(const QByteArray& jpeg, QSize size)
{
    const auto at = [&jpeg](qsizetype i) { return int(uchar(jpeg[i])); };
    if (jpeg.size() < 4 || at(0) != 0xFF || at(1) != 0xD8)
        return false;
    for (qsizetype i = 2; i + 9 < jpeg.size() && at(i) == 0xFF;) {
        const int marker = at(i + 1), length = at(i + 2) << 8 | at(i + 3);
        if (marker >= 0xC0 && marker <= 0xC2)
            return at(i + 4) == 8 && (at(i + 5) << 8 | at(i + 6)) == size.height()
                   && (at(i + 7) << 8 | at(i + 8)) == size.width() && at(i + 9) == 3;
        // EXIF might turn it, Adobe's marker might mean another colour model.
        if (marker == 0xE1 || marker == 0xEE)
            return false;
        i += 2 + length;
    }
    return false;
}

} // namespace

PdfPages::PdfPages(QIODevice* device) : file_(device)
{
    font_ = file_.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
}

Result<int> PdfPages::embed(const SheetPicture& picture)
{
    const QSize size = picture.image.size();
    const bool asItIs = fitsImage(picture.jpeg, size);
    for (const Embedded& known : embedded_) {
        if (asItIs ? known.jpeg == picture.jpeg : known.image.cacheKey() == picture.image.cacheKey())
            return known.object;
    }
    QByteArray jpeg = picture.jpeg;
    if (!asItIs) {
        const QImage rgb = picture.image.convertToFormat(QImage::Format_RGB888);
        PD_ASSIGN(jpeg, writeJpeg(rgb, {.quality = 95, .fullChroma = true, .dpi = 300}));
    }
    const int object =
        file_.stream("/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent "
                     "8/Interpolate true/Filter/DCTDecode/Width "
                         + QByteArray::number(size.width()) + "/Height " + QByteArray::number(size.height()),
                     jpeg, true);
    embedded_.push_back(asItIs ? Embedded{jpeg, {}, object} : Embedded{{}, picture.image, object});
    if (embedded_.size() > rememberedPictures)
        embedded_.pop_front();
    return object;
}

Result<void> PdfPages::add(const Plan& plan)
{
    QByteArray resources = "/Font<</F0 " + QByteArray::number(font_) + " 0 R>>/XObject<<";
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        PD_ASSIGN(const int object, embed(plan.images[i].picture));
        resources += "/I" + QByteArray::number(qsizetype(i)) + ' ' + QByteArray::number(object) + " 0 R ";
    }
    resources += ">>";
    constexpr double point = 72 / 25.4;
    const QSizeF points = plan.facts.paperMm * point;
    // Millimetres from the top left for all that follows; more decimals than number() gives, as this factor
    // multiplies everything.
    const QByteArray k = QByteArray::number(point, 'f', 9);
    QByteArray content = k + " 0 0 -" + k + " 0 " + PdfFile::number(points.height()) + " cm\n";
    for (const PlanPicture& picture : plan.pictures)
        content += drawPicture(plan, picture);
    for (const PlanBar& bar : plan.bars)
        content += colour(bar.colour) + rectangle(bar.mm) + "f\n";
    for (const PlanCode& code : plan.codes)
        content += drawCode(code);
    for (const PlanText& text : plan.texts)
        content += drawText(text);
    if (!plan.hiddenText.isEmpty())
        content += hiddenText(plan.hiddenText);
    file_.page(points, content, resources);
    if (!file_.ok())
        return fail(ErrorCode::StorageFailed, u"writing the PDF"_s);
    return {};
}

Result<void> PdfPages::finish()
{
    file_.finish();
    if (!file_.ok())
        return fail(ErrorCode::StorageFailed, u"writing the PDF"_s);
    return {};
}

} // namespace photodesk::imaging
