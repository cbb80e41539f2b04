#include "imaging/face/blaze_face.h"

#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

void addAnchors(std::vector<cv::Point2f>& anchors, int cells, int perCell)
{
    for (int y = 0; y < cells; ++y) {
        for (int x = 0; x < cells; ++x)
            anchors.insert(anchors.end(), std::size_t(perCell),
                           cv::Point2f((float(x) + 0.5f) / float(cells), (float(y) + 0.5f) / float(cells)));
    }
}

float overlapOf(const cv::Rect2f& a, const cv::Rect2f& b)
{
    const float both = (a & b).area();
    return both / (a.area() + b.area() - both);
}

} // namespace

BlazeFace::BlazeFace(const ModelStore& models, Range range)
    : network_(models, range == Range::Short ? "blazeface_short.onnx"_L1 : "blazeface_full.onnx"_L1,
               {"regressors", "scores"}),
      side_(range == Range::Short ? 128 : 192)
{
    // The grids of the two published networks (resources/models, docs/models.md).
    if (range == Range::Short) {
        addAnchors(anchors_, 16, 2);
        addAnchors(anchors_, 8, 6);
    } else {
        addAnchors(anchors_, 48, 1);
    }
}

std::vector<Detection> BlazeFace::candidates(const std::vector<cv::Mat>& outputs) const
{
    const auto* regressors = outputs[0].ptr<float>();
    const auto* logits = outputs[1].ptr<float>();
    const auto threshold = float(tuning().detectScore);
    const auto side = float(side_);
    std::vector<Detection> found;
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
        const float score = 1.f / (1.f + std::exp(-logits[i]));
        if (!(score >= threshold))
            continue;
        const float* r = regressors + i * 16;
        const cv::Point2f anchor = anchors_[i];
        Detection d;
        d.score = score;
        d.box = {r[0] / side + anchor.x - r[2] / side / 2, r[1] / side + anchor.y - r[3] / side / 2,
                 r[2] / side, r[3] / side};
        for (std::size_t k = 0; k < d.keypoints.size(); ++k)
            d.keypoints[k] = cv::Point2f(r[4 + 2 * k] / side, r[5 + 2 * k] / side) + anchor;
        if (d.box.width > 0 && d.box.height > 0)
            found.push_back(d);
    }
    return found;
}

std::vector<Detection> BlazeFace::detect(const cv::Mat& rgb, double share)
{
    const double scale = share * side_ / std::max(rgb.cols, rgb.rows);
    const cv::Size inner(std::max(1, int(std::lround(rgb.cols * scale))),
                         std::max(1, int(std::lround(rgb.rows * scale))));
    cv::Mat small;
    cv::resize(rgb, small, inner, 0, 0, cv::INTER_AREA);
    const int left = (side_ - inner.width) / 2;
    const int top = (side_ - inner.height) / 2;
    cv::Mat square;
    cv::copyMakeBorder(small, square, top, side_ - inner.height - top, left, side_ - inner.width - left,
                       cv::BORDER_CONSTANT);
    auto found =
        suppress(candidates(network_.run(Network::blobOf(square, 1 / 127.5, 1.0))), tuning().detectOverlap);
    const auto kx = float(side_) * float(rgb.cols) / float(inner.width);
    const auto ky = float(side_) * float(rgb.rows) / float(inner.height);
    const float ox = float(left) / float(side_);
    const float oy = float(top) / float(side_);
    for (Detection& d : found) {
        d.box = {(d.box.x - ox) * kx, (d.box.y - oy) * ky, d.box.width * kx, d.box.height * ky};
        for (cv::Point2f& p : d.keypoints)
            p = {(p.x - ox) * kx, (p.y - oy) * ky};
    }
    return found;
}

std::vector<Detection> suppress(std::vector<Detection> all, double overlap)
{
    std::ranges::stable_sort(all, std::ranges::greater(), &Detection::score);
    std::vector<Detection> kept;
    std::vector<char> used(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (used[i])
            continue;
        Detection sum;
        sum.score = all[i].score;
        float weight = 0;
        for (std::size_t j = i; j < all.size(); ++j) {
            if (used[j] || (j != i && overlapOf(all[i].box, all[j].box) <= float(overlap)))
                continue;
            used[j] = 1;
            const float w = all[j].score;
            const cv::Rect2f& b = all[j].box;
            weight += w;
            sum.box = {sum.box.x + w * b.x, sum.box.y + w * b.y, sum.box.width + w * b.width,
                       sum.box.height + w * b.height};
            for (std::size_t k = 0; k < sum.keypoints.size(); ++k)
                sum.keypoints[k] += w * all[j].keypoints[k];
        }
        sum.box = {sum.box.x / weight, sum.box.y / weight, sum.box.width / weight, sum.box.height / weight};
        for (cv::Point2f& p : sum.keypoints)
            p *= 1 / weight;
        kept.push_back(sum);
    }
    return kept;
}

} // namespace photodesk::imaging
