#include "defects.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"

#include <QPainter>

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

using namespace photodesk::imaging;

namespace photodesk::test {
namespace {

cv::Mat toLinear(const QImage& image)
{
    cv::Mat f;
    viewOf(image).convertTo(f, CV_32FC3, 1 / 255.0);
    cv::pow(f, 2.2, f);
    return f;
}

QImage fromLinear(cv::Mat f)
{
    cv::pow(cv::max(f, 0.0), 1 / 2.2, f);
    cv::Mat bytes;
    f.convertTo(bytes, CV_8UC3, 255);
    return imageOf(bytes);
}

/// A close mask over the whole picture, CV_32F 0-1.
cv::Mat spreadMask(const QImage& mask, const Analysis& seen)
{
    cv::Mat soft, fitted, whole(seen.size.height(), seen.size.width(), CV_32F, cv::Scalar(0));
    viewOf(mask).convertTo(soft, CV_32F, 1 / 255.0);
    const QRect area = seen.masks->close.area.toAlignedRect() & QRect(QPoint(), seen.size);
    cv::resize(soft, fitted, {area.width(), area.height()}, 0, 0, cv::INTER_LINEAR);
    fitted.copyTo(whole(cv::Rect(area.x(), area.y(), area.width(), area.height())));
    return whole;
}

QImage timesField(const QImage& image, const cv::Mat& field)
{
    cv::Mat linear = toLinear(image), three;
    cv::merge(std::vector<cv::Mat>{field, field, field}, three);
    return fromLinear(linear.mul(three));
}

cv::Mat interpolated(const cv::Mat& image, cv::Size size, const cv::Matx23d& toImage)
{
    cv::Mat out;
    cv::warpAffine(image, out, toImage, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return out;
}

/// A cosine over the pixels' centres, of so many waves a pixel to the right and downwards. One made from
/// those of its two axes: reckoned anew for each pixel they took half of the test's time.
class Wave {
public:
    Wave(double right, double down, cv::Size size)
    {
        for (int x = 0; x < size.width; ++x)
            right_.push_back(std::polar(1.0, 2 * std::numbers::pi * right * (x + 0.5)));
        for (int y = 0; y < size.height; ++y)
            down_.push_back(std::polar(1.0, 2 * std::numbers::pi * down * (y + 0.5)));
    }
    double at(int x, int y) const
    {
        const auto &a = right_[std::size_t(x)], &b = down_[std::size_t(y)];
        return a.real() * b.real() - a.imag() * b.imag();
    }

private:
    std::vector<std::complex<double>> right_, down_;
};

} // namespace

QImage scaledTo(const QImage& image, QSize size)
{
    cv::Mat out;
    const bool less = size.width() < image.width();
    cv::resize(viewOf(image), out, {size.width(), size.height()}, 0, 0,
               less ? cv::INTER_AREA : cv::INTER_CUBIC);
    return imageOf(out);
}

QImage noisy(const QImage& image, double sigma)
{
    cv::Mat f, noise(image.height(), image.width(), CV_32FC3);
    viewOf(image).convertTo(f, CV_32FC3);
    cv::RNG rng(7);
    rng.fill(noise, cv::RNG::NORMAL, 0, sigma);
    cv::Mat out;
    cv::Mat(f + noise).convertTo(out, CV_8UC3);
    return imageOf(out);
}

QImage blurred(const QImage& image, double sigma)
{
    cv::Mat out;
    cv::GaussianBlur(viewOf(image), out, {}, sigma);
    return imageOf(out);
}

QImage stretched(const QImage& image, double ratio)
{
    const double k = std::sqrt(ratio);
    return scaledTo(image, {int(std::lround(image.width() * k)), int(std::lround(image.height() / k))});
}

QImage upscaled(const QImage& image, double factor)
{
    const QSize small(int(image.width() / factor), int(image.height() / factor));
    return scaledTo(scaledTo(image, small), image.size());
}

QImage cast(const QImage& image, std::array<double, 3> gains)
{
    cv::Mat linear = toLinear(image);
    cv::multiply(linear, cv::Scalar(gains[0], gains[1], gains[2]), linear);
    return fromLinear(linear);
}

QImage grey(const QImage& image)
{
    cv::Mat one, three;
    cv::cvtColor(viewOf(image), one, cv::COLOR_RGB2GRAY);
    cv::cvtColor(one, three, cv::COLOR_GRAY2RGB);
    return imageOf(three);
}

QImage flat(const QImage& image, double share)
{
    cv::Mat out;
    viewOf(image).convertTo(out, CV_8UC3, share, 140 * (1 - share));
    return imageOf(out);
}

QImage sideLit(const QImage& image, const Analysis& seen, double low, double degrees)
{
    const double a = degrees * std::numbers::pi / 180, half = 0.5 * faceWidth(seen.landmarks);
    const double cx = double(seen.landmarks[1].x), cy = double(seen.landmarks[1].y) - 0.2 * half;
    const cv::Mat person = spreadMask(seen.masks->close.person, seen);
    cv::Mat field(image.height(), image.width(), CV_32F);
    for (int y = 0; y < field.rows; ++y) {
        for (int x = 0; x < field.cols; ++x) {
            const double t = ((x - cx) * std::cos(a) + (y - cy) * std::sin(a)) / half;
            const double s = 0.5 - 0.5 * std::sin(std::clamp(t, -1.0, 1.0) * std::numbers::pi / 2);
            const double lit = low + (1 - low) * s;
            field.at<float>(y, x) = float(1 - double(person.at<float>(y, x)) * (1 - lit));
        }
    }
    return timesField(image, field);
}

QImage wallShadow(const QImage& image, const Analysis& seen, double depth)
{
    const cv::Mat person = spreadMask(seen.masks->close.person, seen);
    const double width = faceWidth(seen.landmarks);
    const cv::Matx23d moved(1, 0, -0.22 * width, 0, 1, -0.08 * width);
    cv::Mat shadow = interpolated(person, person.size(), moved);
    cv::GaussianBlur(shadow, shadow, {}, 0.06 * width);
    cv::Mat field(person.size(), CV_32F);
    for (int y = 0; y < field.rows; ++y) {
        for (int x = 0; x < field.cols; ++x)
            field.at<float>(y, x) = 1 - float(depth) * shadow.at<float>(y, x) * (1 - person.at<float>(y, x));
    }
    return timesField(image, field);
}

QImage faceShadow(const QImage& image, const Analysis& seen, double depth)
{
    const double width = faceWidth(seen.landmarks);
    const double x0 = double(seen.landmarks[4].x) + 0.12 * width;
    const double y0 = double(seen.landmarks[10].y);
    cv::Mat field(image.height(), image.width(), CV_32F);
    for (int y = 0; y < field.rows; ++y) {
        for (int x = 0; x < field.cols; ++x) {
            const double edge = (x - x0) + 0.4 * (y - y0) - 0.25 * width;
            const double s = 1 / (1 + std::exp(-edge / (0.015 * width)));
            field.at<float>(y, x) = float(1 - depth * s);
        }
    }
    return timesField(image, field);
}

QImage bordered(const QImage& image, double share, QRgb colour)
{
    const int b = std::max(1, int(std::lround(share * image.width())));
    QImage out(image.width() + 2 * b, image.height() + 2 * b, QImage::Format_RGB888);
    out.fill(QColor(colour));
    cv::Mat target = writableViewOf(out);
    viewOf(image).copyTo(target(cv::Rect(b, b, image.width(), image.height())));
    return out;
}

QImage lettered(const QImage& image, const QString& words, double height, double opacity)
{
    QImage out = image.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&out);
    QFont font(QStringLiteral("sans-serif"));
    font.setPixelSize(std::max(4, int(std::lround(height * image.height()))));
    painter.setFont(font);
    painter.setOpacity(opacity);
    painter.setPen(QColor(255, 140, 30));
    painter.drawText(out.rect().adjusted(10, 10, -10, -10), Qt::AlignRight | Qt::AlignBottom, words);
    painter.end();
    return out.convertToFormat(QImage::Format_RGB888);
}

QImage patterned(const QImage& image, const Analysis& seen, double period, double step)
{
    const cv::Mat clothes = spreadMask(seen.masks->close.clothes, seen);
    cv::Mat f;
    viewOf(image).convertTo(f, CV_32FC3);
    for (int y = 0; y < f.rows; ++y) {
        for (int x = 0; x < f.cols; ++x) {
            const bool odd = (int(x / period) + int(y / period)) % 2 != 0;
            const float add = (odd ? 0.5f : -0.5f) * float(step) * clothes.at<float>(y, x);
            f.at<cv::Vec3f>(y, x) += cv::Vec3f(add, add, add);
        }
    }
    cv::Mat out;
    f.convertTo(out, CV_8UC3);
    return imageOf(out);
}

QImage screenPhoto(const QImage& image, QSize size, double pitch, double degrees, double blur)
{
    // The camera sees the screen at three times its own resolution, then optics and pixels average.
    constexpr int over = 3;
    const cv::Mat linear = toLinear(image);
    const double a = degrees * std::numbers::pi / 180, cosine = std::cos(a), sine = std::sin(a);
    const double zoom =
        std::min(double(image.width()) / size.width(), double(image.height()) / size.height());
    cv::Mat fine(size.height() * over, size.width() * over, CV_32FC3);
    for (int y = 0; y < fine.rows; ++y) {
        for (int x = 0; x < fine.cols; ++x) {
            const double cx = (x + 0.5) / over - size.width() / 2.0,
                         cy = (y + 0.5) / over - size.height() / 2.0;
            // On the screen, in its pixels.
            const double sx = (cx * cosine - cy * sine) / pitch;
            const double sy = (cx * sine + cy * cosine) / pitch;
            const double px = std::floor(sx), py = std::floor(sy), inX = sx - px, inY = sy - py;
            const int ix =
                std::clamp(int((px + 0.5) * pitch * zoom + image.width() / 2.0), 0, linear.cols - 1);
            const int iy =
                std::clamp(int((py + 0.5) * pitch * zoom + image.height() / 2.0), 0, linear.rows - 1);
            const auto v = linear.at<cv::Vec3f>(iy, ix);
            cv::Vec3f out(0, 0, 0);
            const int third = std::min(2, int(inX * 3));
            const bool lit = inX * 3 - third < 0.85 && inY < 0.85; // black between the stripes
            if (lit)
                out[third] = 3 * v[third] / float(0.85 * 0.85);
            fine.at<cv::Vec3f>(y, x) = out;
        }
    }
    cv::GaussianBlur(fine, fine, {}, blur * over);
    cv::Mat taken;
    cv::resize(fine, taken, {size.width(), size.height()}, 0, 0, cv::INTER_AREA);
    return fromLinear(taken);
}

QImage printPhoto(const QImage& image, QSize size, double pitch, double blur)
{
    constexpr int over = 3;
    const cv::Mat linear = toLinear(image);
    const double zoom =
        std::min(double(image.width()) / size.width(), double(image.height()) / size.height());
    cv::Mat fine(size.height() * over, size.width() * over, CV_32FC3);
    std::vector<std::array<Wave, 2>> screens;
    for (const double degrees : {15, 75, 45}) { // of cyan, magenta, black-ish screens
        const double a = degrees * std::numbers::pi / 180, step = over * pitch;
        screens.push_back({Wave(std::cos(a) / step, std::sin(a) / step, fine.size()),
                           Wave(-std::sin(a) / step, std::cos(a) / step, fine.size())});
    }
    for (int y = 0; y < fine.rows; ++y) {
        for (int x = 0; x < fine.cols; ++x) {
            const double cx = (x + 0.5) / over, cy = (y + 0.5) / over;
            const int ix =
                std::clamp(int((cx - size.width() / 2.0) * zoom + image.width() / 2.0), 0, linear.cols - 1);
            const int iy =
                std::clamp(int((cy - size.height() / 2.0) * zoom + image.height() / 2.0), 0, linear.rows - 1);
            cv::Vec3f out;
            for (int c = 0; c < 3; ++c) {
                const auto& [along, across] = screens[std::size_t(c)];
                const double dot = 0.5 + 0.25 * (along.at(x, y) + across.at(x, y));
                out[c] = dot < double(linear.at<cv::Vec3f>(iy, ix)[c]) ? 0.95f : 0.05f;
            }
            fine.at<cv::Vec3f>(y, x) = out;
        }
    }
    cv::GaussianBlur(fine, fine, {}, blur * over);
    cv::Mat taken;
    cv::resize(fine, taken, {size.width(), size.height()}, 0, 0, cv::INTER_AREA);
    return fromLinear(taken);
}

QImage smoothed(const QImage& image, double strength)
{
    cv::Mat out;
    cv::bilateralFilter(viewOf(image), out, 0, 12 * strength, 3 * strength);
    return imageOf(out);
}

} // namespace photodesk::test
