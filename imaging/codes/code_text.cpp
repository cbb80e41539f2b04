#include "imaging/codes/code_text.h"

#include <QStringDecoder>

#include <algorithm>

namespace photodesk::imaging {
namespace {

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control && c != u'\t' && c != u'\n' && c != u'\r';
}

/// Valid, and at least half of the characters beyond ASCII of GB 2312's rows: any two high bytes are "valid"
/// GB18030, so validity alone would turn binary data and Latin text into Chinese.
bool looksLikeGb18030(const QByteArray& bytes)
{
    const auto at = [&](qsizetype i) { return i < bytes.size() ? int(uchar(bytes[i])) : -1; };
    const auto within = [](int value, int low, int high) { return value >= low && value <= high; };
    int common = 0, others = 0;
    for (qsizetype i = 0; i < bytes.size();) {
        if (at(i) < 0x80) {
            ++i;
        } else if (within(at(i), 0x81, 0xfe) && within(at(i + 1), 0x40, 0xfe) && at(i + 1) != 0x7f) {
            ++(within(at(i), 0xa1, 0xf7) && at(i + 1) >= 0xa1 ? common : others);
            i += 2;
        } else if (within(at(i), 0x81, 0xfe) && within(at(i + 1), 0x30, 0x39) && within(at(i + 2), 0x81, 0xfe)
                   && within(at(i + 3), 0x30, 0x39)) {
            ++others;
            i += 4;
        } else {
            return false;
        }
    }
    return common > 0 && common >= others;
}

QString decoded(QStringDecoder decoder, const QByteArray& bytes)
{
    if (!decoder.isValid())
        return {};
    const QString text = decoder(bytes);
    const bool broken = decoder.hasError() || text.contains(QChar::ReplacementCharacter)
                        || std::any_of(text.begin(), text.end(), isControl);
    return broken ? QString() : text;
}

} // namespace

QString fromUtf8(const QByteArray& bytes)
{
    return decoded(QStringDecoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless), bytes);
}

QString fromGb18030(const QByteArray& bytes)
{
    return decoded(QStringDecoder("GB18030", QStringConverter::Flag::Stateless),
                   bytes); // known to Qt where it was built with ICU
}

QString textOf(const QByteArray& bytes)
{
    const QString text = fromUtf8(bytes);
    return !text.isNull() || !looksLikeGb18030(bytes) ? text : fromGb18030(bytes);
}

} // namespace photodesk::imaging
