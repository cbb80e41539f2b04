// What hands do to a CropFrame: drag, wheel, keys.
#include "widgets/crop_frame.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace photodesk::widgets {
namespace {

constexpr double reach = 14;                         // logical pixels round a corner that still hold it
constexpr double wheelStep = 1.03;                   // a notch
constexpr double keyStep = 1.01;                     // + and -
constexpr double moveStep = 0.0025, moveFar = 0.025; // of the crop's height

} // namespace

void CropFrame::resizeEvent(QResizeEvent*)
{
    scaled_ = {};
}

CropFrame::Grip CropFrame::gripAt(QPointF position) const
{
    const QRectF frame = frameOnWidget();
    const auto near = [&](QPointF corner) {
        return std::abs(corner.x() - position.x()) <= reach && std::abs(corner.y() - position.y()) <= reach;
    };
    if (near(frame.topLeft()))
        return Grip::TopLeft;
    if (near(frame.topRight()))
        return Grip::TopRight;
    if (near(frame.bottomLeft()))
        return Grip::BottomLeft;
    if (near(frame.bottomRight()))
        return Grip::BottomRight;
    return frame.contains(position) ? Grip::Inside : Grip::None;
}

void CropFrame::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || picture_.isNull())
        return event->ignore();
    if (picking_)
        return pick(photoFromWidget(event->position()));
    grip_ = gripAt(event->position());
    dragFrom_ = event->position();
    cropFrom_ = crop_;
}

void CropFrame::mouseMoveEvent(QMouseEvent* event)
{
    if (grip_ != Grip::None)
        return dragTo(event->position());
    if (picking_ || crop_.isEmpty())
        return;
    switch (gripAt(event->position())) {
    case Grip::TopLeft:
    case Grip::BottomRight: setCursor(Qt::SizeFDiagCursor); break;
    case Grip::TopRight:
    case Grip::BottomLeft: setCursor(Qt::SizeBDiagCursor); break;
    case Grip::Inside: setCursor(Qt::SizeAllCursor); break;
    case Grip::None: unsetCursor(); break;
    }
}

/// From where the drag began, so that nothing adds up; a corner sizes about the one opposite.
void CropFrame::dragTo(QPointF position)
{
    const QTransform back = toWidget().inverted();
    const QPointF by = back.map(position) - back.map(dragFrom_);
    if (grip_ == Grip::Inside) {
        Q_EMIT moved(cropFrom_.topLeft() + by - crop_.topLeft(), true);
        return;
    }
    const bool left = grip_ == Grip::TopLeft || grip_ == Grip::BottomLeft;
    const bool top = grip_ == Grip::TopLeft || grip_ == Grip::TopRight;
    const double aspect = cropFrom_.width() / cropFrom_.height();
    const double wider = left ? -by.x() : by.x(), higher = top ? -by.y() : by.y();
    const double width = std::max(cropFrom_.width() / 8, cropFrom_.width() + (wider + higher * aspect) / 2);
    const QSizeF size(width, width / aspect);
    QRectF crop(QPointF(), size);
    if (left)
        crop.moveRight(cropFrom_.right());
    else
        crop.moveLeft(cropFrom_.left());
    if (top)
        crop.moveBottom(cropFrom_.bottom());
    else
        crop.moveTop(cropFrom_.top());
    Q_EMIT cropped(crop, true);
}

void CropFrame::mouseReleaseEvent(QMouseEvent*)
{
    if (grip_ == Grip::None)
        return;
    grip_ = Grip::None;
    Q_EMIT dragEnded();
    keepInSight();
}

void CropFrame::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0 || picking_ || crop_.isEmpty())
        return event->ignore();
    // Away from the hand: nearer, so the frame takes in less.
    Q_EMIT sized(std::pow(wheelStep, -notches), true);
    event->accept();
}

void CropFrame::pick(QPointF photo)
{
    if (!QRectF(QPointF(), QSizeF(fullSize_)).contains(photo))
        return;
    eyes_.append(photo);
    update();
    if (eyes_.size() < 2)
        return;
    const QPointF one = eyes_[0], other = eyes_[1];
    eyes_.clear();
    Q_EMIT eyesPicked(one, other);
}

bool CropFrame::moveByKey(int key, bool far)
{
    QPointF way;
    switch (key) {
    case Qt::Key_Left: way = {-1, 0}; break;
    case Qt::Key_Right: way = {1, 0}; break;
    case Qt::Key_Up: way = {0, -1}; break;
    case Qt::Key_Down: way = {0, 1}; break;
    default: return false;
    }
    if (picking_) {
        const double step = fullSize_.height() * (far ? moveFar : moveStep);
        cursor_ += way * step;
        cursor_ = {std::clamp(cursor_.x(), 0.0, double(fullSize_.width())),
                   std::clamp(cursor_.y(), 0.0, double(fullSize_.height()))};
        update();
    } else if (!crop_.isEmpty()) {
        Q_EMIT moved(way * crop_.height() * (far ? moveFar : moveStep), true);
    }
    return true;
}

void CropFrame::keyPressEvent(QKeyEvent* event)
{
    if (moveByKey(event->key(), event->modifiers() & Qt::ShiftModifier))
        return;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (!picking_ && !crop_.isEmpty())
            Q_EMIT sized(keyStep, true);
        return;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        if (!picking_ && !crop_.isEmpty())
            Q_EMIT sized(1 / keyStep, true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (picking_)
            return pick(cursor_);
        break;
    case Qt::Key_Escape:
        if (picking_ && !eyes_.isEmpty()) { // the first one again
            eyes_.clear();
            return update();
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void CropFrame::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void CropFrame::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace photodesk::widgets
