#include "imaging/networks/network.h"

#include "imaging/networks/fast_layers.h"

namespace photodesk::imaging {

Network::Network(const ModelStore& models, QLatin1StringView file, std::vector<cv::String> outputs)
    : outputs_(std::move(outputs))
{
    useFastLayers();
    const QByteArray bytes = models.bytes(file);
    net_ = cv::dnn::readNetFromONNX(bytes.constData(), std::size_t(bytes.size()));
    net_.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net_.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    if (outputs_.empty())
        outputs_ = net_.getUnconnectedOutLayersNames();
}

const std::vector<cv::Mat>& Network::run(const cv::Mat& blob)
{
    net_.setInput(blob);
    net_.forward(results_, outputs_);
    return results_;
}

cv::Mat Network::blobOf(const cv::Mat& rgb, double scale, double shift)
{
    return cv::dnn::blobFromImage(rgb, scale, rgb.size(), cv::Scalar::all(shift / scale), false);
}

} // namespace photodesk::imaging
