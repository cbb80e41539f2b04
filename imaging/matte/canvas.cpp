#include "imaging/matte/canvas.h"

#include "imaging/mat_view.h"
#include "imaging/matte/warp.h"
#include "imaging/segment/segmentation.h"

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace photodesk::imaging {
namespace {

cv::Matx23d mapOf(const Framing& framing, QSize output)
{
    const double span = framing.crop.width() / output.width();
    const double angle = framing.turn * std::numbers::pi / 180;
    const double c = span * std::cos(angle), s = span * std::sin(angle);
    const QPointF centre = framing.crop.center();
    const double ox = output.width() / 2.0, oy = output.height() / 2.0;
    return {c, -s, centre.x() - c * ox + s * oy, s, c, centre.y() - s * ox - c * oy};
}

/// The same map between pixel numbers, for a source scaled by `kx`, `ky` whose corner lies at `corner`.
cv::Matx23d betweenPixels(const cv::Matx23d& map, QPointF corner, double kx, double ky)
{
    const double x = map(0, 0) * 0.5 + map(0, 1) * 0.5 + map(0, 2) - corner.x();
    const double y = map(1, 0) * 0.5 + map(1, 1) * 0.5 + map(1, 2) - corner.y();
    return {map(0, 0) * kx, map(0, 1) * kx, x * kx - 0.5, map(1, 0) * ky, map(1, 1) * ky, y * ky - 0.5};
}

/// Roots of whole numbers up to 255², rounded; never half-way, so that any rounding will do.
void rootsOf(const int* squares, uchar* roots, int count)
{
    const auto four = [&](int i) { return cv::v_round(cv::v_sqrt(cv::v_cvt_f32(cv::v_load(squares + i)))); };
    int i = 0;
    for (; i + 8 <= count; i += 8)
        cv::v_pack_u_store(roots + i, cv::v_pack(four(i), four(i + 4)));
    for (; i < count; ++i)
        roots[i] = uchar(std::lround(std::sqrt(float(squares[i]))));
}

/// Mean of 2 × 2 pixels in linear light; squares stand for sRGB's curve, which they follow within two levels.
cv::Mat halved(const cv::Mat& from)
{
    cv::Mat to(std::max(1, from.rows / 2), std::max(1, from.cols / 2), CV_8UC3);
    const int right = from.cols > 1 ? 3 : 0, width = 3 * to.cols;
    std::vector<int> sums(3 * std::size_t(from.cols)), means(3 * std::size_t(to.cols)); // of squares
    for (int y = 0; y < to.rows; ++y) {
        const uchar* a = from.ptr(std::min(2 * y, from.rows - 1));
        const uchar* b = from.ptr(std::min(2 * y + 1, from.rows - 1));
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] = a[i] * a[i] + b[i] * b[i];
        const int* s = sums.data();
        for (int i = 0; i < width; i += 3, s += 6) {
            for (int c = 0; c < 3; ++c)
                means[std::size_t(i + c)] = (s[c] + s[c + right] + 2) / 4;
        }
        rootsOf(means.data(), to.ptr(y), width);
    }
    return to;
}

/// Where in the photo the canvas lies, with a margin for the filters.
cv::Rect regionOf(const cv::Matx23d& map, QSize output, cv::Size photo, int margin)
{
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const int i : {0, 1, 2, 3}) {
        const double x = i & 1 ? output.width() : 0, y = i & 2 ? output.height() : 0;
        const double px = map(0, 0) * x + map(0, 1) * y + map(0, 2);
        const double py = map(1, 0) * x + map(1, 1) * y + map(1, 2);
        left = std::min(left, px);
        right = std::max(right, px);
        top = std::min(top, py);
        bottom = std::max(bottom, py);
    }
    const auto held = [](double v, int most) { return int(std::clamp(v, 0.0, double(most))); };
    // Even corners: halvings must not shift the picture.
    const int x0 = held(left - margin, photo.width - 1) / margin * margin;
    const int y0 = held(top - margin, photo.height - 1) / margin * margin;
    const int x1 = std::max(held(std::ceil(right) + margin, photo.width), x0 + 1);
    const int y1 = std::max(held(std::ceil(bottom) + margin, photo.height), y0 + 1);
    return {x0, y0, x1 - x0, y1 - y0};
}

cv::Mat insideOf(const cv::Matx23d& map, cv::Size size, QSize photo)
{
    const double half = std::hypot(map(0, 0), map(1, 0)) / 2 - 1e-6;
    cv::Mat inside(size, CV_8U);
    for (int y = 0; y < size.height; ++y) {
        uchar* row = inside.ptr(y);
        for (int x = 0; x < size.width; ++x) {
            const double px = map(0, 0) * (x + 0.5) + map(0, 1) * (y + 0.5) + map(0, 2);
            const double py = map(1, 0) * (x + 0.5) + map(1, 1) * (y + 0.5) + map(1, 2);
            row[x] = px >= half && py >= half && px <= photo.width() - half && py <= photo.height() - half
                         ? 255
                         : 0;
        }
    }
    return inside;
}

/// A mask stretched over `area` of the photo, brought to the canvas.
cv::Mat onCanvas(const cv::Mat& mask, const QRectF& area, const Canvas& canvas, int border)
{
    const cv::Matx23d map =
        betweenPixels(canvas.toPhoto, area.topLeft(), mask.cols / area.width(), mask.rows / area.height());
    cv::Mat values, out;
    mask.convertTo(values, CV_32F, mask.depth() == CV_8U ? 1 / 255.0 : 1.0);
    cv::warpAffine(values, out, map, canvas.rgb.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, border);
    return out;
}

} // namespace

Canvas makeCanvas(const Photo& photo, const Framing& framing, QSize output)
{
    const cv::Size size(output.width(), output.height());
    Canvas canvas;
    canvas.toPhoto = mapOf(framing, output);
    canvas.inside = insideOf(canvas.toPhoto, size, photo.size());
    const cv::Matx23d map = canvas.toPhoto * std::ldexp(1.0, -photo.halvings); // output to stored pixels
    const double span = std::hypot(map(0, 0), map(1, 0));
    const int n = std::max(0, int(std::floor(std::log2(std::max(span, 1.0)))));
    const cv::Mat whole = viewOf(photo.image);
    const cv::Rect region = regionOf(map, output, whole.size(), 4 << n);
    cv::Mat from = whole(region);
    for (int i = 0; i < n; ++i)
        from = halved(from);
    const double k = std::ldexp(1.0, -n);
    const QPointF corner(region.x, region.y);
    if (span * k > 1.05) {
        const cv::Matx23d fine(map(0, 0) / 2, map(0, 1) / 2, map(0, 2), map(1, 0) / 2, map(1, 1) / 2,
                               map(1, 2));
        canvas.rgb = halved(cubicWarp(from, betweenPixels(fine, corner, k, k), size * 2));
    } else { // cubic when enlarging or near 1:1
        canvas.rgb = cubicWarp(from, betweenPixels(map, corner, k, k), size);
    }
    return canvas;
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

} // namespace photodesk::imaging
