#include "imaging/matte_editor.h"

#include "domain/json.h"
#include "imaging/output/scene.h"
#include "imaging/tuning.h"
#include "resources/resources.h"

#include <QJsonObject>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct StrokeLimits {
    std::size_t strokes, points;
    double coordinate, radiusShare, pictures;
    std::size_t undoBytes;
};

const StrokeLimits& most()
{
    using resources::limit;
    static const StrokeLimits limits{std::size_t(limit("strokes_max"_L1)),
                                     std::size_t(limit("stroke_points_max"_L1)),
                                     double(limit("stroke_coordinate_max"_L1)),
                                     double(limit("stroke_radius_max_permille_of_height"_L1)) / 1000,
                                     double(limit("strokes_area_max_pictures"_L1)),
                                     std::size_t(limit("repair_undo_max_bytes"_L1))};
    return limits;
}

bool within(const QPointF& p)
{
    const double far = most().coordinate;
    return std::abs(p.x()) <= far && std::abs(p.y()) <= far; // false for NaN
}

/// As far as that can be told without the picture's size.
bool valid(const Stroke& stroke)
{
    return !stroke.points.empty() && stroke.points.size() <= most().points && stroke.radius >= 0.5
           && stroke.radius <= most().coordinate && std::ranges::all_of(stroke.points, within);
}

cv::Rect withMargin(const cv::Rect& r, int margin)
{
    return {r.x - margin, r.y - margin, r.width + 2 * margin, r.height + 2 * margin};
}

cv::Rect boxOf(const Stroke& stroke, double margin)
{
    double left = stroke.points[0].x(), right = left, top = stroke.points[0].y(), bottom = top;
    for (const QPointF& p : stroke.points) {
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
    }
    const cv::Point from(int(std::floor(left - margin)), int(std::floor(top - margin)));
    const cv::Point to(int(std::ceil(right + margin)), int(std::ceil(bottom + margin)));
    return {from, to};
}

/// Distance of each pixel's centre to the stroke's line, CV_32F over `area`.
cv::Mat distanceTo(const Stroke& stroke, const cv::Rect& area)
{
    constexpr int shift = 4; // sub-pixel drawing
    const auto at = [&](const QPointF& p) {
        return cv::Point(int(std::lround((p.x() - 0.5 - area.x) * (1 << shift))),
                         int(std::lround((p.y() - 0.5 - area.y) * (1 << shift))));
    };
    cv::Mat line(area.size(), CV_8U, cv::Scalar(255)), distance;
    for (std::size_t i = 0; i < stroke.points.size(); ++i)
        cv::line(line, at(stroke.points[i > 0 ? i - 1 : 0]), at(stroke.points[i]), cv::Scalar(0), 1,
                 cv::LINE_8, shift);
    cv::distanceTransform(line, distance, cv::DIST_L2, cv::DIST_MASK_5);
    return distance;
}

QRect qtRect(const cv::Rect& r)
{
    return r.empty() ? QRect() : QRect(r.x, r.y, r.width, r.height);
}

/// What a stroke changes, as it was before.
struct Before {
    cv::Rect area;
    cv::Mat inside, outside, soft, marks, alpha, variance, foreground;

    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t sum = 0;
        for (const cv::Mat* m : {&inside, &outside, &soft, &marks, &alpha, &variance, &foreground})
            sum += m->total() * m->elemSize();
        return sum;
    }
};

/// Where a stroke works. Drawn on `canvas` alone, a line just outside it would leave no trace inside.
struct Reach {
    cv::Rect drawn;   ///< the line and all it can touch, no further round the canvas than it reaches
    cv::Rect changed; ///< its part on the canvas
    cv::Rect solved;  ///< and what is read to solve that

    Reach(const Stroke& stroke, cv::Size size, double unit)
    {
        const cv::Rect canvas({0, 0}, size);
        const double reach = stroke.radius + (tuning().brushRing + 2) * unit;
        drawn = boxOf(stroke, reach) & withMargin(canvas, int(std::ceil(reach)) + 1);
        changed = drawn & canvas;
        if (!changed.empty())
            solved = withMargin(changed, int(std::lround(tuning().brushMargin * unit))) & canvas;
    }
};

} // namespace

struct MatteEditor::Impl {
    Scene scene;
    Standard standard;
    QRgb background = 0;
    std::vector<Stroke> strokes;
    bool undoable = true;        ///< a replay is never undone
    std::vector<Before> history; ///< of the latest strokes, as many as fit the limit
    cv::Mat marks;               ///< CV_8U, 255 where a stroke has decided
    double solvedArea = 0;       ///< pixels, of all strokes

    [[nodiscard]] Reach reachOf(const Stroke& stroke) const
    {
        return {stroke, scene.canvas.rgb.size(), scene.unit};
    }
    [[nodiscard]] bool mayTake(const Stroke& stroke, const Reach& reach) const;
    [[nodiscard]] Before now(const cv::Rect& area) const;
    void restore(const Before& before);
    void forgetOldest();
    void mark(const Stroke& stroke, const Reach& reach);
    void solveAgain(const Reach& reach);
    void change(const Stroke& stroke, const Reach& reach);
};

bool MatteEditor::Impl::mayTake(const Stroke& stroke, const Reach& reach) const
{
    const cv::Size size = scene.canvas.rgb.size();
    return strokes.size() < most().strokes && stroke.radius <= most().radiusShare * size.height
           && solvedArea + reach.solved.area() <= most().pictures * size.area();
}

Before MatteEditor::Impl::now(const cv::Rect& area) const
{
    const auto& p = scene.problem;
    const auto& m = scene.matte;
    return {area,
            p.trimap.inside(area).clone(),
            p.trimap.outside(area).clone(),
            p.soft(area).clone(),
            marks(area).clone(),
            m.alpha(area).clone(),
            m.variance(area).clone(),
            m.foreground(area).clone()};
}

void MatteEditor::Impl::restore(const Before& before)
{
    const cv::Rect& area = before.area;
    before.inside.copyTo(scene.problem.trimap.inside(area));
    before.outside.copyTo(scene.problem.trimap.outside(area));
    before.soft.copyTo(scene.problem.soft(area));
    before.marks.copyTo(marks(area));
    before.alpha.copyTo(scene.matte.alpha(area));
    before.variance.copyTo(scene.matte.variance(area));
    before.foreground.copyTo(scene.matte.foreground(area));
}

void MatteEditor::Impl::forgetOldest()
{
    std::size_t sum = 0, kept = 0;
    while (kept < history.size()) {
        sum += history[history.size() - 1 - kept].bytes();
        if (sum > most().undoBytes)
            break;
        ++kept;
    }
    history.erase(history.begin(), history.end() - std::ptrdiff_t(kept));
}

/// Under the brush its word is law; in a ring round it nothing is certain any more and the networks, which
/// were wrong here, count for little.
void MatteEditor::Impl::mark(const Stroke& stroke, const Reach& reach)
{
    const bool keep = stroke.mark == Stroke::Mark::Keep;
    const cv::Rect& area = reach.changed;
    const cv::Mat distance = distanceTo(stroke, reach.drawn)(area - reach.drawn.tl());
    const double ring = stroke.radius + tuning().brushRing * scene.unit;
    const cv::Mat core = distance <= stroke.radius;
    const cv::Mat round = (distance <= ring) & ~core & ~marks(area);
    cv::Mat inside = scene.problem.trimap.inside(area), outside = scene.problem.trimap.outside(area);
    // A side that agrees with the brush stays as certain as it was.
    (keep ? outside : inside).setTo(0, round);
    inside.setTo(keep ? 255 : 0, core);
    outside.setTo(keep ? 0 : 255, core);
    cv::Mat soft = scene.problem.soft(area);
    const cv::Mat doubted = keep ? cv::Mat(cv::max(soft, 0.5)) : cv::Mat(cv::min(soft, 0.5));
    doubted.copyTo(soft, round & ~(inside | outside));
    soft.setTo(keep ? 1 : 0, core);
    marks(area).setTo(255, core);
}

void MatteEditor::Impl::solveAgain(const Reach& reach)
{
    const cv::Rect& changed = reach.changed;
    const Matte matte = solve(scene.problem.part(reach.solved), scene.unit);
    const cv::Rect inner = changed - reach.solved.tl();
    matte.alpha(inner).copyTo(scene.matte.alpha(changed));
    matte.variance(inner).copyTo(scene.matte.variance(changed));
    matte.foreground(inner).copyTo(scene.matte.foreground(changed));
    scene.matte.alpha(changed).setTo(0, ~scene.canvas.inside(changed));
}

/// All or nothing, where it can be undone.
void MatteEditor::Impl::change(const Stroke& stroke, const Reach& reach)
{
    if (undoable)
        history.push_back(now(reach.changed));
    const auto count = strokes.size();
    try {
        strokes.push_back(stroke);
        if (!reach.changed.empty()) {
            mark(stroke, reach);
            solveAgain(reach);
        }
    } catch (...) {
        strokes.erase(strokes.begin() + std::ptrdiff_t(count), strokes.end());
        if (undoable) {
            if (!reach.changed.empty())
                restore(history.back());
            history.pop_back();
        }
        throw;
    }
    solvedArea += reach.solved.area();
    forgetOldest();
}

Result<std::unique_ptr<MatteEditor>> MatteEditor::create(const Photo& photo, const Analysis& analysis,
                                                         const Standard& standard, QRgb background,
                                                         const RenderOptions& options)
{
    try {
        auto impl = std::make_unique<Impl>();
        PD_ASSIGN(impl->scene, makeScene(photo, analysis, standard, options));
        impl->standard = standard;
        impl->background = background;
        impl->marks = cv::Mat(impl->scene.canvas.rgb.size(), CV_8U, cv::Scalar(0));
        return std::unique_ptr<MatteEditor>(new MatteEditor(std::move(impl)));
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

MatteEditor::MatteEditor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MatteEditor::~MatteEditor() = default;

Result<QRect> MatteEditor::apply(const Stroke& stroke)
{
    if (!valid(stroke))
        return fail(ErrorCode::InvalidField, u"stroke"_s);
    try {
        const Reach reach = impl_->reachOf(stroke);
        if (!impl_->mayTake(stroke, reach))
            return fail(ErrorCode::InvalidField, u"strokes"_s);
        impl_->change(stroke, reach);
        return qtRect(reach.changed);
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

bool MatteEditor::canUndo() const
{
    return !impl_->history.empty();
}

QRect MatteEditor::undo()
{
    if (!canUndo())
        return {};
    const Before before = std::move(impl_->history.back());
    impl_->history.pop_back();
    impl_->solvedArea -= impl_->reachOf(impl_->strokes.back()).solved.area();
    impl_->strokes.pop_back();
    if (!before.area.empty())
        impl_->restore(before);
    return qtRect(before.area);
}

const std::vector<Stroke>& MatteEditor::strokes() const
{
    return impl_->strokes;
}

QImage MatteEditor::image() const
{
    return composed(impl_->scene, impl_->background);
}

QImage MatteEditor::alpha() const
{
    return alphaOf(impl_->scene);
}

Result<Rendered> MatteEditor::finish() const
{
    try {
        return deliver(impl_->scene, impl_->standard, impl_->background);
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

Result<Rendered> renderWithStrokes(const Photo& photo, const Analysis& analysis, const Standard& standard,
                                   QRgb background, const std::vector<Stroke>& strokes,
                                   const RenderOptions& options)
{
    PD_ASSIGN(const auto editor, MatteEditor::create(photo, analysis, standard, background, options));
    editor->impl_->undoable = false;
    for (const Stroke& stroke : strokes)
        PD_TRY(editor->apply(stroke));
    return editor->finish();
}

QJsonArray toJson(const std::vector<Stroke>& strokes)
{
    QJsonArray all;
    for (const Stroke& stroke : strokes) {
        QJsonArray points;
        for (const QPointF& p : stroke.points)
            points.append(QJsonArray{p.x(), p.y()});
        all.append(QJsonObject{{"mark"_L1, stroke.mark == Stroke::Mark::Keep ? "keep"_L1 : "remove"_L1},
                               {"radius"_L1, stroke.radius},
                               {"points"_L1, points}});
    }
    return all;
}

Result<std::vector<Stroke>> strokesFromJson(const QJsonArray& strokes)
{
    if (std::size_t(strokes.size()) > most().strokes)
        return fail(ErrorCode::InvalidField, u"strokes"_s);
    std::vector<Stroke> all;
    for (const QJsonValue& value : strokes) {
        json::Reader in(value.toObject(), u"strokes."_s);
        Stroke stroke;
        const QString mark = in.string("mark"_L1);
        if (mark != "keep"_L1 && mark != "remove"_L1)
            in.reject("mark"_L1, "is not keep or remove");
        stroke.mark = mark == "keep"_L1 ? Stroke::Mark::Keep : Stroke::Mark::Remove;
        stroke.radius = in.number("radius"_L1);
        for (const QJsonValue& point : in.array("points"_L1)) {
            const QJsonArray pair = point.toArray();
            if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isDouble())
                in.reject("points"_L1, "holds no pair of numbers");
            stroke.points.emplace_back(pair[0].toDouble(), pair[1].toDouble());
        }
        if (!in.ok())
            return fail(in.error());
        if (!valid(stroke))
            return fail(ErrorCode::InvalidField, u"strokes.points"_s);
        all.push_back(std::move(stroke));
    }
    return all;
}

} // namespace photodesk::imaging
