#include "imaging/render.h"

#include "imaging/mat_view.h"
#include "imaging/matte/matte.h"
#include "imaging/output/crop.h"
#include "imaging/output/jpeg_writer.h"
#include "imaging/pyramid.h"
#include "imaging/segment/segmentation.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// The part of the photo at output size, and where there is photo at all.
struct Canvas {
    QRectF crop;
    cv::Mat rgb;    ///< CV_8UC3; beyond the photo its edge repeated
    cv::Mat inside; ///< CV_8U, 255 within the photo
};

Canvas makeCanvas(const Photo& photo, const QRectF& crop, QSize output)
{
    Pyramid pyramid(photo, Pyramid::Grade::Fine);
    const cv::Size size(output.width(), output.height());
    Canvas canvas{crop, {}, cv::Mat(size, CV_8U, cv::Scalar(0))};
    const double span = crop.width() / output.width();
    const int n = pyramid.levelFor(std::max(span, 1.0));
    const double k = std::ldexp(1.0, -n);
    const double step = span * k;
    const cv::Mat from = pyramid.level(n);
    // Cubic when enlarging or near 1:1; the level is never more than twice as fine as needed.
    const cv::Matx23d map(step, 0, crop.x() * k + 0.5 * step - 0.5, 0, step, crop.y() * k + 0.5 * step - 0.5);
    if (step > 1.05) {
        cv::Mat fine;
        const cv::Matx23d twice(step / 2, 0, crop.x() * k + 0.25 * step - 0.5, 0, step / 2,
                                crop.y() * k + 0.25 * step - 0.5);
        cv::warpAffine(from, fine, twice, size * 2, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                       cv::BORDER_REPLICATE);
        cv::resize(fine, canvas.rgb, size, 0, 0, cv::INTER_AREA);
    } else {
        cv::warpAffine(from, canvas.rgb, map, size, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                       cv::BORDER_REPLICATE);
    }
    const double scale = 1 / span;
    const QRectF photoOnCanvas(-crop.x() * scale, -crop.y() * scale, photo.size().width() * scale,
                               photo.size().height() * scale);
    const QRect whole =
        QRect(QPoint(int(std::ceil(photoOnCanvas.left() - 1e-6)), int(std::ceil(photoOnCanvas.top() - 1e-6))),
              QPoint(int(std::floor(photoOnCanvas.right() + 1e-6)) - 1,
                     int(std::floor(photoOnCanvas.bottom() + 1e-6)) - 1))
        & QRect(QPoint(0, 0), output);
    if (!whole.isEmpty())
        canvas.inside(cv::Rect(whole.x(), whole.y(), whole.width(), whole.height())).setTo(255);
    return canvas;
}

/// A mask stretched over `area` of the photo, brought to the canvas.
cv::Mat onCanvas(const cv::Mat& mask, const QRectF& area, const Canvas& canvas, int border)
{
    const double kx = mask.cols / area.width(), ky = mask.rows / area.height();
    const double sx = canvas.crop.width() / canvas.rgb.cols * kx,
                 sy = canvas.crop.height() / canvas.rgb.rows * ky;
    const cv::Matx23d map(sx, 0, (canvas.crop.x() - area.x()) * kx + 0.5 * sx - 0.5, 0, sy,
                          (canvas.crop.y() - area.y()) * ky + 0.5 * sy - 0.5);
    cv::Mat values, out;
    mask.convertTo(values, CV_32F, mask.depth() == CV_8U ? 1 / 255.0 : 1.0);
    cv::warpAffine(values, out, map, canvas.rgb.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, border);
    return out;
}

SoftMasks softMasks(const Masks& masks, QSize photo, const Canvas& canvas)
{
    const Masks::Close& close = masks.close;
    const QRectF whole(QPointF(0, 0), QSizeF(photo));
    SoftMasks soft{onCanvas(viewOf(close.person), close.area, canvas, cv::BORDER_REPLICATE),
                   onCanvas(foregroundOf(close), close.area, canvas, cv::BORDER_REPLICATE),
                   onCanvas(viewOf(close.hair), close.area, canvas, cv::BORDER_REPLICATE)};
    if (close.area != whole) { // beyond the close masks only the coarse ones know anything
        const cv::Mat seen = onCanvas(cv::Mat(viewOf(close.person).size(), CV_8U, cv::Scalar(255)),
                                      close.area, canvas, cv::BORDER_CONSTANT);
        const cv::Mat beyond = seen < 0.5;
        const cv::Mat coarse = onCanvas(viewOf(masks.person), whole, canvas, cv::BORDER_REPLICATE);
        coarse.copyTo(soft.person, beyond);
        coarse.copyTo(soft.foreground, beyond);
    }
    return soft;
}

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
    const Canvas canvas = makeCanvas(photo, crop, standard.outputSize);
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
