#include "imaging/codes/zxing.h"

#include "imaging/codes/code_text.h"

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>

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

ZXing::DecodeHints hintsFor(const Look& options)
{
    ZXing::BarcodeFormats formats = ZXing::BarcodeFormat::None;
    if (options.qr)
        formats |= ZXing::BarcodeFormat::QRCode;
    if (options.dataMatrix)
        formats |= ZXing::BarcodeFormat::DataMatrix;
    if (options.code128)
        formats |= ZXing::BarcodeFormat::Code128;
    ZXing::DecodeHints hints;
    hints.setFormats(formats).setTryHarder(options.harder).setReturnErrors(options.undecoded);
    // Matrix codes are found at any angle without it; scales are the caller's.
    hints.setTryRotate(options.code128).setTryDownscale(false);
    hints.setBinarizer(options.binary ? ZXing::Binarizer::FixedThreshold : ZXing::Binarizer::LocalAverage);
    hints.setCharacterSet("GB18030");
    return hints;
}

Symbology symbologyOf(ZXing::BarcodeFormat format)
{
    switch (format) {
    case ZXing::BarcodeFormat::DataMatrix: return Symbology::DataMatrix;
    case ZXing::BarcodeFormat::Code128: return Symbology::Code128;
    default: return Symbology::Qr;
    }
}

QString onlyWhole(const QString& text)
{
    return text.contains(QChar::ReplacementCharacter) ? QString() : text;
}

Code codeOf(const ZXing::Result& found)
{
    Code code;
    code.symbology = symbologyOf(found.format());
    if (!found.error()) {
        const ZXing::ByteArray& bytes = found.bytes();
        code.bytes = QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
        if (!found.hasECI())
            code.text = textOf(code.bytes);
        else if (found.contentType() != ZXing::ContentType::Binary)
            code.text = onlyWhole(QString::fromStdString(found.text()));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const ZXing::PointI& corner = found.position()[i];
        code.corners[i] = QPointF(corner.x, corner.y);
    }
    return code;
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

std::vector<Code> look(const cv::Mat& grey, const Look& options)
{
    if (grey.empty() || (!options.qr && !options.dataMatrix && !options.code128))
        return {};
    std::vector<Code> codes;
    try {
        const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum,
                                    int(grey.step[0]));
        for (const ZXing::Result& found : ZXing::ReadBarcodes(view, hintsFor(options))) {
            if (found.format() != ZXing::BarcodeFormat::None && (found.isValid() || options.undecoded))
                codes.push_back(codeOf(found));
        }
    } catch (const std::exception&) {
        // Damage that confuses the library is a code that cannot be read.
    }
    return codes;
}

} // namespace photodesk::imaging::zxing
