#include "app/pages/compare.h"

#include <QCoreApplication>

#include <algorithm>

namespace photodesk::app {
namespace {

struct CompareWords {
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

QString titleOf(ComparePicture::Kind kind, int attempt)
{
    switch (kind) {
    case ComparePicture::Kind::Processed: return CompareWords::tr("Processed");
    case ComparePicture::Kind::Original: return CompareWords::tr("Original");
    case ComparePicture::Kind::EarlierProcessed:
        return CompareWords::tr("Attempt %1, processed").arg(attempt);
    case ComparePicture::Kind::EarlierOriginal: return CompareWords::tr("Attempt %1, original").arg(attempt);
    case ComparePicture::Kind::OtherPerson: break;
    }
    return CompareWords::tr("Another person's picture");
}

bool isCutOutOf(const ComparePicture& cut, const ComparePicture& original)
{
    return cut.key.recordId == original.key.recordId && cut.key.attempt == original.key.attempt
           && cut.key.kind == PhotoKind::Derived && original.key.kind == PhotoKind::Original;
}

/// Scale and shift only: `from` goes to `to`, `scale` pixels of the one for a pixel of the other.
QTransform moved(QPointF from, QPointF to, double scale)
{
    return QTransform::fromTranslate(-from.x(), -from.y()) * QTransform::fromScale(scale, scale)
           * QTransform::fromTranslate(to.x(), to.y());
}

} // namespace

std::vector<ComparePicture> picturesOf(const ReviewItem& item)
{
    using Kind = ComparePicture::Kind;
    std::vector<ComparePicture> list;
    const auto add = [&](const Attempt& attempt, bool earlier) {
        const auto put = [&](Kind kind, PhotoKind file, const PhotoRef& ref) {
            std::optional<Report> report;
            if (!earlier)
                report = item.report;
            list.push_back({titleOf(kind, attempt.number),
                            kind,
                            {item.record.id, attempt.number, file},
                            ref,
                            item.standard,
                            std::move(report)});
        };
        if (attempt.derived)
            put(earlier ? Kind::EarlierProcessed : Kind::Processed, PhotoKind::Derived, *attempt.derived);
        put(earlier ? Kind::EarlierOriginal : Kind::Original, PhotoKind::Original, attempt.original);
    };
    add(item.attempt, false);
    for (const Attempt& attempt : item.previous)
        add(attempt, true);
    return list;
}

ComparePicture otherPersonsPicture(const QString& recordId, int attempt, PhotoKind kind, const PhotoRef& ref,
                                   const QString& standard)
{
    constexpr auto other = ComparePicture::Kind::OtherPerson;
    return {titleOf(other, attempt), other, {recordId, attempt, kind}, ref, standard, std::nullopt};
}

QTransform registered(const Registration& second, const Registration& first, const std::optional<Cut>& cut)
{
    if (first.size.isEmpty() || second.size.isEmpty())
        return {};
    if (cut && !cut->crop.isEmpty()) {
        if (isCutOutOf(first.picture, second.picture))
            return cutOut(*cut, first.size);
        if (isCutOutOf(second.picture, first.picture))
            return cutOut(*cut, second.size).inverted();
    }
    if (first.eyes && second.eyes && first.eyes->length() > 1 && second.eyes->length() > 1)
        return moved(second.eyes->center(), first.eyes->center(),
                     first.eyes->length() / second.eyes->length());
    const double scale = std::min(double(first.size.width()) / second.size.width(),
                                  double(first.size.height()) / second.size.height());
    return moved(QRectF(QPointF(), second.size).center(), QRectF(QPointF(), first.size).center(), scale);
}

} // namespace photodesk::app
