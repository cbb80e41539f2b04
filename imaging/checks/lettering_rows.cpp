#include "imaging/checks/lettering_rows.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr int neighbourhood = 41;                     // pixels, for what is usual there
constexpr double standsOut = 2.2;                     // times what is usual there
constexpr double hatLeast = 9, hatEnough = 50;        // levels
constexpr int partsMost = 3000;                       // beyond that it is texture everywhere
constexpr float leastHeight = 8, greatestHeight = 60; // of a row, pixels
constexpr int partsLeast = 6;                         // of a row
constexpr float lengthLeast = 3.5f;                   // of a row, in heights
constexpr float clear = 0.4f;                         // heights round a row that must be empty
constexpr double dirtMost = 0.05;                     // foreign ink there / ink of the row
constexpr double spreadMost = 0.15, coloursApart = 8; // within a row: of the strength, levels of the colour
constexpr double angles[] = {0, 30, -30, -45};        // degrees, clockwise

struct Parts {
    std::vector<cv::Point> pixels;
    std::vector<int> owner;      ///< of each pixel
    std::vector<int> ink;        ///< pixels of each part
    std::vector<float> strength; ///< mean hat
    std::vector<cv::Vec3f> colour;
};

/// A part between lines along and across one direction.
struct Span {
    float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
    int part = 0;
    float height() const { return bottom - top; }
};

cv::Mat inkOf(const cv::Mat& hat)
{
    cv::Mat usual, limit;
    const cv::Mat bounded = cv::min(hat, hatEnough);
    cv::blur(bounded, usual, {neighbourhood, neighbourhood});
    usual.convertTo(limit, CV_8U, standsOut);
    const cv::Mat least = cv::max(limit, hatLeast), bound = cv::min(least, hatEnough);
    return hat > bound;
}

Parts partsOf(const cv::Mat& rgb, const cv::Mat& hat)
{
    cv::Mat labels;
    const int count = cv::connectedComponents(inkOf(hat), labels, 8, CV_32S) - 1;
    Parts parts;
    if (count < partsLeast || count > partsMost)
        return parts;
    const auto n = std::size_t(count);
    parts.ink.resize(n);
    parts.strength.resize(n);
    parts.colour.resize(n);
    for (int y = 0; y < labels.rows; ++y) {
        const int* l = labels.ptr<int>(y);
        for (int x = 0; x < labels.cols; ++x) {
            if (l[x] == 0)
                continue;
            const auto i = std::size_t(l[x] - 1);
            parts.pixels.emplace_back(x, y);
            parts.owner.push_back(int(i));
            ++parts.ink[i];
            parts.strength[i] += float(hat.at<uchar>(y, x));
            parts.colour[i] += cv::Vec3f(rgb.at<cv::Vec3b>(y, x));
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        parts.strength[i] /= float(parts.ink[i]);
        parts.colour[i] /= float(parts.ink[i]);
    }
    return parts;
}

std::vector<Span> spansOf(const Parts& parts, double degrees)
{
    const double a = degrees * std::numbers::pi / 180;
    const auto c = float(std::cos(a)), s = float(std::sin(a));
    std::vector<Span> spans(parts.ink.size());
    for (std::size_t i = 0; i < parts.pixels.size(); ++i) {
        const auto x = float(parts.pixels[i].x), y = float(parts.pixels[i].y);
        const float u = x * c + y * s, v = y * c - x * s;
        Span& span = spans[std::size_t(parts.owner[i])];
        span.left = std::min(span.left, u);
        span.right = std::max(span.right, u + 1);
        span.top = std::min(span.top, v);
        span.bottom = std::max(span.bottom, v + 1);
    }
    for (std::size_t i = 0; i < spans.size(); ++i)
        spans[i].part = int(i);
    std::ranges::sort(spans, {}, &Span::left);
    return spans;
}

/// A row that grows from one of its tall parts to both sides.
class Row {
public:
    Row(const Parts& parts, const std::vector<Span>& spans, std::size_t seed)
        : parts_(parts), spans_(spans), band_(spans[seed]), h_(band_.height()), members_{seed}
    {
        for (std::size_t i = seed + 1; i < spans.size() && spans[i].left - band_.right <= h_; ++i) {
            if (!take(i))
                break;
        }
        // Parts are in the order of their left ends: one that reaches this far may begin further away.
        for (std::size_t i = seed; i-- > 0 && band_.left - spans[i].left <= 3 * h_;) {
            if (band_.left - spans[i].right <= h_ && !take(i))
                break;
        }
    }
    bool isWriting() const
    {
        const float length = band_.right - band_.left;
        if (int(members_.size()) < partsLeast || length < lengthLeast * h_)
            return false;
        double ink = 0;
        int tall = 0;
        for (const std::size_t i : members_) {
            ink += inkAt(i);
            tall += spans_[i].height() > 0.55f * h_ ? 1 : 0;
        }
        const double cover = ink / (length * h_);
        return tall >= 3 && cover > 0.12 && cover < 0.65 && filled() && even(ink) && dirt() < dirtMost * ink;
    }
    int size() const { return int(members_.size()); }
    const Span& band() const { return band_; }

private:
    int inkAt(std::size_t i) const { return parts_.ink[std::size_t(spans_[i].part)]; }

    /// False where something else stands in the way.
    bool take(std::size_t i)
    {
        const Span& s = spans_[i];
        if (s.bottom <= band_.top + 0.1f * h_ || s.top >= band_.bottom - 0.1f * h_)
            return true;
        const float below = s.height() < 1.35f * h_ ? 0.3f * h_ : 0; // g, p, commas
        const bool inside = s.top >= band_.top - 0.18f * h_ && s.bottom <= band_.bottom + 0.18f * h_ + below;
        const auto a = std::size_t(s.part), b = std::size_t(spans_[members_.front()].part);
        const float ratio = parts_.strength[a] / parts_.strength[b];
        if (!inside || ratio < 0.55f || ratio > 1 / 0.55f
            || cv::norm(parts_.colour[a] - parts_.colour[b], cv::NORM_INF) > 60)
            return s.height() <= 0.3f * h_;
        members_.push_back(i);
        band_.left = std::min(band_.left, s.left);
        band_.right = std::max(band_.right, s.right);
        return true;
    }
    /// Every square of the row holds something nearly as tall as it.
    bool filled() const
    {
        const float length = band_.right - band_.left;
        const int squares = std::max(1, int(std::lround(length / h_)));
        for (int k = 0; k < squares; ++k) {
            const float from = band_.left + length * float(k) / float(squares);
            const float to = band_.left + length * float(k + 1) / float(squares);
            float top = 1e9f, bottom = -1e9f;
            for (const std::size_t i : members_) {
                if (spans_[i].right > from && spans_[i].left < to) {
                    top = std::min(top, spans_[i].top);
                    bottom = std::max(bottom, spans_[i].bottom);
                }
            }
            if (bottom - top < 0.6f * h_)
                return false;
        }
        return true;
    }
    /// One strength, one colour, by ink.
    bool even(double ink) const
    {
        double strength = 0, strength2 = 0;
        cv::Vec3d colour, colour2;
        for (const std::size_t i : members_) {
            const auto p = std::size_t(spans_[i].part);
            const double w = parts_.ink[p] / ink, s = double(parts_.strength[p]);
            const cv::Vec3d c(parts_.colour[p]);
            strength += w * s;
            strength2 += w * s * s;
            colour += w * c;
            colour2 += w * c.mul(c);
        }
        const auto deviation = [](double square, double mean) {
            return std::sqrt(std::max(0.0, square - mean * mean));
        };
        double apart = 0;
        for (int k = 0; k < 3; ++k)
            apart = std::max(apart, deviation(colour2[k], colour[k]));
        return deviation(strength2, strength) < spreadMost * strength && apart < coloursApart;
    }
    /// Ink of others in and round the row.
    double dirt() const
    {
        const float by = clear * h_;
        const Span wide{band_.left - by, band_.right + by, band_.top - by, band_.bottom + by, 0};
        double sum = 0;
        for (std::size_t i = 0; i < spans_.size() && spans_[i].left < wide.right; ++i) {
            const Span& s = spans_[i];
            const float u = std::min(s.right, wide.right) - std::max(s.left, wide.left);
            const float v = std::min(s.bottom, wide.bottom) - std::max(s.top, wide.top);
            if (u > 0 && v > 0 && std::ranges::find(members_, i) == members_.end())
                sum += double(inkAt(i)) * double(u * v) / double((s.right - s.left) * s.height());
        }
        return sum;
    }

    const Parts& parts_;
    const std::vector<Span>& spans_;
    Span band_; ///< as tall as its first part, as long as all of them
    float h_;
    std::vector<std::size_t> members_;
};

cv::Rect boxOf(const Span& band, double degrees)
{
    const double a = degrees * std::numbers::pi / 180;
    std::vector<cv::Point2f> corners;
    for (const float u : {band.left, band.right}) {
        for (const float v : {band.top, band.bottom})
            corners.emplace_back(float(u * std::cos(a) - v * std::sin(a)),
                                 float(u * std::sin(a) + v * std::cos(a)));
    }
    return cv::boundingRect(corners);
}

} // namespace

std::optional<LetterRow> cleanRowOf(const cv::Mat& rgb, const cv::Mat& hat)
{
    const Parts parts = partsOf(rgb, hat);
    std::optional<LetterRow> best;
    if (parts.ink.empty())
        return best;
    for (const double degrees : angles) {
        const std::vector<Span> spans = spansOf(parts, degrees);
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const float h = spans[i].height();
            if (h < leastHeight || h > greatestHeight || spans[i].right - spans[i].left > 2.2f * h)
                continue;
            const Row row(parts, spans, i);
            if ((!best || row.size() > best->parts) && row.isWriting())
                best = LetterRow{row.size(), boxOf(row.band(), degrees)};
        }
    }
    return best;
}

} // namespace photodesk::imaging
