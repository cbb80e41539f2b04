#include "imaging/history/jpeg_structure.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr qsizetype longestText = 120;

/// ITU-T T.81, table K.1: what libjpeg scales.
constexpr std::array<quint16, 64> annexK{
    16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55, //
    14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62, //
    18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};

constexpr std::array<quint8, 64> zigzag{0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,
                                        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6,  7,  14, 21, 28,
                                        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
                                        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

class Bytes {
public:
    explicit Bytes(QByteArrayView view) : view_(view) {}
    int at(qsizetype i) const { return i >= 0 && i < view_.size() ? uchar(view_[i]) : -1; }
    int word(qsizetype i) const { return at(i + 1) < 0 ? -1 : at(i) << 8 | at(i + 1); }
    qsizetype size() const { return view_.size(); }

private:
    QByteArrayView view_;
};

/// The first luminance table; DQT may hold several.
void readTables(QByteArrayView segment, JpegFacts& facts)
{
    const Bytes in(segment);
    qsizetype at = 0;
    while (at < in.size()) {
        const int head = in.at(at++);
        const bool wide = head >> 4 != 0;
        const qsizetype length = wide ? 128 : 64;
        if (at + length > in.size())
            return;
        if ((head & 15) == 0) {
            for (qsizetype i = 0; i < 64; ++i)
                facts.luma[zigzag[std::size_t(i)]] = quint16(wide ? in.word(at + 2 * i) : in.at(at + i));
        }
        at += length;
    }
}

void readFrame(QByteArrayView segment, int marker, JpegFacts& facts)
{
    const Bytes in(segment);
    facts.progressive = marker == 0xC2;
    const int components = in.at(5);
    facts.fullChroma = components == 3;
    for (int c = 1; c < components; ++c)
        facts.fullChroma = facts.fullChroma && in.at(7 + 3 * c) == in.at(7);
}

/// The value of an XMP property, written as attribute or as element.
QString xmpValue(QByteArrayView xmp, QByteArrayView name)
{
    const qsizetype found = xmp.indexOf(name);
    if (found < 0)
        return {};
    qsizetype from = found + name.size();
    char end = '<';
    if (from < xmp.size() && xmp[from] == '=') {
        end = '"';
        ++from;
    }
    ++from; // the quote or the end of the tag
    if (from >= xmp.size())
        return {};
    const QByteArrayView rest = xmp.sliced(from).first(std::min(xmp.size() - from, longestText));
    const qsizetype stop = rest.indexOf(end);
    return QString::fromUtf8(stop < 0 ? rest : rest.first(stop)).trimmed();
}

/// Many programs write this segment for IPTC alone; these resources only Photoshop does: JPEG quality,
/// thumbnails and version (Adobe Photoshop File Formats Specification, image resource ids).
bool namesPhotoshop(QByteArrayView segment)
{
    constexpr QByteArrayView signature("Photoshop 3.0\0", 14);
    if (!segment.startsWith(signature))
        return false;
    const QByteArrayView resources = segment.sliced(signature.size());
    const Bytes in(resources);
    for (qsizetype at = 0; at + 12 <= in.size() && resources.sliced(at).startsWith("8BIM");) {
        const int id = in.word(at + 4);
        if (id == 0x0406 || id == 0x0409 || id == 0x040C || id == 0x0421)
            return true;
        at += 6;
        at += (in.at(at) + 2) & ~1; // the name with its length, padded
        const int high = in.word(at), low = in.word(at + 2);
        if (high < 0 || low < 0)
            return false;
        const qint64 length = qint64(high) << 16 | low;
        if (length > in.size())
            return false;
        at += 4 + ((length + 1) & ~qint64(1));
    }
    return false;
}

/// Comments are free text, "first snow" among them. A program signs after a word that says so, or alone.
QString programOfComment(const QString& comment)
{
    static const QRegularExpression signature(
        u"\\b(?:(?:created|made|written|edited|processed|generated|saved|exported|optimi[sz]ed)"
        "\\s+(?:with|by|in|using)\\s+|(?:creator|software|program)\\s*[:=]\\s*)(.{1,40})"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto signedBy = signature.match(comment);
    if (signedBy.hasMatch())
        return signedBy.captured(1);
    constexpr qsizetype wordsOfAName = 3, longestName = 24;
    const bool alone =
        comment.size() <= longestName && comment.count(u' ') < wordsOfAName && !comment.contains(u'\n');
    return alone ? comment : QString();
}

void readApplication(QByteArrayView segment, int marker, JpegStructure& result)
{
    if (marker == 0xE1 && segment.startsWith("http://ns.adobe.com/xap/1.0/")) {
        for (const char* name : {"xmp:CreatorTool", "stEvt:softwareAgent"}) {
            const QString program = xmpValue(segment, name);
            if (!program.isEmpty())
                result.programs.append(program);
        }
    } else if (marker == 0xED && namesPhotoshop(segment)) {
        result.facts.photoshop = true;
    } else if (marker == 0xFE && !segment.isEmpty()) {
        const auto words = QString::fromUtf8(segment.first(std::min(segment.size(), longestText)));
        result.programs.append(programOfComment(words.left(words.indexOf(QChar(u'\0'))).trimmed()));
    }
}

void estimateQuality(JpegFacts& facts)
{
    if (facts.luma[0] == 0)
        return;
    qint64 best = -1;
    for (int quality = 1; quality <= 100; ++quality) {
        const auto table = standardLuma(quality);
        qint64 away = 0;
        for (std::size_t i = 0; i < 64; ++i)
            away += std::abs(int(table[i]) - int(facts.luma[i]));
        if (best < 0 || away < best) {
            best = away;
            facts.quality = quality;
        }
    }
    facts.standardTables = best == 0;
}

} // namespace

std::array<quint16, 64> standardLuma(int quality)
{
    const int percent = quality < 50 ? 5000 / std::max(quality, 1) : 200 - 2 * quality;
    std::array<quint16, 64> table{};
    for (std::size_t i = 0; i < 64; ++i)
        table[i] = quint16(std::clamp((annexK[i] * percent + 50) / 100, 1, 255));
    return table;
}

JpegStructure readJpegStructure(const QByteArray& bytes)
{
    JpegStructure result;
    const Bytes in(bytes);
    qsizetype at = 2;
    while (at + 4 <= in.size()) {
        if (in.at(at) != 0xFF)
            break;
        const int marker = in.at(at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        const int length = in.word(at + 2);
        if (length < 2 || at + 2 + length > in.size())
            break;
        const QByteArrayView segment = QByteArrayView(bytes).sliced(at + 4, length - 2);
        if (marker == 0xDB)
            readTables(segment, result.facts);
        else if (marker >= 0xC0 && marker <= 0xC2)
            readFrame(segment, marker, result.facts);
        else if ((marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE)
            readApplication(segment, marker, result);
        at += 2 + length;
        if (marker == 0xDA) {
            result.facts.scanBytes = int(in.size() - at);
            break;
        }
    }
    result.programs.removeAll(QString());
    estimateQuality(result.facts);
    return result;
}

} // namespace photodesk::imaging
