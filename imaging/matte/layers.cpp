#include "imaging/matte/layers.h"

#include "imaging/matte/fill.h"
#include "imaging/matte/trimap.h"

#include <opencv2/imgproc.hpp>

namespace photodesk::imaging {
namespace {

/// Squared levels, so wide that only the mask speaks where a layer is not known.
constexpr double unknownVariance = 1e4;

} // namespace

cv::Mat opponentOf(const cv::Mat& rgb)
{
    const cv::Matx33f axes(0.57735f, 0.57735f, 0.57735f, //
                           0.70711f, -0.70711f, 0.f,     //
                           0.40825f, 0.40825f, -0.81650f);
    cv::Mat colours, out;
    rgb.convertTo(colours, CV_32FC3);
    cv::transform(colours, out, axes);
    return out;
}

LayerModel modelOf(const cv::Mat& opponent, const cv::Mat& known, double reach)
{
    // Half the size is enough for fields that are smooth anyway, and takes a quarter of the time.
    const cv::Size half((opponent.cols + 1) / 2, (opponent.rows + 1) / 2);
    cv::Mat colours, sure;
    cv::resize(opponent, colours, half, 0, 0, cv::INTER_AREA);
    cv::resize(known, sure, half, 0, 0, cv::INTER_AREA);
    sure = sure == 255;
    LayerModel model;
    if (cv::countNonZero(sure) == 0) {
        model.mean = cv::Mat(opponent.size(), CV_32FC3, cv::mean(opponent));
        model.variance = cv::Mat(opponent.size(), CV_32FC3, cv::Scalar::all(unknownVariance));
        return model;
    }
    const cv::Mat deep = shrunk(sure, reach / 2), rim = sure & ~deep;
    if (cv::countNonZero(deep) == 0
        || cv::countNonZero(rim) == 0) { // nothing to forecast from, or to forecast
        model.variance = cv::Mat(opponent.size(), CV_32FC3, cv::Scalar::all(unknownVariance));
    } else {
        cv::Mat error = colours - fillFrom(colours, deep);
        error = error.mul(error);
        cv::resize(fillFrom(error, rim), model.variance, opponent.size(), 0, 0, cv::INTER_LINEAR);
    }
    cv::resize(fillFrom(colours, sure), model.mean, opponent.size(), 0, 0, cv::INTER_LINEAR);
    return model;
}

} // namespace photodesk::imaging
