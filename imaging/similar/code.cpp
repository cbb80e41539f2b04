#include "imaging/similar/relief.h"

#include <opencv2/imgproc.hpp>

#include <array>

namespace photodesk::imaging::similar {
namespace {

constexpr std::size_t waves = 16; // across and down

// Median of each coefficient over 70 photographs, times 100; only waves that are even from left to right, for
// the odd ones are 0 in the mean of a face and its mirror image. Without it most bits would say "a face".
constexpr std::array<std::array<int, waves / 2>, waves> usual{{
    {{283, -84, 110, -183, -23, -100, 156, -67}},
    {{99, -148, 74, -6, 59, 10, -37, -4}},
    {{64, -181, -95, 296, -133, 112, -69, 107}},
    {{75, 65, -96, -12, -38, 0, 42, 8}},
    {{85, -61, 133, -96, 148, -115, 5, -65}},
    {{-466, 114, 286, -29, 32, -21, 30, -37}},
    {{45, -45, -41, -31, 2, 39, -24, 34}},
    {{444, -31, -280, -120, 4, 92, -76, 50}},
    {{109, -141, 54, 150, -114, -45, 53, -2}},
    {{-297, 164, 29, 57, 78, -52, 15, -40}},
    {{-251, 126, 143, -255, 86, 104, -47, -22}},
    {{-116, 187, -191, 210, -77, -117, 29, 49}},
    {{-167, 180, 110, -200, -69, 77, 14, -38}},
    {{-58, -63, 57, -1, 50, 36, -67, -11}},
    {{101, -169, -77, 127, 97, -106, 32, 35}},
    {{-42, 185, -50, -79, -70, 25, 55, -48}},
}};

/// An oval that is head on everybody, with a soft edge.
const cv::Mat& oval()
{
    static const cv::Mat weight = [] {
        cv::Mat mask(grid, CV_8U, cv::Scalar(0)), soft;
        cv::ellipse(mask, cv::Point(56, 58), {32, 45}, 0, 0, 360, 255, -1);
        mask.convertTo(soft, CV_32F, 1.0 / 255);
        cv::GaussianBlur(soft, soft, {}, 3);
        return soft;
    }();
    return weight;
}

} // namespace

PictureCode codeOf(const Patch& patch, Fingerprint::Kind kind)
{
    const bool face = kind == Fingerprint::Kind::Face;
    const cv::Mat contrast = localContrast(patch, 0.8, 3.5, 5);
    cv::Mat small, coefficients;
    // As many points to the left of the eyes' middle as to the right, as the mirrored code needs it.
    const cv::Mat part = face ? cv::Mat(contrast.mul(oval())(cv::Rect(22, 12, 68, 92))) : contrast;
    cv::resize(part, small, {34, 46}, 0, 0, cv::INTER_AREA);
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
