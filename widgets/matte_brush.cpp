#include "widgets/matte_brush.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double margin = 24;
constexpr double largestScale = 2.5;     // logical pixels a picture pixel
constexpr double stepShare = 0.2;        // of the radius: points nearer than that add nothing
constexpr std::size_t pointsMost = 1500; // of one stroke; a longer one goes on as the next
constexpr double keyStep = 1, keyFar = 10;

QRectF fitting(QSizeF size, const QSizeF& room)
{
    const double scale =
        std::clamp(std::min(room.width() / size.width(), room.height() / size.height()), 0.01, largestScale);
    return {QPointF(), size * scale};
}

} // namespace

MatteBrush::MatteBrush(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Result and brush"));
}

void MatteBrush::setPicture(const QImage& picture)
{
    if (picture.isNull())
        hasPlace_ = drawing_ = false;
    picture_ = QPixmap::fromImage(picture);
    if (!hasPlace_ && !picture.isNull()) {
        at_ = QPointF(picture.width() / 2.0, picture.height() / 2.0);
        hasPlace_ = true;
    }
    trails_.erase(trails_.begin(), drawing_ ? trails_.end() - 1 : trails_.end());
    update();
}

void MatteBrush::setGlance(const QImage& picture)
{
    glance_ = QPixmap::fromImage(picture);
    update();
}

void MatteBrush::setPlaceholder(const QString& text)
{
    placeholder_ = text;
    update();
}

void MatteBrush::setBrush(Mark mark, double radius)
{
    mark_ = mark;
    radius_ = radius;
    update();
}

void MatteBrush::setDrawable(bool on)
{
    drawable_ = on;
    if (!on && drawing_) { // half a stroke is none
        drawing_ = false;
        trails_.pop_back();
    }
    update();
}

QRectF MatteBrush::shownRect() const
{
    if (picture_.isNull())
        return {};
    QRectF shown = fitting(QSizeF(picture_.size()), QSizeF(width() - 2 * margin, height() - 2 * margin));
    shown.moveCenter(QRectF(rect()).center());
    return shown;
}

QPointF MatteBrush::widgetFromPicture(QPointF pixel) const
{
    const QRectF shown = shownRect();
    return shown.topLeft() + pixel * (shown.width() / std::max(1, picture_.width()));
}

QPointF MatteBrush::pictureFromWidget(QPointF position) const
{
    const QRectF shown = shownRect();
    return shown.isEmpty() ? QPointF() : (position - shown.topLeft()) * (picture_.width() / shown.width());
}

void MatteBrush::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || picture_.isNull() || !glance_.isNull() || !drawable_)
        return event->ignore();
    byKeys_ = false;
    drawing_ = true;
    trails_.push_back({mark_, {}, radius_});
    extend(event->position());
}

void MatteBrush::mouseMoveEvent(QMouseEvent* event)
{
    byKeys_ = false;
    at_ = pictureFromWidget(event->position());
    if (drawing_)
        extend(event->position());
    update();
}

void MatteBrush::extend(QPointF position)
{
    at_ = pictureFromWidget(position);
    std::vector<QPointF>& points = trails_.back().points;
    const QPointF way = points.empty() ? QPointF() : at_ - points.back();
    if (!points.empty() && std::hypot(way.x(), way.y()) < std::max(1.0, stepShare * radius_))
        return;
    points.push_back(at_);
    if (points.size() >= pointsMost) {
        const QPointF last = points.back();
        finish();
        drawing_ = true;
        trails_.push_back({mark_, {last}, radius_});
    }
    update();
}

void MatteBrush::mouseReleaseEvent(QMouseEvent*)
{
    if (drawing_)
        finish();
}

void MatteBrush::finish()
{
    drawing_ = false;
    const Trail trail = trails_.back();
    Q_EMIT drawn(trail.mark, trail.points, trail.radius);
}

void MatteBrush::wheelEvent(QWheelEvent* event)
{
    const int steps = event->angleDelta().y() / 120;
    if (steps == 0)
        return event->ignore();
    Q_EMIT sizeWanted(steps);
    event->accept();
}

void MatteBrush::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers() & Qt::ShiftModifier ? keyFar : keyStep;
    QPointF way;
    switch (event->key()) {
    case Qt::Key_Left: way = {-step, 0}; break;
    case Qt::Key_Right: way = {step, 0}; break;
    case Qt::Key_Up: way = {0, -step}; break;
    case Qt::Key_Down: way = {0, step}; break;
    case Qt::Key_Space:
        if (!picture_.isNull() && !drawing_ && glance_.isNull() && drawable_) {
            trails_.push_back({mark_, {at_}, radius_});
            finish();
            update();
        }
        return;
    default: return QWidget::keyPressEvent(event);
    }
    byKeys_ = true;
    at_ = {std::clamp(at_.x() + way.x(), 0.0, double(picture_.width())),
           std::clamp(at_.y() + way.y(), 0.0, double(picture_.height()))};
    update();
}

void MatteBrush::focusInEvent(QFocusEvent* event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        byKeys_ = true;
    QWidget::focusInEvent(event);
    update();
}

void MatteBrush::focusOutEvent(QFocusEvent* event)
{
    byKeys_ = false;
    QWidget::focusOutEvent(event);
    update();
}

void MatteBrush::leaveEvent(QEvent* event)
{
    update();
    QWidget::leaveEvent(event);
}

void MatteBrush::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Role::Canvas));
    const QPixmap& shown = glance_.isNull() ? picture_ : glance_;
    if (shown.isNull()) {
        painter.setFont(theme.font());
        painter.setPen(theme.colour(Role::OnCanvas));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawPixmap(shownRect(), shown, QRectF(shown.rect()));
        painter.setRenderHint(QPainter::Antialiasing);
        if (glance_.isNull()) {
            paintTrail(painter);
            if (drawable_ && (underMouse() || byKeys_))
                paintCursor(painter);
        }
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.colour(Role::Accent), theme.metric(Metric::FocusRing)));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void MatteBrush::paintTrail(QPainter& painter) const
{
    const double scale = shownRect().width() / picture_.width();
    for (const Trail& trail : trails_) {
        QColor colour =
            Tokens::builtIn().colour(Scheme::Dark, trail.mark == Mark::Keep ? Role::Pass : Role::Fail);
        colour.setAlphaF(0.45F);
        painter.setPen(QPen(colour, 2 * trail.radius * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPolygonF line;
        for (const QPointF& point : trail.points)
            line << widgetFromPicture(point);
        if (line.size() == 1)
            painter.drawPoint(line.front());
        else
            painter.drawPolyline(line);
    }
}

/// A ring with its sign, so that the two marks differ by more than colour.
void MatteBrush::paintCursor(QPainter& painter) const
{
    const Tokens& tokens = Tokens::builtIn();
    const QPointF at = widgetFromPicture(at_);
    const double radius = radius_ * shownRect().width() / picture_.width(), arm = 5;
    painter.setBrush(Qt::NoBrush);
    for (const auto& [role, width] : {std::pair(Role::OverlayDark, 3.5), std::pair(Role::OverlayLine, 1.5)}) {
        painter.setPen(QPen(tokens.colour(Scheme::Dark, role), width));
        painter.drawEllipse(at, radius, radius);
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
        if (mark_ == Mark::Keep)
            painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
    }
}

} // namespace photodesk::widgets
