// What hands do to a PhotoView: keys, wheel, drag.
#include "widgets/photo_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace photodesk::widgets {
namespace {

constexpr double zoomStep = 1.25;
constexpr double panStep = 48;    // logical pixels an arrow key
constexpr double panStride = 240; // with Shift
constexpr double splitStep = 0.02, splitStride = 0.1;
constexpr double splitReach = 8; // logical pixels beside the line that still take hold of it

} // namespace

void PhotoView::zoomToFit()
{
    ViewState next = state_;
    next.mode = ViewState::Mode::Fit;
    next.factor = 1.0;
    next.centre = {0.5, 0.5};
    setState(next);
}

void PhotoView::zoomToActual()
{
    zoomToPercent(100);
}

void PhotoView::zoomToPercent(double percent)
{
    ViewState next = state_;
    next.mode = ViewState::Mode::Actual;
    next.factor = percent / 100.0;
    setState(next);
}

void PhotoView::zoomIn()
{
    zoomBy(zoomStep, QRectF(rect()).center());
}

void PhotoView::zoomOut()
{
    zoomBy(1.0 / zoomStep, QRectF(rect()).center());
}

void PhotoView::zoomBy(double factor, QPointF anchor)
{
    double next = scale() * factor;
    // Stop on the way at what fits and at 100 %, so that both are easy to hit.
    for (const double stop : {fitScale(), 1.0 / devicePixelRatioF()}) {
        const double now = scale();
        if ((now < stop * 0.999 && next > stop) || (now > stop * 1.001 && next < stop))
            next = stop;
    }
    setScale(next, anchor);
}

void PhotoView::panBy(QPointF pixels)
{
    const QPointF mid = QRectF(rect()).center();
    const QTransform back = imageToWidget().inverted();
    setCentre(centrePixel() - (back.map(mid + pixels) - back.map(mid)));
    setCentre(centrePixel());
}

void PhotoView::rotateLeft()
{
    ViewState next = state_;
    next.quarterTurns = (state_.quarterTurns + 3) % 4;
    setState(next);
}

void PhotoView::rotateRight()
{
    ViewState next = state_;
    next.quarterTurns = (state_.quarterTurns + 1) % 4;
    setState(next);
}

void PhotoView::moveSplit(double by)
{
    setSplit(split_ + by);
}

bool PhotoView::isNearSplit(QPointF position) const
{
    return shown_ == Shown::Split && std::abs(position.x() - splitX()) <= splitReach;
}

void PhotoView::setMagnifying(bool on)
{
    magnifying_ = on && !first_.picture.isNull();
    update();
    if (magnifying_)
        askForFullSize();
}

void PhotoView::setPicking(bool on)
{
    picking_ = on;
    updateCursor();
}

void PhotoView::updateCursor()
{
    if (movingSplit_ || (!dragging_ && isNearSplit(pointer_)))
        setCursor(Qt::SplitHCursor);
    else if (dragging_)
        setCursor(Qt::ClosedHandCursor);
    else if (picking_ && !spaceHeld_)
        setCursor(Qt::CrossCursor);
    else if (spaceHeld_ || (!first_.picture.isNull() && state_.mode != ViewState::Mode::Fit))
        setCursor(Qt::OpenHandCursor);
    else
        unsetCursor();
}

void PhotoView::resizeEvent(QResizeEvent*)
{
    announce();
    askForFullSize();
}

void PhotoView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0.0 || first_.picture.isNull())
        return event->ignore();
    zoomBy(std::pow(zoomStep, notches), event->position());
    event->accept();
}

void PhotoView::mousePressEvent(QMouseEvent* event)
{
    const bool middleButton = event->button() == Qt::MiddleButton;
    if ((event->button() != Qt::LeftButton && !middleButton) || first_.picture.isNull())
        return event->ignore();
    if (!middleButton && !spaceHeld_ && isNearSplit(event->position())) {
        movingSplit_ = true;
        updateCursor();
        return;
    }
    if (picking_ && !spaceHeld_ && !middleButton) {
        const QPointF pixel = imageFromWidget(event->position());
        if (QRectF(QPointF(), QSizeF(first_.picture.fullSize)).contains(pixel))
            Q_EMIT placePicked(pixel);
        return;
    }
    dragging_ = true;
    dragFrom_ = event->position();
    updateCursor();
}

void PhotoView::mouseMoveEvent(QMouseEvent* event)
{
    const bool wasNear = isNearSplit(pointer_);
    pointer_ = event->position();
    if (movingSplit_ && width() > 0)
        setSplit(pointer_.x() / width());
    else if (wasNear != isNearSplit(pointer_))
        updateCursor();
    if (dragging_) {
        panBy(pointer_ - dragFrom_);
        dragFrom_ = pointer_;
    }
    if (magnifying_)
        update();
}

void PhotoView::mouseReleaseEvent(QMouseEvent*)
{
    dragging_ = false;
    movingSplit_ = false;
    updateCursor();
}

void PhotoView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (picking_ || isNearSplit(event->position()) || first_.picture.isNull()
        || event->button() != Qt::LeftButton)
        return;
    if (state_.mode != ViewState::Mode::Fit)
        return zoomToFit();
    setScale(1.0 / devicePixelRatioF(), event->position());
    ViewState exact = state_;
    if (exact.mode == ViewState::Mode::Free) {
        exact.mode = ViewState::Mode::Actual;
        exact.factor = 1.0;
        setState(exact);
    }
}

void PhotoView::keyPressEvent(QKeyEvent* event)
{
    const bool further = event->modifiers() & Qt::ShiftModifier;
    const double step = further ? panStride : panStep;
    if (shown_ == Shown::Split && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return moveSplit((event->key() == Qt::Key_Left ? -1 : 1) * (further ? splitStride : splitStep));
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomIn();
    case Qt::Key_Minus:
    case Qt::Key_Underscore: return zoomOut();
    case Qt::Key_0: return zoomToFit();
    case Qt::Key_Left: return panBy({step, 0});
    case Qt::Key_Right: return panBy({-step, 0});
    case Qt::Key_Up: return panBy({0, step});
    case Qt::Key_Down: return panBy({0, -step});
    case Qt::Key_M:
        if (!event->isAutoRepeat())
            setMagnifying(true);
        return;
    case Qt::Key_Space: spaceHeld_ = true; return updateCursor();
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void PhotoView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_M)
        return setMagnifying(false);
    if (event->key() == Qt::Key_Space) {
        spaceHeld_ = false;
        return updateCursor();
    }
    QWidget::keyReleaseEvent(event);
}

void PhotoView::focusOutEvent(QFocusEvent* event)
{
    spaceHeld_ = false;
    dragging_ = false;
    movingSplit_ = false;
    setMagnifying(false);
    updateCursor();
    QWidget::focusOutEvent(event);
}

void PhotoView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange) {
        histogram_.retranslate();
        watermark_.redraw();
        update();
    }
    QWidget::changeEvent(event);
}

void PhotoView::leaveEvent(QEvent* event)
{
    if (magnifying_)
        update();
    QWidget::leaveEvent(event);
}

} // namespace photodesk::widgets
