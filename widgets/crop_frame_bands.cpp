// The standard's ranges beside a CropFrame: never on the face, their names stand in the list beside.
#include "widgets/crop_frame.h"

#include "widgets/check_names.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double strip = 8, away = 4,
                 tick = 6; // logical pixels: a range, its distance from the frame, a mark

Role roleOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return Role::Pass;
    case CheckStatus::Warn: return Role::Warn;
    case CheckStatus::Fail: return Role::Fail;
    case CheckStatus::NotAssessed: break;
    }
    return Role::NotAssessed;
}

void drawMark(QPainter& painter, QLineF line, const QColor& colour)
{
    painter.setPen(QPen(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayDark), 4));
    painter.drawLine(line);
    painter.setPen(QPen(colour, 2));
    painter.drawLine(line);
}

void drawRange(QPainter& painter, const QRectF& range, const QColor& colour)
{
    QColor fill = colour;
    fill.setAlphaF(0.45F);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(fill);
    painter.drawRect(range);
    painter.setBrush(Qt::NoBrush);
}

} // namespace

/// The frame's middle, and the line through the eyes: level is what a turn is for.
void CropFrame::paintGuides(QPainter& painter) const
{
    const QRectF frame = frameOnWidget();
    const Tokens& tokens = Tokens::builtIn();
    const QColor dark = tokens.colour(Scheme::Dark, Role::OverlayDark);
    const QColor line = tokens.colour(Scheme::Dark, Role::OverlayLine);
    painter.setRenderHint(QPainter::Antialiasing);
    const QLineF middle(frame.center().x(), frame.top(), frame.center().x(), frame.bottom());
    QLineF eyes;
    if (facts_.eyeLine) {
        const QLineF pupils = (turned() * toWidget()).map(*facts_.eyeLine);
        const QPointF more = pupils.p2() - pupils.p1();
        eyes = QLineF(pupils.p1() - more * 0.6, pupils.p2() + more * 0.6);
    }
    for (const auto& [colour, width] : {std::pair(dark, 2.5), std::pair(line, 1.0)}) {
        painter.setPen(QPen(colour, width, Qt::DashLine));
        painter.drawLine(middle);
        painter.setPen(QPen(colour, width));
        if (!eyes.isNull())
            painter.drawLine(eyes);
    }
}

void CropFrame::paintBand(QPainter& painter, const OverlayBand& band) const
{
    const QRectF frame = frameOnWidget();
    const QColor colour = Tokens::builtIn().colour(Scheme::Dark, roleOf(band.status));
    const double measured = band.measured.value_or((band.from + band.to) / 2);
    const QString value = band.check.value ? QString::number(std::lround(*band.check.value)) : QString();
    const QString text = band.status == CheckStatus::Pass ? value : checkMark(band.status) + u' ' + value;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(Theme::current().font(TextSize::Small, true));
    const QSizeF room(painter.fontMetrics().horizontalAdvance(text) + 8, painter.fontMetrics().height() + 2);
    QRectF label(QPointF(), room);
    if (band.along == Qt::Vertical) {
        const auto y = [&](double share) { return frame.top() + share * frame.height(); };
        const double right = frame.left() - away, left = right - strip, at = y(measured);
        drawRange(painter, {QPointF(left, y(band.from)), QPointF(right, y(band.to))}, colour);
        drawMark(painter, {left - 2, at, frame.left() + tick, at}, colour);
        label.moveCenter({left - 4 - room.width() / 2, at});
        label.moveLeft(std::max(2.0, label.left()));
    } else {
        // A width: between the least and the most allowed, round the middle of what was measured.
        const double middle = band.measuredFrom ? *band.measuredFrom + measured / 2 : 0.5;
        const auto x = [&](double half) { return frame.left() + (middle + half) * frame.width(); };
        const double top = frame.bottom() + away, bottom = top + strip;
        for (const double side : {-1.0, 1.0}) {
            const double near = x(side * band.from / 2), far = x(side * band.to / 2),
                         at = x(side * measured / 2);
            drawRange(painter, QRectF(QPointF(near, top), QPointF(far, bottom)).normalized(), colour);
            drawMark(painter, {at, frame.bottom() - tick, at, bottom + 2}, colour);
        }
        label.moveCenter({x(0), bottom + 4 + room.height() / 2});
    }
    painter.fillRect(label, Tokens::builtIn().colour(Scheme::Dark, Role::OverlayDark));
    painter.setPen(colour);
    painter.drawText(label, Qt::AlignCenter, text);
}

} // namespace photodesk::widgets
