#include "imaging/codes/zxing.h"

#include "imaging/codes/clean.h"
#include "imaging/codes/code_text.h"
#include "imaging/codes/finders.h"
#include "resources/resources.h"

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
    // QR is found at any angle without it; Data Matrix away from the middle only with it. Scales are the
    // caller's.
    hints.setTryRotate(options.code128 || options.dataMatrix).setTryDownscale(false);
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

/// Designators in the ECI protocol's own spelling, \nnnnnn; a backslash of the content is doubled there.
std::vector<int> designators(const ZXing::Result& found)
{
    const ZXing::ByteArray bytes = found.bytesECI();
    std::vector<int> numbers;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        if (bytes[i] != '\\')
            continue;
        if (bytes[i + 1] != '\\' && i + 6 < bytes.size())
            numbers.push_back(QByteArray(reinterpret_cast<const char*>(bytes.data()) + i + 1, 6).toInt());
        ++i;
    }
    return numbers;
}

/// ZXing's table of GB 18030 is wrong beyond two bytes (𠮷 comes out as Tamil), so both encodings that matter
/// are decoded here.
QString announcedText(const ZXing::Result& found, const QByteArray& bytes)
{
    const std::vector<int> eci = designators(found);
    const auto all = [&](std::initializer_list<int> numbers) {
        return !eci.empty() && std::all_of(eci.begin(), eci.end(), [&](int number) {
            return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
        });
    };
    if (all({26, 27, 170}))
        return fromUtf8(bytes);
    if (all({29, 32}))
        return fromGb18030(bytes);
    return onlyWhole(QString::fromStdString(found.text()));
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
            code.text = announcedText(found, code.bytes);
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const ZXing::PointI& corner = found.position()[i];
        code.corners[i] = QPointF(corner.x, corner.y);
    }
    return code;
}

void search(const cv::Mat& grey, const Look& options, std::vector<Code>& codes)
{
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
    std::vector<Code> codes;
    if (grey.empty())
        return codes;
    if (options.qr) {
        // ZXing tries every three finder patterns, so a picture tiled with them would keep it for days. It
        // gets the very black and white in which they were counted, so that none can hide.
        const cv::Mat blackWhite = options.binary ? grey : blockThreshold(grey);
        const int most = int(resources::limit("code_finder_patterns_max"_L1));
        Look qr = options;
        qr.binary = true, qr.dataMatrix = qr.code128 = false;
        if (countFinders(blackWhite, most) <= most)
            search(blackWhite, qr, codes);
    }
    if (options.dataMatrix || options.code128) {
        Look others = options;
        others.qr = false;
        search(grey, others, codes);
    }
    return codes;
}

} // namespace photodesk::imaging::zxing
