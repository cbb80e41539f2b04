#include "app/review/rework_plan.h"

#include <algorithm>
#include <cmath>

namespace photodesk::app {
namespace {

constexpr double grain = 16; // steps a pixel

double rounded(double value)
{
    return std::round(value * grain) / grain;
}

double spanOf(const ReworkState& state, QSize output)
{
    return state.crop.width() / output.width();
}

} // namespace

QTransform outputToPhoto(const QRectF& crop, double turn, QSize output)
{
    const double span = crop.width() / output.width();
    QTransform t;
    t.translate(crop.center().x(), crop.center().y());
    t.rotate(turn);
    t.scale(span, span);
    t.translate(-output.width() / 2.0, -output.height() / 2.0);
    return t;
}

std::shared_ptr<const PhotoStroke> onPhoto(const imaging::Stroke& stroke, const ReworkState& state,
                                           QSize output)
{
    const QTransform t = outputToPhoto(state.crop, state.turn, output);
    auto placed = std::make_shared<PhotoStroke>();
    placed->mark = stroke.mark;
    placed->radius = stroke.radius * spanOf(state, output);
    placed->points.reserve(stroke.points.size());
    for (const QPointF& point : stroke.points)
        placed->points.push_back(t.map(point));
    return placed;
}

imaging::Stroke onOutput(const PhotoStroke& stroke, const ReworkState& state, QSize output)
{
    const QTransform t = outputToPhoto(state.crop, state.turn, output).inverted();
    imaging::Stroke placed;
    placed.mark = stroke.mark;
    placed.radius = std::max(0.5, rounded(stroke.radius / spanOf(state, output)));
    placed.points.reserve(stroke.points.size());
    for (const QPointF& point : stroke.points) {
        const QPointF at = t.map(point);
        placed.points.emplace_back(rounded(at.x()), rounded(at.y()));
    }
    return placed;
}

imaging::Rework reworkOf(const ReworkState& state, QSize output)
{
    imaging::Rework rework;
    rework.crop = state.crop;
    rework.turn = state.turn;
    rework.eyes = state.eyes;
    for (const auto& stroke : state.strokes)
        rework.strokes.push_back(onOutput(*stroke, state, output));
    return rework;
}

void ReworkPlan::start(const ReworkState& state)
{
    first_ = now_ = state;
    past_.clear();
    future_.clear();
    rowOf_.reset();
}

void ReworkPlan::change(const ReworkState& state, Kind kind, bool row)
{
    if (state == now_)
        return;
    if (!(row && rowOf_ == kind))
        past_.push_back(now_);
    rowOf_ = row ? std::optional(kind) : std::nullopt;
    now_ = state;
    future_.clear();
}

bool ReworkPlan::undo()
{
    if (past_.empty())
        return false;
    future_.push_back(std::exchange(now_, past_.back()));
    past_.pop_back();
    rowOf_.reset();
    return true;
}

bool ReworkPlan::redo()
{
    if (future_.empty())
        return false;
    past_.push_back(std::exchange(now_, future_.back()));
    future_.pop_back();
    rowOf_.reset();
    return true;
}

} // namespace photodesk::app
