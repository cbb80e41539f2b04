#pragma once

#include "imaging/matte/trimap.h"

namespace photodesk::imaging {

/// Everything a cut-out starts from; kept by the editor, which changes the trimap and solves again.
struct MatteProblem {
    cv::Mat rgb;    ///< CV_8UC3
    Trimap trimap;  ///< what is certain beforehand
    cv::Mat soft;   ///< CV_32F 0–1, the networks' fused word
    cv::Mat hair;   ///< CV_8U, 255 in and near hair
    cv::Rect frame; ///< the whole canvas, seen from the first pixel of this part

    [[nodiscard]] MatteProblem part(const cv::Rect& area) const; ///< shares its pixels
};

struct Matte {
    cv::Mat alpha;      ///< CV_32F 0–1
    cv::Mat variance;   ///< CV_32F, of alpha; 0 where certain
    cv::Mat foreground; ///< CV_32FC3 0–255, colours of the person alone
};

[[nodiscard]] MatteProblem problemOf(const cv::Mat& rgb, const SoftMasks& masks);

/// Coverage and the person's own colours. `unit` scales the tuned lengths: canvas rows / 640. docs/imaging.md
/// has the recipe.
[[nodiscard]] Matte solve(const MatteProblem& problem, double unit);

/// Removes specks that hang on nothing. Not what is certain, nor what may go on beyond the edge of a part.
void dropFragments(cv::Mat& alpha, const MatteProblem& problem, double unit);

/// Both for a whole canvas.
[[nodiscard]] Matte cutOut(const cv::Mat& rgb, const SoftMasks& masks);

} // namespace photodesk::imaging
