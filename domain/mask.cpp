#include "domain/mask.h"

#include <QList>

namespace photodesk {

QString maskName(QStringView name)
{
    const auto points = name.trimmed().toUcs4();
    if (points.isEmpty())
        return {};
    const char32_t first = points.first();
    return QString::fromUcs4(&first, 1) + QString(points.size() - 1, u'*');
}

QString maskPhone(QStringView phone)
{
    constexpr qsizetype head = 3, tail = 4, least = 8;
    const QStringView trimmed = phone.trimmed();
    if (trimmed.size() < least)
        return QString(trimmed.size(), u'*');
    return trimmed.first(head).toString() + QString(trimmed.size() - head - tail, u'*')
           + trimmed.last(tail).toString();
}

} // namespace photodesk
