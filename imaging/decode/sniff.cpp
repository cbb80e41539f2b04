#include "imaging/decode/sniff.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

bool at(const QByteArray& bytes, qsizetype offset, QByteArrayView magic)
{
    return bytes.size() >= offset + magic.size()
           && std::memcmp(bytes.constData() + offset, magic.data(), size_t(magic.size())) == 0;
}

struct Magic {
    qsizetype offset;
    QByteArrayView bytes;
    const char* name;
};

// NUL bytes need a length.
constexpr QByteArrayView iconBytes("\0\0\1\0", 4), tiffBig("MM\0*", 4), tiffLittle("II*\0", 4),
    jpeg2000("\0\0\0\x0CjP  ", 8);

constexpr std::array others{
    Magic{0, "GIF8", "gif"},
    Magic{0, "BM", "bmp"},
    Magic{0, tiffBig, "tiff"},
    Magic{0, tiffLittle, "tiff"},
    Magic{0, jpeg2000, "jpeg 2000"},
    Magic{0, "\xFF\x4F\xFF\x51", "jpeg 2000"},
    Magic{0, "\xFF\x0A", "jpeg xl"},
    Magic{4, "ftypavif", "avif"},
    Magic{4, "ftypavis", "avif"},
    Magic{4, "ftypqt", "video"},
    Magic{4, "ftyp", "video"},
    Magic{0, "%PDF", "pdf"},
    Magic{0, "PK\3\4", "zip"},
    Magic{0, "8BPS", "psd"},
    Magic{0, iconBytes, "icon"},
    Magic{0, "<?xml", "xml"},
    Magic{0, "<svg", "svg"},
    Magic{0, "<!DOCTYPE", "html"},
    Magic{0, "<html", "html"},
    Magic{0, "Rar!", "rar"},
    Magic{0, "7z\xBC\xAF", "7z"},
    Magic{0, "MZ", "program"},
    Magic{0,
          "\x7F"
          "ELF",
          "program"},
};

} // namespace

std::optional<PhotoFormat> sniff(const QByteArray& bytes)
{
    if (at(bytes, 0, "\xFF\xD8\xFF"))
        return PhotoFormat::Jpeg;
    if (at(bytes, 0, "\x89PNG\r\n\x1A\n"))
        return PhotoFormat::Png;
    if (at(bytes, 0, "RIFF") && at(bytes, 8, "WEBP"))
        return PhotoFormat::WebP;
    constexpr std::array<QByteArrayView, 6> brands{"heic", "heix", "heim", "heis", "hevc", "mif1"};
    const auto brand = [&](QByteArrayView name) { return at(bytes, 8, name); };
    if (at(bytes, 4, "ftyp") && std::ranges::any_of(brands, brand))
        return PhotoFormat::Heic;
    return std::nullopt;
}

QString otherFormat(const QByteArray& bytes)
{
    for (const Magic& magic : others) {
        if (at(bytes, magic.offset, magic.bytes))
            return QString::fromLatin1(magic.name);
    }
    return u"unknown first bytes"_s;
}

} // namespace photodesk::imaging
