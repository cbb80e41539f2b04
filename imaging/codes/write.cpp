#include "imaging/codes.h"
#include "imaging/codes/data_matrix.h"
#include "imaging/codes/zxing.h"

#include <QBuffer>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr qint64 picturePixelsMax = 100'000'000; // see toImage()
constexpr int barHeightMax = 1000;               // see WriteOptions
/// Digits in a QR symbol of version 40-L, the most that any of the three holds (ISO/IEC 18004, table 7).
constexpr qsizetype textBytesMax = 7089;

bool isUtf8(const QByteArray& text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless); // a cut end is a fault
    [[maybe_unused]] const QString decoded = decoder(text);
    return !decoder.hasError();
}

bool isPrintableAscii(const QByteArray& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// A run of dark modules in one row, and how many rows below repeat it exactly.
QByteArray pathOf(const Modules& modules)
{
    const auto startsAt = [&](int x, int y) {
        return modules.dark(x, y) && (x == 0 || !modules.dark(x - 1, y));
    };
    const auto runLength = [&](int x, int y) {
        int end = x;
        while (end < modules.width && modules.dark(end, y))
            ++end;
        return end - x;
    };
    QByteArray path;
    for (int y = 0; y < modules.height; ++y) {
        for (int x = 0; x < modules.width; ++x) {
            if (!startsAt(x, y))
                continue;
            const int length = runLength(x, y);
            const auto sameRun = [&](int row) { return startsAt(x, row) && runLength(x, row) == length; };
            if (y > 0 && sameRun(y - 1))
                continue;
            int rows = 1;
            while (y + rows < modules.height && sameRun(y + rows))
                ++rows;
            path += 'M' + QByteArray::number(x + modules.quietX) + ' '
                    + QByteArray::number(y + modules.quietY) + 'h' + QByteArray::number(length) + 'v'
                    + QByteArray::number(rows) + 'h' + QByteArray::number(-length) + 'z';
        }
    }
    return path;
}

} // namespace

Result<Modules> encode(Symbology symbology, const QByteArray& text, const WriteOptions& options)
{
    if (text.isEmpty() || text.size() > textBytesMax)
        return fail(ErrorCode::InvalidField, u"text for a code is empty or too long"_s);
    if (!isUtf8(text))
        return fail(ErrorCode::InvalidField, u"text for a code is not UTF-8"_s);
    switch (symbology) {
    case Symbology::Qr: return zxing::encodeQr(text, options.qrLevel);
    case Symbology::DataMatrix: return encodeDataMatrix(text, options.matrixShape, options.matrixMax);
    case Symbology::Code128: break;
    }
    if (!isPrintableAscii(text) || options.barHeight < 1 || options.barHeight > barHeightMax)
        return fail(ErrorCode::InvalidField, u"not writable as Code 128"_s);
    return zxing::encodeCode128(text, options.barHeight);
}

QImage toImage(const Modules& modules, int modulePx)
{
    const QSize grid = modules.sizeWithQuiet();
    if (modulePx < 1 || modules.bits.empty()
        || qint64(grid.width()) * modulePx * grid.height() * modulePx > picturePixelsMax)
        return {};
    QImage image(grid * modulePx, QImage::Format_Grayscale8);
    if (image.isNull())
        return {};
    image.fill(Qt::white);
    for (int y = 0; y < modules.height * modulePx; ++y) {
        uchar* line = image.scanLine(y + modules.quietY * modulePx) + modules.quietX * modulePx;
        for (int x = 0; x < modules.width; ++x, line += modulePx) {
            if (modules.dark(x, y / modulePx))
                std::fill_n(line, modulePx, uchar(0));
        }
    }
    return image;
}

int modulePxFor(const Modules& modules, QSize box)
{
    const QSize grid = modules.sizeWithQuiet();
    if (grid.isEmpty())
        return 0;
    return std::max(0, std::min(box.width() / grid.width(), box.height() / grid.height()));
}

Result<QByteArray> toPng(const Modules& modules, int modulePx, int dpi)
{
    QImage image = toImage(modules, modulePx);
    if (image.isNull())
        return fail(ErrorCode::EncodeFailed, u"no picture of that size"_s);
    if (dpi > 0) {
        const int dotsPerMetre = int(std::lround(dpi / 0.0254));
        image.setDotsPerMeterX(dotsPerMetre);
        image.setDotsPerMeterY(dotsPerMetre);
    }
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return fail(ErrorCode::EncodeFailed, u"PNG of a code"_s);
    return buffer.data();
}

QByteArray toSvg(const Modules& modules, double moduleMm)
{
    const QSize grid = modules.sizeWithQuiet();
    const QByteArray width = QByteArray::number(grid.width()), height = QByteArray::number(grid.height());
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\""
           + QByteArray::number(grid.width() * moduleMm, 'f', 3) + "mm\" height=\""
           + QByteArray::number(grid.height() * moduleMm, 'f', 3) + "mm\" viewBox=\"0 0 " + width + ' '
           + height + "\" shape-rendering=\"crispEdges\"><rect width=\"" + width + "\" height=\"" + height
           + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + pathOf(modules) + "\"/></svg>\n";
}

} // namespace photodesk::imaging
