#include "imaging/same_picture.h"

#include "imaging/similar/compare.h"
#include "imaging/similar/pixels.h"

#include <QDataStream>
#include <QIODevice>

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr quint8 version = 1;

/// The same place in a picture whose sides were halved; pixel centres lie at whole numbers in both.
similar::Placement halved(const similar::Placement& full, int times)
{
    const auto less = [times](double value) { return std::ldexp(value, -times); };
    return {less(full.a), less(full.b), less(full.x + 0.5) - 0.5, less(full.y + 0.5) - 0.5};
}

} // namespace

Fingerprint fingerprintOf(const Photo& photo, const Analysis& analysis)
{
    Fingerprint print;
    if (photo.image.isNull() || photo.image.format() != QImage::Format_RGB888)
        return print;
    const bool face = analysis.landmarks.size() >= 468;
    print.kind = face ? Fingerprint::Kind::Face : Fingerprint::Kind::Frame;
    // Halved pixels say nothing about whether the full ones are equal.
    if (photo.halvings == 0)
        print.pixels = similar::hashOf(photo.image);
    print.size = photo.size();
    const similar::Placement place =
        face ? similar::placeOnHead(analysis.landmarks) : similar::placeOnFrame(print.size);
    print.placement = {float(place.a), float(place.b), float(place.x), float(place.y)};
    const similar::Patch patch = similar::patchOf(photo.image, halved(place, photo.halvings));
    print.code = similar::codeOf(patch, print.kind);
    print.relief = similar::packed(patch);
    return print;
}

QByteArray Fingerprint::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.setFloatingPointPrecision(QDataStream::SinglePrecision);
    out << version << quint8(kind) << pixels[0] << pixels[1] << qint32(size.width()) << qint32(size.height());
    for (const float value : placement)
        out << value;
    for (const quint64 word : code)
        out << word;
    out.writeRawData(relief.constData(), int(relief.size()));
    return bytes;
}

Result<Fingerprint> Fingerprint::fromBytes(const QByteArray& bytes)
{
    QDataStream in(bytes);
    in.setByteOrder(QDataStream::LittleEndian);
    in.setFloatingPointPrecision(QDataStream::SinglePrecision);
    Fingerprint print;
    quint8 known = 0, kind = 0;
    qint32 width = 0, height = 0;
    in >> known >> kind >> print.pixels[0] >> print.pixels[1] >> width >> height;
    for (float& value : print.placement)
        in >> value;
    for (quint64& word : print.code)
        in >> word;
    if (in.status() != QDataStream::Ok || known != version || (kind != 1 && kind != 2) || width < 0
        || height < 0)
        return fail(ErrorCode::InvalidField, u"fingerprint"_s);
    print.kind = Kind(kind);
    print.size = {width, height};
    print.relief = bytes.sliced(bytes.size() - in.device()->bytesAvailable());
    if (print.relief.size() != similar::reliefBytes)
        return fail(ErrorCode::InvalidField, u"fingerprint"_s);
    return print;
}

} // namespace photodesk::imaging
