#include "imaging/matte/layers.h"

#include "imaging/matte/fill.h"
#include "imaging/matte/trimap.h"

#include <opencv2/imgproc.hpp>

namespace photodesk::imaging {

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
    const cv::Mat deep = shrunk(sure, reach / 2);
    cv::Mat error = colours - fillFrom(colours, deep);
    error = error.mul(error);
    LayerModel model;
    cv::resize(fillFrom(error, sure & ~deep), model.variance, opponent.size(), 0, 0, cv::INTER_LINEAR);
    cv::resize(fillFrom(colours, sure), model.mean, opponent.size(), 0, 0, cv::INTER_LINEAR);
    return model;
}

} // namespace photodesk::imaging
