#include "imaging/output/scene.h"

#include "imaging/checks/context.h"
#include "imaging/mat_view.h"
#include "imaging/matte/quality.h"
#include "imaging/output/crop.h"
#include "imaging/output/jpeg_writer.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double turnMost = 45; // degrees, by hand

/// Busy cloth may not fit the budget at the least quality: then the picture is resampled a little softer, as
/// a smaller original would have been, rather than not delivered.
Result<BudgetedJpeg> encode(const QImage& picture, const Standard& standard)
{
    const JpegBudget budget{standard.fileKbMin, standard.fileKbMax, standard.jpegQualityMin, standard.dpi};
    auto jpeg = writeJpegWithin(picture, budget);
    for (double sigma = tuning().softenStep; !jpeg && sigma <= tuning().softenMax;
         sigma += tuning().softenStep) {
        QImage softer(picture.size(), QImage::Format_RGB888);
        cv::Mat out = writableViewOf(softer);
        cv::GaussianBlur(viewOf(picture), out, {}, sigma);
        jpeg = writeJpegWithin(softer, budget);
    }
    return jpeg;
}

/// Mean ΔE of patches along the upper border and the upper halves of the sides to the wanted colour, each
/// where no certain person is near, whatever coverage was found there: so wall that leaked through counts.
/// Nothing where the person is near them all.
std::optional<double> backgroundError(const cv::Mat& rgb, const Scene& scene, QRgb background)
{
    const cv::Mat clear = ~grown(scene.problem.trimap.inside, tuning().borderClear * scene.unit);
    const int side = std::max(2, int(std::lround(tuning().borderPatch * rgb.cols)));
    const int right = rgb.cols - side, half = rgb.rows / 2;
    const std::array<cv::Point, 8> corners{cv::Point{0, 0},  {right / 3, 0},      {2 * right / 3, 0},
                                           {right, 0},       {0, half / 2},       {right, half / 2},
                                           {0, half - side}, {right, half - side}};
    const cv::Vec3f wanted = labOf(background);
    double sum = 0;
    int count = 0;
    for (const cv::Point& corner : corners) {
        const cv::Rect patch(corner, cv::Size(side, side));
        const cv::Mat bare = clear(patch);
        if (cv::countNonZero(bare) < side * side / 2)
            continue;
        const cv::Scalar mean = cv::mean(rgb(patch), bare);
        cv::Mat one(1, 1, CV_32FC3, mean / 255);
        cv::cvtColor(one, one, cv::COLOR_RGB2Lab);
        sum += cv::norm(one.at<cv::Vec3f>(0, 0) - wanted);
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::vector<CheckResult> checksOf(const Scene& scene, const QImage& delivered, const Standard& standard,
                                  QRgb background)
{
    std::vector<CheckResult> checks;
    if (const CheckLimits* limits = standard.limits(u"cutout.quality"))
        checks.push_back(judge(*limits, qualityOf(signsOf(scene.problem, scene.masks, scene.matte))));
    if (const CheckLimits* limits = standard.limits(u"background.spec")) {
        const auto error = backgroundError(viewOf(delivered), scene, background);
        checks.push_back(error ? judge(*limits, *error) : notAssessed(*limits, u"not_measurable"_s));
    }
    return checks;
}

/// The standard's framing with what staff set by hand in its place.
Result<FramePlan> planOf(const Analysis& analysis, const Standard& standard, const RenderOptions& options)
{
    if (analysis.landmarks.size() < 478)
        return fail(ErrorCode::RenderFailed, u"no_face"_s);
    if (options.turn && !(std::abs(*options.turn) <= turnMost))
        return fail(ErrorCode::RenderFailed, u"turn"_s);
    const auto plan = planFrame(analysis, standard, options.turn);
    if (!plan)
        return fail(ErrorCode::RenderFailed, u"no_face"_s);
    if (!options.crop)
        return *plan;
    if (!cropFits(*options.crop, standard.outputSize, analysis.size))
        return fail(ErrorCode::RenderFailed, u"crop"_s);
    FramePlan chosen{{*options.crop, options.turn.value_or(0)}, {}};
    chosen.impossible = outsideLimits(analysis, standard, chosen.framing);
    return chosen;
}

} // namespace

Result<Scene> makeScene(const Photo& photo, const Analysis& analysis, const Standard& standard,
                        const RenderOptions& options)
{
    PD_ASSIGN(FramePlan plan, planOf(analysis, standard, options));
    if (!analysis.masks || analysis.size != photo.size())
        return fail(ErrorCode::RenderFailed, u"no_masks"_s);
    Scene scene;
    scene.framing = plan.framing;
    scene.impossible = std::move(plan.impossible);
    scene.canvas = makeCanvas(photo, scene.framing, standard.outputSize);
    scene.masks = softMasks(*analysis.masks, analysis.size, scene.canvas);
    scene.problem = problemOf(scene.canvas.rgb, scene.masks);
    scene.unit = standard.outputSize.height() / 640.0;
    scene.matte = solve(scene.problem, scene.unit);
    scene.matte.alpha.setTo(0, ~scene.canvas.inside);
    return scene;
}

QImage composed(const Scene& scene, QRgb background)
{
    const cv::Mat& alpha = scene.matte.alpha;
    QImage image(alpha.cols, alpha.rows, QImage::Format_RGB888);
    cv::Mat out = writableViewOf(image);
    const cv::Vec3f behind(float(qRed(background)), float(qGreen(background)), float(qBlue(background)));
    for (int y = 0; y < alpha.rows; ++y) {
        const auto* f = scene.matte.foreground.ptr<cv::Vec3f>(y);
        const auto* a = alpha.ptr<float>(y);
        auto* o = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < alpha.cols; ++x) {
            for (int c = 0; c < 3; ++c)
                o[x][c] = cv::saturate_cast<uchar>(f[x][c] * a[x] + behind[c] * (1 - a[x]));
        }
    }
    return image;
}

QImage alphaOf(const Scene& scene)
{
    cv::Mat alpha;
    scene.matte.alpha.convertTo(alpha, CV_8U, 255.0);
    return imageOf(alpha);
}

Result<Rendered> deliver(const Scene& scene, const Standard& standard, QRgb background)
{
    Rendered rendered;
    rendered.crop = scene.framing.crop;
    rendered.turn = scene.framing.turn;
    rendered.impossible = scene.impossible;
    rendered.alpha = alphaOf(scene);
    PD_ASSIGN(BudgetedJpeg jpeg, encode(composed(scene, background), standard));
    rendered.jpeg = std::move(jpeg.bytes);
    rendered.jpegQuality = jpeg.quality;
    PD_ASSIGN(Photo back, decode(rendered.jpeg, {}));
    rendered.image = std::move(back.image);
    rendered.checks = checksOf(scene, rendered.image, standard, background);
    return rendered;
}

} // namespace photodesk::imaging
