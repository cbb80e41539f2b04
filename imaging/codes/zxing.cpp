#include "imaging/codes/zxing.h"

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>

using namespace Qt::StringLiterals;

namespace photodesk::imaging::zxing {
namespace {

bool isAscii(const QByteArray& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
}

Modules modulesOf(const ZXing::BitMatrix& matrix, int quietX, int quietY)
{
    Modules result{matrix.width(), matrix.height(), quietX, quietY, {}};
    result.bits.reserve(std::size_t(matrix.width()) * std::size_t(matrix.height()));
    for (int y = 0; y < matrix.height(); ++y) {
        for (int x = 0; x < matrix.width(); ++x)
            result.bits.push_back(matrix.get(x, y));
    }
    return result;
}

} // namespace

Result<Modules> encodeQr(const QByteArray& utf8, QrLevel level)
{
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        // The writer's scale is 1–8 for L to H, two steps a level.
        writer.setMargin(0).setEccLevel(2 * (int(level) + 1));
        // ECI only where it is needed: some scanners stumble over one before plain ASCII.
        if (!isAscii(utf8))
            writer.setEncoding(ZXing::CharacterSet::UTF8);
        return modulesOf(writer.encode(utf8.toStdString(), 0, 0), 4, 4);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::InvalidField, QString::fromUtf8(problem.what()));
    }
}

Result<Modules> encodeCode128(const QByteArray& ascii, int barHeight)
{
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::Code128);
        writer.setMargin(0);
        return modulesOf(writer.encode(ascii.toStdString(), 0, barHeight), 10, 0);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::InvalidField, QString::fromUtf8(problem.what()));
    }
}

} // namespace photodesk::imaging::zxing
