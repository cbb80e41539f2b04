#include "imaging/matte_editor.h"

#include "domain/json.h"
#include "imaging/output/scene.h"
#include "imaging/tuning.h"

#include <QJsonObject>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr qsizetype strokesMost = 500;
constexpr std::size_t pointsMost = 2000;
constexpr double radiusMost = 200, coordinateMost = 20000;

bool within(const QPointF& p)
{
    return std::abs(p.x()) <= coordinateMost && std::abs(p.y()) <= coordinateMost; // false for NaN
}

bool valid(const Stroke& stroke)
{
    return !stroke.points.empty() && stroke.points.size() <= pointsMost && stroke.radius >= 0.5
           && stroke.radius <= radiusMost && std::ranges::all_of(stroke.points, within);
}

cv::Rect boxOf(const Stroke& stroke, double margin, cv::Size canvas)
{
    double left = coordinateMost, top = coordinateMost, right = -coordinateMost, bottom = -coordinateMost;
    for (const QPointF& p : stroke.points) {
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
    }
    const cv::Point from(int(std::floor(left - margin)), int(std::floor(top - margin)));
    const cv::Point to(int(std::ceil(right + margin)), int(std::ceil(bottom + margin)));
    return cv::Rect(from, to) & cv::Rect({0, 0}, canvas);
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

/// What a stroke changes, as it was before.
struct Before {
    cv::Rect area;
    cv::Mat inside, outside, soft, marks, alpha, variance, foreground;
};

} // namespace

struct MatteEditor::Impl {
    Scene scene;
    Standard standard;
    QRgb background = 0;
    std::vector<Stroke> strokes;
    std::vector<Before> history;
    cv::Mat marks; ///< CV_8U, 255 where a stroke has decided

    void save(const cv::Rect& area);
    void restore(const Before& before);
    void mark(const Stroke& stroke, const cv::Rect& area);
    void solveAgain(const cv::Rect& changed);
};

void MatteEditor::Impl::save(const cv::Rect& area)
{
    const auto& p = scene.problem;
    const auto& m = scene.matte;
    history.push_back({area, p.trimap.inside(area).clone(), p.trimap.outside(area).clone(),
                       p.soft(area).clone(), marks(area).clone(), m.alpha(area).clone(),
                       m.variance(area).clone(), m.foreground(area).clone()});
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

/// Under the brush its word is law; in a ring round it nothing is certain any more and the networks, which
/// were wrong here, count for little.
void MatteEditor::Impl::mark(const Stroke& stroke, const cv::Rect& area)
{
    const bool keep = stroke.mark == Stroke::Mark::Keep;
    const cv::Mat distance = distanceTo(stroke, area);
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

void MatteEditor::Impl::solveAgain(const cv::Rect& changed)
{
    const int margin = int(std::lround(tuning().brushMargin * scene.unit));
    const cv::Rect area = cv::Rect(changed.x - margin, changed.y - margin, changed.width + 2 * margin,
                                   changed.height + 2 * margin)
                          & cv::Rect({0, 0}, scene.canvas.rgb.size());
    const Matte matte = solve(scene.problem.part(area), scene.unit);
    const cv::Rect inner = changed - area.tl();
    matte.alpha(inner).copyTo(scene.matte.alpha(changed));
    matte.variance(inner).copyTo(scene.matte.variance(changed));
    matte.foreground(inner).copyTo(scene.matte.foreground(changed));
    scene.matte.alpha(changed).setTo(0, ~scene.canvas.inside(changed));
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
        const double reach = stroke.radius + (tuning().brushRing + 2) * impl_->scene.unit;
        const cv::Rect area = boxOf(stroke, reach, impl_->scene.canvas.rgb.size());
        impl_->save(area);
        impl_->strokes.push_back(stroke);
        if (area.empty())
            return QRect();
        impl_->mark(stroke, area);
        impl_->solveAgain(area);
        return QRect(area.x, area.y, area.width, area.height);
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

QRect MatteEditor::undo()
{
    if (impl_->history.empty())
        return {};
    const Before before = std::move(impl_->history.back());
    impl_->history.pop_back();
    impl_->strokes.pop_back();
    if (before.area.empty())
        return {};
    impl_->restore(before);
    return {before.area.x, before.area.y, before.area.width, before.area.height};
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
    if (strokes.size() > strokesMost)
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
