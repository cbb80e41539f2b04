// Our own layers of networks against sums written out, on small random ones.
#include "imaging/networks/fast_layers.h"

#include <QTest>

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace {

cv::Mat randomBlob(std::vector<int> shape, int seed)
{
    cv::Mat blob(shape, CV_32F);
    cv::RNG(std::uint64_t(seed)).fill(blob, cv::RNG::UNIFORM, -2.0, 2.0);
    return blob;
}

cv::dnn::LayerParams kernel(const cv::Mat& weights, const cv::Mat& bias, int channels, int side, int stride)
{
    cv::dnn::LayerParams params;
    params.set("num_output", channels);
    params.set("kernel_size", side);
    params.set("stride", stride);
    params.set("bias_term", true);
    params.blobs = {weights, bias};
    return params;
}

cv::Mat outputOf(const char* type, const cv::dnn::LayerParams& params, const cv::Mat& input,
                 const char* activation = nullptr)
{
    photodesk::imaging::useFastLayers();
    cv::dnn::Net net;
    cv::dnn::LayerParams first = params, second;
    net.addLayerToPrev("layer", type, first);
    if (activation)
        net.addLayerToPrev("activation", activation, second);
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net.setInput(input);
    return net.forward().clone();
}

using Value = std::function<double(int channel, int y, int x)>;

double worst(const cv::Mat& output, const Value& expected)
{
    double most = 0;
    for (int c = 0; c < output.size[1]; ++c) {
        for (int y = 0; y < output.size[2]; ++y) {
            for (int x = 0; x < output.size[3]; ++x)
                most = std::max(most, std::abs(output.ptr<float>(0, c, y)[x] - expected(c, y, x)));
        }
    }
    return most;
}

constexpr int depth = 70, channels = 5, height = 7, width = 6; // more channels than are laid out together
constexpr double slack = 1e-3;

} // namespace

class TestNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointwise()
    {
        const cv::Mat input = randomBlob({1, depth, height, width}, 1);
        const cv::Mat weights = randomBlob({channels, depth, 1, 1}, 2), bias = randomBlob({channels, 1}, 3);
        const auto sum = [&](int c, int y, int x) {
            double value = bias.ptr<float>(c)[0];
            for (int d = 0; d < depth; ++d)
                value += double(weights.ptr<float>(c, d)[0]) * input.ptr<float>(0, d, y)[x];
            return value;
        };
        const auto params = kernel(weights, bias, channels, 1, 1);
        QVERIFY(worst(outputOf("Convolution", params, input), sum) < slack);
        const auto rectified = [&](int c, int y, int x) { return std::max(0.0, sum(c, y, x)); };
        QVERIFY(worst(outputOf("Convolution", params, input, "ReLU"), rectified) < slack);
        const auto swished = [&](int c, int y, int x) {
            const double v = sum(c, y, x);
            return v * std::clamp(v / 6 + 0.5, 0.0, 1.0);
        };
        QVERIFY(worst(outputOf("Convolution", params, input, "HardSwish"), swished) < slack);
    }

    void neighbourhood()
    {
        const cv::Mat input = randomBlob({1, depth, height, width}, 4);
        const cv::Mat weights = randomBlob({channels, depth, 3, 3}, 5), bias = randomBlob({channels, 1}, 6);
        const auto sum = [&](int c, int y, int x) {
            double value = bias.ptr<float>(c)[0];
            for (int i = 0; i < 9 * depth; ++i) {
                const int d = i / 9, v = y + i % 9 / 3 - 1, h = x + i % 3 - 1;
                if (v >= 0 && v < height && h >= 0 && h < width)
                    value += double(weights.ptr<float>(c, d)[i % 9]) * input.ptr<float>(0, d, v)[h];
            }
            return value;
        };
        auto params = kernel(weights, bias, channels, 3, 1);
        params.set("pad", 1);
        QVERIFY(worst(outputOf("Convolution", params, input), sum) < slack);
        const auto rectified = [&](int c, int y, int x) { return std::max(0.0, sum(c, y, x)); };
        QVERIFY(worst(outputOf("Convolution", params, input, "ReLU"), rectified) < slack);
    }

    void scaling()
    {
        const cv::Mat input = randomBlob({1, depth, height, width}, 10);
        const cv::Mat weights = randomBlob({depth, 1, 1, 1}, 11), bias = randomBlob({depth, 1}, 12);
        auto params = kernel(weights, bias, depth, 1, 1);
        params.set("group", depth);
        const auto scaled = [&](int c, int y, int x) {
            return double(weights.ptr<float>(c)[0]) * input.ptr<float>(0, c, y)[x] + bias.ptr<float>(c)[0];
        };
        QVERIFY(worst(outputOf("Convolution", params, input), scaled) < slack);
    }

    void doubling()
    {
        const cv::Mat input = randomBlob({1, depth, height, width}, 7);
        const cv::Mat weights = randomBlob({depth, channels, 2, 2}, 8), bias = randomBlob({channels, 1}, 9);
        const auto sum = [&](int c, int y, int x) {
            double value = bias.ptr<float>(c)[0];
            for (int d = 0; d < depth; ++d)
                value += double(weights.ptr<float>(d, c)[y % 2 * 2 + x % 2])
                         * input.ptr<float>(0, d, y / 2)[x / 2];
            return value;
        };
        const cv::Mat output = outputOf("Deconvolution", kernel(weights, bias, channels, 2, 2), input);
        QCOMPARE(output.size[2], 2 * height);
        QCOMPARE(output.size[3], 2 * width);
        QVERIFY(worst(output, sum) < slack);
    }
};

QTEST_APPLESS_MAIN(TestNetworks)
#include "tst_networks.moc"
