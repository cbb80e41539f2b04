#pragma once

#include "imaging/engine.h"

#include <opencv2/dnn.hpp>

#include <vector>

namespace photodesk::imaging {

/// One network of one thread. Throws cv::Exception; its callers stop it in engine.cpp.
class Network {
public:
    /// No `outputs`: those of the file.
    Network(const ModelStore& models, QLatin1StringView file, std::vector<cv::String> outputs);

    /// One forward pass; the results live until the next.
    const std::vector<cv::Mat>& run(const cv::Mat& blob);

    /// CV_8UC3 to 1 × 3 × h × w: value × scale − shift.
    [[nodiscard]] static cv::Mat blobOf(const cv::Mat& rgb, double scale, double shift);

private:
    cv::dnn::Net net_;
    std::vector<cv::String> outputs_;
    std::vector<cv::Mat> results_;
};

} // namespace photodesk::imaging
