// What hands do to a rework: each makes a new state out of the present one.
#include "app/review/rework_controller.h"

#include <algorithm>
#include <cmath>

namespace photodesk::app {
namespace {

/// A crop too small to be a picture, or one that has run away from the photo, helps nobody.
QRectF held(QRectF crop, QSize photo, QSize output)
{
    const double least = output.width() / 8.0, most = 3.0 * std::max(photo.width(), photo.height());
    const double width = std::clamp(crop.width(), least, most);
    const double height = width * output.height() / output.width();
    const QPointF middle(std::clamp(crop.center().x(), 0.0, double(photo.width())),
                         std::clamp(crop.center().y(), 0.0, double(photo.height())));
    return {middle.x() - width / 2, middle.y() - height / 2, width, height};
}

} // namespace

void ReworkController::setCrop(const QRectF& crop, ReworkPlan::Kind kind, bool row)
{
    if (stage_ != Stage::Ready)
        return;
    ReworkState state = plan_.now();
    state.crop = held(crop, photoSize(), standard_.outputSize);
    plan_.change(state, kind, row);
    changed();
}

void ReworkController::moveCrop(QPointF by, bool row)
{
    setCrop(plan_.now().crop.translated(by), ReworkPlan::Kind::Move, row);
}

void ReworkController::sizeCrop(double factor, bool row)
{
    const QRectF& crop = plan_.now().crop;
    const QSizeF size = crop.size() * factor;
    setCrop({crop.center() - QPointF(size.width(), size.height()) / 2, size}, ReworkPlan::Kind::Size, row);
}

void ReworkController::setTurn(double degrees, bool row)
{
    if (stage_ != Stage::Ready)
        return;
    constexpr double tenths = 10;
    ReworkState state = plan_.now();
    state.turn = std::clamp(std::round(degrees * tenths) / tenths, -turnMost(), turnMost());
    plan_.change(state, ReworkPlan::Kind::Turn, row);
    changed();
}

void ReworkController::addStroke(imaging::Stroke::Mark mark, const std::vector<QPointF>& points,
                                 double radius)
{
    if (stage_ != Stage::Ready || points.empty())
        return;
    ReworkState state = plan_.now();
    state.strokes.push_back(onPhoto({mark, points, radius}, state, standard_.outputSize));
    plan_.change(state, ReworkPlan::Kind::Stroke, false);
    changed();
}

void ReworkController::endRow()
{
    plan_.endRow();
}

void ReworkController::undo()
{
    if (stage_ == Stage::Ready && plan_.undo())
        changed();
}

void ReworkController::redo()
{
    if (stage_ == Stage::Ready && plan_.redo())
        changed();
}

void ReworkController::reset()
{
    if (stage_ != Stage::Ready || !plan_.isChanged())
        return;
    plan_.change(plan_.first(), ReworkPlan::Kind::Other, false);
    changed();
}

} // namespace photodesk::app
