#include "imaging/matte/warp.h"

#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr int placeBits = 5, places = 1 << placeBits; // between two pixels, along each axis
constexpr int fineBits = 10;                          // of coordinates before they are rounded to places
constexpr int weightBits = 15;

using Weights = std::array<short, 16>; ///< of four rows of four pixels; their sum is 2^weightBits

std::array<float, 4> weightsAlong(float x)
{
    constexpr float a = -0.75f;
    const auto far = [](float d) { return ((a * d - 5 * a) * d + 8 * a) * d - 4 * a; };
    const auto near = [](float d) { return ((a + 2) * d - (a + 3)) * d * d + 1; };
    std::array<float, 4> w{far(x + 1), near(x), near(1 - x), 0};
    w[3] = 1.f - w[0] - w[1] - w[2];
    return w;
}

Weights weightsAt(int x, int y)
{
    const auto across = weightsAlong(float(x) / places), down = weightsAlong(float(y) / places);
    Weights w{};
    int rest = 1 << weightBits;
    for (std::size_t i = 0; i < w.size(); ++i) {
        w[i] = cv::saturate_cast<short>(down[i / 4] * across[i % 4] * float(1 << weightBits));
        rest -= w[i];
    }
    // What rounding left over goes to the greatest, what it gave too much comes from the least, of four.
    std::size_t least = 10, greatest = 10;
    for (const std::size_t i : {std::size_t(11), std::size_t(14), std::size_t(15)}) {
        if (w[i] < w[least])
            least = i;
        else if (w[i] > w[greatest])
            greatest = i;
    }
    short& mended = w[rest > 0 ? greatest : least];
    mended = short(mended + rest);
    return w;
}

/// For each place, row by row.
const std::vector<Weights>& allWeights()
{
    static const auto table = [] {
        std::vector<Weights> all;
        for (int i = 0; i < places * places; ++i)
            all.push_back(weightsAt(i % places, i / places));
        return all;
    }();
    return table;
}

/// Adds red, green and blue of two neighbours, weighed; what the fourth number holds is of no use.
cv::v_int32x4 plusTwo(const cv::v_int32x4& sum, const uchar* pixels, const cv::v_int32x4& pairOfWeights)
{
    cv::v_uint8x16 pairs, more;
    cv::v_zip(cv::v_load_low(pixels), cv::v_load_low(pixels + 3), pairs, more); // R R' G G' B B'
    return cv::v_dotprod(cv::v_reinterpret_as_s16(cv::v_expand_low(pairs)),
                         cv::v_reinterpret_as_s16(pairOfWeights), sum);
}

/// The pixel whose neighbourhood of 4 × 4 begins at `corner`; reads two pixels more of each row.
void inner(const uchar* corner, std::size_t step, const Weights& w, uchar* out)
{
    cv::v_int32x4 sum = cv::v_setall_s32(1 << (weightBits - 1));
    for (std::size_t half = 0; half < 2; ++half, corner += 2 * step) {
        const cv::v_int32x4 pairs = cv::v_reinterpret_as_s32(cv::v_load(w.data() + 8 * half));
        sum = plusTwo(sum, corner, cv::v_broadcast_element<0>(pairs));
        sum = plusTwo(sum, corner + 6, cv::v_broadcast_element<1>(pairs));
        sum = plusTwo(sum, corner + step, cv::v_broadcast_element<2>(pairs));
        sum = plusTwo(sum, corner + step + 6, cv::v_broadcast_element<3>(pairs));
    }
    const cv::v_int16x8 colours = cv::v_pack(sum >> weightBits, sum);
    const unsigned bytes = cv::v_reinterpret_as_u32(cv::v_pack_u(colours, colours)).get0();
    std::memcpy(out, &bytes, 3);
}

void outer(const cv::Mat& rgb, int x, int y, const Weights& w, uchar* out)
{
    cv::Vec3i sum = cv::Vec3i::all(1 << (weightBits - 1));
    for (int i = 0; i < 16; ++i) {
        const cv::Point p(std::clamp(x + i % 4, 0, rgb.cols - 1), std::clamp(y + i / 4, 0, rgb.rows - 1));
        sum += cv::Vec3i(rgb.at<cv::Vec3b>(p)) * int(w[std::size_t(i)]);
    }
    for (int c = 0; c < 3; ++c)
        out[c] = cv::saturate_cast<uchar>(sum[c] >> weightBits);
}

} // namespace

cv::Mat cubicWarp(const cv::Mat& rgb, const cv::Matx23d& map, cv::Size size)
{
    constexpr double fine = 1 << fineBits;
    constexpr int drop = fineBits - placeBits, half = 1 << (drop - 1);
    const auto along = [&](int axis, int x) { return cvRound(map(axis, 0) * x * fine); };
    std::vector<cv::Point> across;
    for (int x = 0; x < size.width; ++x)
        across.emplace_back(along(0, x), along(1, x));
    const auto& weights = allWeights();
    cv::Mat made(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        const cv::Point row(cvRound((map(0, 1) * y + map(0, 2)) * fine) + half,
                            cvRound((map(1, 1) * y + map(1, 2)) * fine) + half);
        uchar* out = made.ptr(y);
        for (int x = 0; x < size.width; ++x, out += 3) {
            const cv::Point at = row + across[std::size_t(x)];
            const int px = at.x >> drop, py = at.y >> drop;
            const Weights& w = weights[std::size_t((py & (places - 1)) * places + (px & (places - 1)))];
            const int left = (px >> placeBits) - 1, top = (py >> placeBits) - 1;
            if (left >= 0 && top >= 0 && left + 6 <= rgb.cols && top + 4 <= rgb.rows)
                inner(rgb.ptr(top) + 3 * left, rgb.step[0], w, out);
            else
                outer(rgb, left, top, w, out);
        }
    }
    return made;
}

} // namespace photodesk::imaging
