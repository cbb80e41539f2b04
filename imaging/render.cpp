#include "imaging/render.h"

#include "imaging/mat_view.h"
#include "imaging/matte/canvas.h"
#include "imaging/matte/matte.h"
#include "imaging/output/crop.h"
#include "imaging/output/jpeg_writer.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

QImage compose(const Matte& matte, const cv::Mat& alpha, QRgb background)
{
    QImage image(alpha.cols, alpha.rows, QImage::Format_RGB888);
    cv::Mat out = writableViewOf(image);
    const cv::Vec3f behind(float(qRed(background)), float(qGreen(background)), float(qBlue(background)));
    for (int y = 0; y < alpha.rows; ++y) {
        const auto* f = matte.foreground.ptr<cv::Vec3f>(y);
        const auto* a = alpha.ptr<float>(y);
        auto* o = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < alpha.cols; ++x) {
            for (int c = 0; c < 3; ++c)
                o[x][c] = cv::saturate_cast<uchar>(f[x][c] * a[x] + behind[c] * (1 - a[x]));
        }
    }
    return image;
}

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

Result<Rendered> renderChecked(const Photo& photo, const Analysis& analysis, const Standard& standard,
                               QRgb background)
{
    PD_ASSIGN(const QRectF crop, cropFor(analysis, standard));
    if (!analysis.masks || analysis.size != photo.size())
        return fail(ErrorCode::RenderFailed, u"no_masks"_s);
    const Canvas canvas = makeCanvas(photo, {crop, 0}, standard.outputSize);
    Matte matte = cutOut(canvas.rgb, softMasks(*analysis.masks, analysis.size, canvas));
    matte.alpha.setTo(0, ~canvas.inside);
    Rendered rendered;
    rendered.crop = crop;
    cv::Mat alpha;
    matte.alpha.convertTo(alpha, CV_8U, 255.0);
    rendered.alpha = imageOf(alpha);
    PD_ASSIGN(BudgetedJpeg jpeg, encode(compose(matte, matte.alpha, background), standard));
    rendered.jpeg = std::move(jpeg.bytes);
    rendered.jpegQuality = jpeg.quality;
    PD_ASSIGN(Photo back, decode(rendered.jpeg, {}));
    rendered.image = std::move(back.image);
    return rendered;
}

} // namespace

Result<Rendered> render(const Photo& photo, const Analysis& analysis, const Standard& standard,
                        QRgb background)
{
    try {
        return renderChecked(photo, analysis, standard, background);
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

Result<QByteArray> thumbnail(const QImage& image, int side)
{
    if (image.isNull() || side < 1)
        return fail(ErrorCode::EncodeFailed, u"no image"_s);
    try {
        const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
        const QSize size = rgb.size().scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1});
        QImage small(size, QImage::Format_RGB888);
        cv::Mat out = writableViewOf(small);
        cv::resize(viewOf(rgb), out, out.size(), 0, 0, cv::INTER_AREA);
        return writeJpeg(small, {80, false, 72});
    } catch (const std::exception&) {
        return fail(ErrorCode::EncodeFailed, u"library"_s);
    }
}

} // namespace photodesk::imaging
