#include "widgets/stat_tile.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int padding = 12;

} // namespace

StatTile::StatTile(const QString& caption, QWidget* parent) : QFrame(parent), caption_(caption)
{
    setProperty("card", true);
    refreshAccessible();
}

void StatTile::setCaption(const QString& caption)
{
    caption_ = caption;
    refreshAccessible();
}

void StatTile::setValue(const QString& value, const QString& unit)
{
    value_ = value;
    unit_ = unit;
    refreshAccessible();
}

void StatTile::setNote(const QString& note, Role role)
{
    note_ = note;
    noteRole_ = role;
    refreshAccessible();
}

void StatTile::setTrend(const QList<double>& values)
{
    trend_ = values;
    update();
}

void StatTile::refreshAccessible()
{
    QStringList parts{caption_, value_ + u' ' + unit_, note_};
    parts.removeAll(QString());
    setAccessibleName(parts.join(u", "_s));
    updateGeometry();
    update();
}

QSize StatTile::sizeHint() const
{
    const Theme& theme = Theme::current();
    const int lines = QFontMetrics(theme.font(TextSize::Small)).height() * 2
                      + QFontMetrics(theme.font(TextSize::Display)).height();
    return {184, lines + 2 * padding + 8};
}

QSize StatTile::minimumSizeHint() const
{
    return {132, sizeHint().height()};
}

void StatTile::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect area = rect().adjusted(padding, padding, -padding, -padding);
    const auto line = [&](const QString& text, const QFont& font, Role role) {
        painter.setFont(font);
        painter.setPen(theme.colour(role));
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width());
        painter.drawText(QRect(area.left(), area.top(), area.width(), metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, shown);
        return metrics.horizontalAdvance(shown);
    };
    line(caption_, theme.font(TextSize::Small), Role::Muted);
    area.setTop(area.top() + QFontMetrics(theme.font(TextSize::Small)).height() + 2);

    const QFont big = theme.font(TextSize::Display, true);
    const QFontMetrics bigMetrics(big);
    const int used = line(value_, big, Role::Text);
    painter.setFont(theme.font(TextSize::Body));
    painter.setPen(theme.colour(Role::Muted));
    painter.drawText(area.left() + used + 5,
                     area.top() + bigMetrics.ascent()
                         + (bigMetrics.height() - bigMetrics.ascent() - bigMetrics.descent()) / 2,
                     unit_);
    const int unitWidth = painter.fontMetrics().horizontalAdvance(unit_);
    if (trend_.size() >= 2) {
        const QRectF room(area.left() + used + unitWidth + 20, area.top() + 8, 0, bigMetrics.height() - 16);
        const QRectF plot(room.left(), room.top(), std::max(0.0, rect().right() - padding - room.left()),
                          room.height());
        const auto [low, high] = std::ranges::minmax(trend_);
        const double span = high > low ? high - low : 1;
        QPolygonF points;
        for (qsizetype i = 0; i < trend_.size(); ++i)
            points.append({plot.left() + plot.width() * double(i) / double(trend_.size() - 1),
                           plot.bottom() - plot.height() * (trend_[i] - low) / span});
        if (plot.width() > 24) {
            painter.setPen(QPen(theme.colour(Role::Accent), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(points);
        }
    }
    area.setTop(area.top() + bigMetrics.height() + 2);
    line(note_, theme.font(TextSize::Small), noteRole_);
}

} // namespace photodesk::widgets
