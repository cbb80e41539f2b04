#include "imaging/networks/fast_layers.h"

#include <opencv2/dnn.hpp>
#include <opencv2/dnn/all_layers.hpp>
#include <opencv2/dnn/layer.details.hpp>

#include <cblas.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

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

/// Side of a square kernel, of a convolution in so many groups of channels and without rarities; else 0.
int sideOf(const LayerParams& params, int groups)
{
    if (params.blobs.empty() || params.blobs[0].dims != 4 || params.blobs[0].type() != CV_32F)
        return 0;
    const cv::Mat& weights = params.blobs[0];
    const bool plain = weights.size[2] == weights.size[3] && all(params, "group", groups)
                       && all(params, "dilation", 1) && all(params, "adj", 0) && all(params, "pad_l", 0)
                       && all(params, "pad_t", 0) && all(params, "pad_r", 0) && all(params, "pad_b", 0);
    return plain ? weights.size[2] : 0;
}

bool padsToSame(const LayerParams& params)
{
    return params.get<cv::String>("pad_mode", "") == "SAME";
}

bool hasKernel(const LayerParams& params, int side)
{
    return sideOf(params, 1) == side && all(params, "pad", 0) && !padsToSame(params);
}

/// Of a 3 × 3 kernel, output as large as the input.
bool keepsSize(const LayerParams& params)
{
    const bool padded = padsToSame(params) || (params.has("pad") && all(params, "pad", 1));
    return sideOf(params, 1) == 3 && padded && all(params, "stride", 1);
}

/// The same weights as another engine of this process already holds, if one does: 16 MB each for the six
/// classes.
cv::Mat shared(const cv::Mat& weights)
{
    static std::mutex mutex;
    static std::vector<cv::Mat> known;
    if (!weights.u || !weights.isContinuous())
        return weights;
    const std::lock_guard lock(mutex);
    std::erase_if(known, [](const cv::Mat& m) { return m.u->refcount == 1; }); // held by nobody else
    const auto alike = [&](const cv::Mat& m) {
        return m.size == weights.size && std::memcmp(m.data, weights.data, m.total() * sizeof(float)) == 0;
    };
    if (const auto same = std::ranges::find_if(known, alike); same != known.end())
        return *same;
    known.push_back(weights);
    return weights;
}

/// One factor and one bias for each channel, in the guise of a convolution.
bool onlyScales(const LayerParams& params)
{
    const int channels = params.get<int>("num_output", 0);
    return params.has("group") && sideOf(params, channels) == 1 && params.blobs[0].size[1] == 1
           && all(params, "stride", 1) && all(params, "pad", 0);
}

/// What the layers share: one input of n × channels × h × w, an activation that OpenCV hands over.
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
    void fillWithBias(float* result, int pixels) const
    {
        for (int c = 0; c < channels_; ++c)
            std::fill_n(result + std::ptrdiff_t(c) * pixels, pixels, bias(c));
    }
    void activate(float* result, int pixels) const
    {
        if (activation_)
            activation_->forwardSlice(result, result, pixels, std::size_t(pixels), 0, channels_);
    }

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
            fillWithBias(result, pixels);
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, channels_, pixels, depth, 1.f,
                        blobs[0].ptr<float>(), depth, inputs[0].ptr<float>(n), pixels, 1.f, result, pixels);
            activate(result, pixels);
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
            activate(outputs[0].ptr<float>(n), height * width * 4);
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

/// Kernel 3 × 3: what it sees of some channels is laid out as a matrix, small enough for a cache, and becomes
/// a product like the others.
class Neighbourhood final : public ProductLayer {
public:
    using ProductLayer::ProductLayer;

    bool getMemoryShapes(const std::vector<MatShape>& inputs, int, std::vector<MatShape>& outputs,
                         std::vector<MatShape>& internals) const override
    {
        outputs.assign(1, inputs[0]);
        outputs[0][1] = channels_;
        internals.assign(1, {std::min(together, inputs[0][1]) * places, inputs[0][2] * inputs[0][3]});
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
        const int pixels = height * width;
        auto* seen = internals[0].ptr<float>();
        for (int n = 0; n < inputs[0].size[0]; ++n) {
            auto* result = outputs[0].ptr<float>(n);
            fillWithBias(result, pixels);
            for (int first = 0; first < depth; first += together) {
                const int count = std::min(together, depth - first);
                for (int c = 0; c < count; ++c)
                    layOut(inputs[0].ptr<float>(n, first + c), height, width,
                           seen + std::ptrdiff_t(c) * places * pixels);
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, channels_, pixels, count * places, 1.f,
                            blobs[0].ptr<float>() + std::ptrdiff_t(first) * places, depth * places, seen,
                            pixels, 1.f, result, pixels);
            }
            activate(result, pixels);
        }
    }

private:
    static constexpr int places = 9;
    static constexpr int together = 32; // channels: 1 MB where the map has 32 × 32 pixels

    /// A plane shifted to each place of the kernel in turn; beyond its edges is nothing.
    static void layOut(const float* plane, int height, int width, float* to)
    {
        for (int place = 0; place < places; ++place) {
            const int down = place / 3 - 1, right = place % 3 - 1;
            for (int y = 0; y < height; ++y, to += width) {
                std::fill_n(to, width, 0.f);
                if (y + down >= 0 && y + down < height)
                    std::copy_n(plane + std::ptrdiff_t(y + down) * width + std::max(right, 0),
                                width - std::abs(right), to + std::max(-right, 0));
            }
        }
    }
};

class Scaling final : public ProductLayer {
public:
    using ProductLayer::ProductLayer;

    bool getMemoryShapes(const std::vector<MatShape>& inputs, int, std::vector<MatShape>& outputs,
                         std::vector<MatShape>&) const override
    {
        outputs.assign(1, inputs[0]);
        return false;
    }

    void forward(cv::InputArrayOfArrays in, cv::OutputArrayOfArrays out, cv::OutputArrayOfArrays) override
    {
        std::vector<cv::Mat> inputs, outputs;
        in.getMatVector(inputs);
        out.getMatVector(outputs);
        const int pixels = inputs[0].size[2] * inputs[0].size[3];
        for (int n = 0; n < inputs[0].size[0]; ++n) {
            for (int c = 0; c < channels_; ++c) {
                const auto* from = inputs[0].ptr<float>(n, c);
                const float factor = blobs[0].ptr<float>(c)[0], shift = bias(c);
                std::transform(from, from + pixels, outputs[0].ptr<float>(n, c),
                               [=](float x) { return x * factor + shift; });
            }
            activate(outputs[0].ptr<float>(n), pixels);
        }
    }
};

/// OpenCV's own goes value by value.
class HardSwish final : public cv::dnn::HardSwishLayer {
public:
    explicit HardSwish(const LayerParams& params) { setParamsFrom(params); }

    bool supportBackend(int backend) override { return backend == cv::dnn::DNN_BACKEND_OPENCV; }

    bool getMemoryShapes(const std::vector<MatShape>& inputs, int, std::vector<MatShape>& outputs,
                         std::vector<MatShape>&) const override
    {
        outputs = inputs;
        return true;
    }

    void forward(cv::InputArrayOfArrays in, cv::OutputArrayOfArrays out, cv::OutputArrayOfArrays) override
    {
        std::vector<cv::Mat> inputs, outputs;
        in.getMatVector(inputs);
        out.getMatVector(outputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            apply(inputs[i].ptr<float>(), outputs[i].ptr<float>(), inputs[i].total());
    }

    void forwardSlice(const float* from, float* to, int count, std::size_t plane, int first,
                      int end) const override
    {
        for (int c = first; c < end; ++c, from += plane, to += plane)
            apply(from, to, std::size_t(count));
    }

private:
    static void apply(const float* from, float* to, std::size_t count)
    {
        std::transform(from, from + count, to,
                       [](float x) { return x * std::max(0.f, std::min(1.f, x / 6.f + 0.5f)); });
    }
};

cv::Ptr<cv::dnn::Layer> makeHardSwish(LayerParams& params)
{
    return cv::makePtr<HardSwish>(params);
}

cv::Ptr<cv::dnn::Layer> makeConvolution(LayerParams& params)
{
    const bool pointwise = hasKernel(params, 1) && all(params, "stride", 1);
    if (pointwise || keepsSize(params))
        params.blobs[0] = shared(params.blobs[0]); // these are the network's own, which keeps them
    if (pointwise)
        return cv::makePtr<Pointwise>(params);
    if (keepsSize(params))
        return cv::makePtr<Neighbourhood>(params);
    if (onlyScales(params))
        return cv::makePtr<Scaling>(params);
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
        cv::dnn::LayerFactory::registerLayer("HardSwish", makeHardSwish);
    });
}

} // namespace photodesk::imaging
