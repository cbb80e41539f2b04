#include "imaging/similar/relief.h"

#include <opencv2/imgproc.hpp>

#include <array>

namespace photodesk::imaging::similar {
namespace {

constexpr std::size_t waves = 16; // across and down

// Median of each coefficient over 79 people, times 100; only waves that are even from left to right, for the
// odd ones are 0 in the mean of a face and its mirror image. Without it most bits would say "a face".
constexpr std::array<std::array<int, waves / 2>, waves> usual{{
    {{208, -214, 38, -139, 214, -101, -24, -51}},
    {{87, -147, 122, -62, 20, -16, 40, 1}},
    {{0, -53, 96, 139, -335, 146, -37, 89}},
    {{-7, 122, -235, 141, -35, 20, -29, -2}},
    {{-94, 144, -12, -222, 242, -113, 69, -85}},
    {{-511, 393, 152, -257, 54, 19, -5, 8}},
    {{-85, 114, -104, 121, -35, 0, -64, 56}},
    {{642, -486, -211, 355, -53, -47, 10, 28}},
    {{-4, 37, 48, -43, -42, 36, 1, -20}},
    {{-444, 284, 209, -180, -66, 105, 20, -55}},
    {{-152, 176, -78, -24, 109, -110, 59, 20}},
    {{229, -197, -6, 4, 64, -4, -61, 29}},
    {{222, -198, -3, 116, -164, 144, -45, -43}},
    {{-18, -20, 73, -102, 105, -96, 30, 35}},
    {{81, -136, 109, -14, -56, 15, 8, -4}},
    {{-7, 47, -105, 99, -49, 40, 9, -37}},
}};

/// An oval that is head on everybody, with a soft edge.
const cv::Mat& oval()
{
    static const cv::Mat weight = [] {
        cv::Mat mask(grid, CV_8U, cv::Scalar(0)), soft;
        cv::ellipse(mask, cv::Point(56, 58), {31, 43}, 0, 0, 360, 255, -1);
        mask.convertTo(soft, CV_32F, 1.0 / 255);
        cv::GaussianBlur(soft, soft, {}, 4);
        return soft;
    }();
    return weight;
}

} // namespace

PictureCode codeOf(const Patch& patch, Fingerprint::Kind kind)
{
    const bool face = kind == Fingerprint::Kind::Face;
    const cv::Mat contrast = localContrast(patch, 1.2, 7, 9);
    cv::Mat small, coefficients;
    // 96 grid points round the middle between the eyes: left and right alike, as the mirrored code needs it.
    const cv::Mat part = face ? cv::Mat(contrast.mul(oval())(cv::Rect(8, 2, 96, 112))) : contrast;
    cv::resize(part, small, {48, 56}, 0, 0, cv::INTER_AREA);
    cv::dct(small, coefficients);
    PictureCode code{};
    for (std::size_t v = 0; v < waves; ++v) {
        for (std::size_t u = 0; u < waves; ++u) {
            const float limit = face && u % 2 == 0 ? float(usual[v][u / 2]) / 100 : 0.0F;
            const bool bit = coefficients.at<float>(int(v), int(u)) > limit;
            const std::size_t place = (u % 2) * 128 + v * 8 + u / 2; // even waves first
            code[place / 64] |= quint64(bit) << (place % 64);
        }
    }
    return code;
}

} // namespace photodesk::imaging::similar
