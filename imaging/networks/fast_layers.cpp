#include "imaging/networks/fast_layers.h"

#include <opencv2/dnn.hpp>
#include <opencv2/dnn/all_layers.hpp>
#include <opencv2/dnn/layer.details.hpp>

#include <cblas.h>

#include <algorithm>
#include <mutex>

namespace photodesk::imaging {
namespace {

using cv::dnn::ActivationLayer;
using cv::dnn::LayerParams;
using cv::dnn::MatShape;

/// Whether every number of the parameter, which may be one or a list, is `value`; absent counts as true.
bool all(const LayerParams& params, const char* key, int value)
{
    if (!params.has(key))
        return true;
    const auto numbers = params.get(key);
    for (int i = 0; i < numbers.size(); ++i) {
        if (numbers.get<int>(i) != value)
            return false;
    }
    return true;
}

bool hasKernel(const LayerParams& params, int side)
{
    if (params.blobs.empty() || params.blobs[0].dims != 4 || params.blobs[0].type() != CV_32F)
        return false;
    const cv::Mat& weights = params.blobs[0];
    return weights.size[2] == side && weights.size[3] == side && all(params, "group", 1)
           && all(params, "dilation", 1) && all(params, "pad", 0) && all(params, "adj", 0)
           && all(params, "pad_l", 0) && all(params, "pad_t", 0) && all(params, "pad_r", 0)
           && all(params, "pad_b", 0) && params.get<cv::String>("pad_mode", "") != "SAME";
}

/// What both layers share: one input of n × channels × h × w, an activation that OpenCV hands over.
class ProductLayer : public cv::dnn::Layer {
public:
    explicit ProductLayer(const LayerParams& params) : Layer(params), channels_(params.get<int>("num_output"))
    {
        setParamsFrom(params);
        if (blobs.size() > 1)
            bias_ = blobs[1].reshape(1, 1);
    }

    bool supportBackend(int backend) override { return backend == cv::dnn::DNN_BACKEND_OPENCV; }

    bool setActivation(const cv::Ptr<ActivationLayer>& layer) override
    {
        if (layer && activation_)
            return false;
        activation_ = layer;
        return true;
    }

protected:
    float bias(int channel) const { return bias_.empty() ? 0.f : bias_.at<float>(channel); }

    int channels_;
    cv::Mat bias_;
    cv::Ptr<ActivationLayer> activation_;
};

/// Output = weights (out × in) · pixels (in × h·w).
class Pointwise final : public ProductLayer {
public:
    using ProductLayer::ProductLayer;

    bool getMemoryShapes(const std::vector<MatShape>& inputs, int, std::vector<MatShape>& outputs,
                         std::vector<MatShape>&) const override
    {
        outputs.assign(1, inputs[0]);
        outputs[0][1] = channels_;
        return false;
    }

    void forward(cv::InputArrayOfArrays in, cv::OutputArrayOfArrays out, cv::OutputArrayOfArrays) override
    {
        std::vector<cv::Mat> inputs, outputs;
        in.getMatVector(inputs);
        out.getMatVector(outputs);
        const int depth = inputs[0].size[1], pixels = inputs[0].size[2] * inputs[0].size[3];
        for (int n = 0; n < inputs[0].size[0]; ++n) {
            auto* result = outputs[0].ptr<float>(n);
            for (int c = 0; c < channels_; ++c)
                std::fill_n(result + std::ptrdiff_t(c) * pixels, pixels, bias(c));
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, channels_, pixels, depth, 1.f,
                        blobs[0].ptr<float>(), depth, inputs[0].ptr<float>(n), pixels, 1.f, result, pixels);
            if (activation_)
                activation_->forwardSlice(result, result, pixels, std::size_t(pixels), 0, channels_);
        }
    }
};

/// Kernel 2 × 2, stride 2: every input pixel becomes four output pixels that nothing else touches.
class Doubling final : public ProductLayer {
public:
    using ProductLayer::ProductLayer;

    bool getMemoryShapes(const std::vector<MatShape>& inputs, int, std::vector<MatShape>& outputs,
                         std::vector<MatShape>& internals) const override
    {
        outputs.assign(1, {inputs[0][0], channels_, inputs[0][2] * 2, inputs[0][3] * 2});
        internals.assign(1, {channels_ * 4, inputs[0][2] * inputs[0][3]});
        return false;
    }

    void forward(cv::InputArrayOfArrays in, cv::OutputArrayOfArrays out,
                 cv::OutputArrayOfArrays scratch) override
    {
        std::vector<cv::Mat> inputs, outputs, internals;
        in.getMatVector(inputs);
        out.getMatVector(outputs);
        scratch.getMatVector(internals);
        const int depth = inputs[0].size[1], height = inputs[0].size[2], width = inputs[0].size[3];
        auto* product = internals[0].ptr<float>();
        for (int n = 0; n < inputs[0].size[0]; ++n) {
            // Weights lie as in × (out · 4).
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, channels_ * 4, height * width, depth, 1.f,
                        blobs[0].ptr<float>(), channels_ * 4, inputs[0].ptr<float>(n), height * width, 0.f,
                        product, height * width);
            for (int c = 0; c < channels_; ++c)
                weave(product + std::ptrdiff_t(c) * 4 * height * width, outputs[0].ptr<float>(n, c), height,
                      width, bias(c));
            auto* result = outputs[0].ptr<float>(n);
            const int pixels = height * width * 4;
            if (activation_)
                activation_->forwardSlice(result, result, pixels, std::size_t(pixels), 0, channels_);
        }
    }

private:
    /// Four planes, one for each place in the kernel, into one of twice the sides.
    static void weave(const float* planes, float* plane, int height, int width, float bias)
    {
        const std::ptrdiff_t size = std::ptrdiff_t(height) * width;
        for (int y = 0; y < 2 * height; ++y) {
            const float* even = planes + (y % 2) * 2 * size + std::ptrdiff_t(y / 2) * width;
            const float* odd = even + size;
            float* row = plane + std::ptrdiff_t(y) * 2 * width;
            for (int x = 0; x < width; ++x) {
                row[2 * x] = even[x] + bias;
                row[2 * x + 1] = odd[x] + bias;
            }
        }
    }
};

cv::Ptr<cv::dnn::Layer> makeConvolution(LayerParams& params)
{
    if (hasKernel(params, 1) && all(params, "stride", 1))
        return cv::makePtr<Pointwise>(params);
    return cv::dnn::ConvolutionLayer::create(params);
}

cv::Ptr<cv::dnn::Layer> makeUpConvolution(LayerParams& params)
{
    if (hasKernel(params, 2) && params.has("stride") && all(params, "stride", 2))
        return cv::makePtr<Doubling>(params);
    return cv::dnn::DeconvolutionLayer::create(params);
}

} // namespace

void useFastLayers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        openblas_set_num_threads(1); // one photo a thread, as for OpenCV itself
        cv::dnn::LayerFactory::registerLayer("Convolution", makeConvolution);
        cv::dnn::LayerFactory::registerLayer("Deconvolution", makeUpConvolution);
    });
}

} // namespace photodesk::imaging
