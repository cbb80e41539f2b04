#include "imaging/matte/posterior.h"

#include "imaging/tuning.h"

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

constexpr int inner = coverages - 2;
constexpr int bins = 33; // of the mask's value

constexpr float coverageAt(std::size_t i)
{
    return i == 0 ? 0.f : i == coverages - 1 ? 1.f : (float(i) - 0.5f) / inner;
}

struct Shape {
    double none, nonePower, full, fullPower, spread;
};

CoverageOdds oddsOf(const Shape& shape, double soft)
{
    const double none = shape.none * std::pow(1 - soft, shape.nonePower);
    const double full = shape.full * std::pow(soft, shape.fullPower);
    std::array<double, coverages> between{};
    double sum = 0;
    for (std::size_t i = 1; i <= inner; ++i) {
        const double off = (double(coverageAt(i)) - soft) / shape.spread;
        sum += between[i] = std::exp(-0.5 * off * off) + 0.02;
    }
    CoverageOdds odds{};
    const double rest = std::max(0.02, 1 - none - full);
    for (std::size_t i = 1; i <= inner; ++i)
        odds[i] = float(std::log(between[i] / sum * rest));
    odds.front() = float(std::log(std::max(none, 1e-4)));
    odds.back() = float(std::log(std::max(full, 1e-4)));
    return odds;
}

using Table = std::array<CoverageOdds, bins>;

Table tableOf(const Shape& shape)
{
    Table table{};
    for (std::size_t i = 0; i < bins; ++i)
        table[i] = oddsOf(shape, double(i) / (bins - 1));
    return table;
}

} // namespace

const CoverageOdds& priorOf(float soft, bool hair)
{
    const Tuning& t = tuning();
    static const Table bare =
        tableOf({t.priorNone, t.priorNonePower, t.priorFull, t.priorFullPower, t.priorSpread});
    static const Table hairy = tableOf(
        {t.priorHairNone, t.priorHairNonePower, t.priorHairFull, t.priorHairFullPower, t.priorHairSpread});
    return (hair ? hairy : bare)[std::size_t(std::lround(std::clamp(soft, 0.f, 1.f) * (bins - 1)))];
}

Estimate posteriorOf(const Evidence& e, const CoverageOdds& prior)
{
    const Tuning& t = tuning();
    // Neighbours and channels are not independent witnesses: their word counts for less than its sum.
    const float weight = -0.5f * float(t.evidenceWeight);
    const float noise = float(t.evidenceNoise);
    // Loops of one length without a jump, so that all coverages are reckoned side by side.
    std::array<float, coverages> misfit{}, spread{};
    spread.fill(1);
    for (int c = 0; c < 3; ++c) {
        const float pixel = e.pixel[c], person = e.person[c], wall = e.wall[c];
        const float personVariance = e.personVariance[c], wallVariance = e.wallVariance[c];
        for (std::size_t i = 0; i < coverages; ++i) {
            const float a = coverageAt(i), b = 1 - a;
            const float off = pixel - a * person - b * wall;
            const float variance = a * a * personVariance + b * b * wallVariance + noise;
            misfit[i] += off * off / variance;
            spread[i] *= variance;
        }
    }
    CoverageOdds odds;
    for (std::size_t i = 0; i < coverages; ++i)
        odds[i] = prior[i] + weight * (misfit[i] + std::log(spread[i]));
    const float top = *std::ranges::max_element(odds);
    float sum = 0, first = 0, second = 0;
    for (std::size_t i = 0; i < coverages; ++i) {
        const float p = std::exp(odds[i] - top), a = coverageAt(i);
        sum += p;
        first += p * a;
        second += p * a * a;
    }
    const float mean = first / sum;
    return {mean, std::max(0.f, second / sum - mean * mean)};
}

} // namespace photodesk::imaging
