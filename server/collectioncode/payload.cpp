#include "server/collectioncode/payload.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace photodesk::server::collectioncode {
namespace {

struct TextField {
    quint64 key;
    QString Payload::*member;
    qsizetype bytesMax; ///< UTF-8
    bool needed;
};
constexpr TextField texts[] = {
    {1, &Payload::audience, 64, true},   {2, &Payload::educationId, 64, true},
    {3, &Payload::name, 240, true},      {4, &Payload::idLast4, 16, true},
    {5, &Payload::school, 240, true},    {6, &Payload::schoolCode, 32, false},
    {7, &Payload::studentNo, 64, false}, {8, &Payload::level, 64, false},
};

struct TimeField {
    quint64 key;
    qint64 Payload::*member;
};
constexpr TimeField times[] = {{9, &Payload::issuedS}, {10, &Payload::expiresS}};

constexpr quint64 latestTimeS = 253402300799; // the end of year 9999: later ones are no dates in JSON or SQL

tl::unexpected<Error> wrong(const char* why)
{
    return fail(ErrorCode::CollectionCodeWrongFormat, QString::fromLatin1(why));
}

/// Zero width and direction marks too: they would make two names look alike.
bool isShowable(const QString& text)
{
    const QList<uint> points = text.toUcs4();
    // Not assigned is allowed: Unicode grows, and names have the new characters first.
    return !text.trimmed().isEmpty() && std::all_of(points.begin(), points.end(), [](char32_t c) {
        const auto category = QChar::category(c);
        return category != QChar::Other_Control && category != QChar::Other_Format
               && category != QChar::Other_Surrogate && category != QChar::Separator_Line
               && category != QChar::Separator_Paragraph;
    });
}

Result<QString> readText(QCborStreamReader& reader, qsizetype bytesMax)
{
    if (!reader.isString() || !reader.isLengthKnown() || reader.length() > quint64(bytesMax))
        return wrong("a text is of another kind or too long");
    const auto text = reader.readString();
    if (text.status != QCborStreamReader::Ok || reader.readString().status != QCborStreamReader::EndOfString)
        return wrong("a text is no UTF-8");
    if (!isShowable(text.data))
        return wrong("a text has characters that cannot be shown");
    return text.data;
}

Result<qint64> readTime(QCborStreamReader& reader)
{
    if (!reader.isUnsignedInteger() || reader.toUnsignedInteger() > latestTimeS)
        return wrong("a time is no number in range");
    const auto value = qint64(reader.toUnsignedInteger());
    if (!reader.next())
        return wrong("breaks off");
    return value;
}

Result<void> readField(QCborStreamReader& reader, quint64 key, Payload& payload)
{
    for (const TextField& field : texts) {
        if (field.key == key) {
            PD_ASSIGN(payload.*field.member, readText(reader, field.bytesMax));
            return {};
        }
    }
    for (const TimeField& field : times) {
        if (field.key == key) {
            PD_ASSIGN(payload.*field.member, readTime(reader));
            return {};
        }
    }
    return wrong("unknown key");
}

} // namespace

Result<Payload> parsePayload(const QByteArray& cbor)
{
    if (cbor.isEmpty() || cbor.size() > payloadBytesMax)
        return wrong("payload is empty or too long");
    QCborStreamReader reader(cbor);
    if (!reader.isMap() || !reader.isLengthKnown() || reader.length() > std::size(texts) + std::size(times))
        return wrong("payload is no small map");
    if (!reader.enterContainer())
        return wrong("payload breaks off");
    Payload payload;
    quint64 last = 0;
    while (reader.lastError() == QCborError::NoError && reader.hasNext()) {
        if (!reader.isUnsignedInteger() || reader.toUnsignedInteger() <= last)
            return wrong("keys are not ascending numbers"); // so none comes twice
        last = reader.toUnsignedInteger();
        if (!reader.next())
            return wrong("payload breaks off");
        PD_TRY(readField(reader, last, payload));
    }
    if (reader.lastError() != QCborError::NoError || !reader.leaveContainer()
        || reader.currentOffset() != cbor.size())
        return wrong("payload breaks off or goes on after its end");
    const bool complete = std::all_of(std::begin(texts), std::end(texts), [&](const TextField& field) {
        return !field.needed || !(payload.*field.member).isEmpty();
    });
    if (!complete || payload.issuedS <= 0 || payload.expiresS <= payload.issuedS)
        return wrong("a field is missing, or the times are turned round");
    return payload;
}

QByteArray writePayload(const Payload& payload)
{
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    const auto filled = std::count_if(std::begin(texts), std::end(texts), [&](const TextField& field) {
        return !(payload.*field.member).isEmpty();
    });
    writer.startMap(quint64(filled) + std::size(times));
    for (const TextField& field : texts) {
        if (!(payload.*field.member).isEmpty()) {
            writer.append(field.key);
            writer.append(QStringView(payload.*field.member));
        }
    }
    for (const TimeField& field : times) {
        writer.append(field.key);
        writer.append(quint64(payload.*field.member));
    }
    writer.endMap();
    return cbor;
}

} // namespace photodesk::server::collectioncode
