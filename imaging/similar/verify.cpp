#include "imaging/same_picture.h"

#include "imaging/similar/compare.h"
#include "imaging/tuning.h"

#include <algorithm>
#include <cmath>
#include <complex>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

using similar::Comparison;
using similar::Field;

constexpr int columnFirst = 32, columnLast = 64; ///< fields that are person on everybody, left edges
constexpr int faceFirst = 32, faceLast = 80;     ///< rows from the brows to the mouth, upper edges
constexpr int clothesFirst = 112;                ///< rows of neck and clothes
constexpr std::size_t fieldsMin = 8, faceFieldsMin = 5, clothesFieldsMin = 3;

struct Share {
    std::size_t agree = 0, all = 0;

    void add(bool agrees) { ++all, agree += agrees ? 1U : 0U; }
    [[nodiscard]] double value() const { return all > 0 ? double(agree) / double(all) : 0; }
};

/// 0.5 at the limit, 1 when all agree.
double ramp(double share, double limit)
{
    return share <= limit ? 0.5 * share / limit : 0.5 + 0.5 * (share - limit) / (1 - limit);
}

bool neighbours(const Field& a, const Field& b)
{
    return std::abs(a.at.x - b.at.x) <= 16 && std::abs(a.at.y - b.at.y) <= 16;
}

/// How far a field lies off the common map, together with those round it: JPEG and noise push each field its
/// own way, a head that moved pushes neighbours alike.
double shiftOf(const Field& field, const std::vector<Field>& fields)
{
    double xx = 5, xy = 0, yy = 5, xe = 0, ye = 0; // so much that a lone edge tells nothing about its own way
    for (const Field& other : fields) {
        if (!neighbours(field, other) || other.agreement <= 0.5)
            continue;
        xx += other.xx, xy += other.xy, yy += other.yy, xe += other.xe, ye += other.ye;
    }
    const double det = xx * yy - xy * xy;
    return std::hypot((yy * xe - xy * ye) / det, (xx * ye - xy * xe) / det);
}

double upperQuartile(std::vector<double> values)
{
    if (values.size() < 4)
        return 1e3;
    const auto at = values.begin() + std::ptrdiff_t(values.size() * 3 / 4);
    std::ranges::nth_element(values, at);
    return *at;
}

void judge(const Comparison& found, Fingerprint::Kind kind, SamePicture& result)
{
    const Tuning& t = tuning();
    const bool head = kind == Fingerprint::Kind::Face;
    const auto core = [&](const Field& f) {
        return !head || (f.at.x >= columnFirst && f.at.x <= columnLast);
    };
    std::vector<Field> inside;
    std::ranges::copy_if(found.fields, std::back_inserter(inside), core);
    Share face, upper, clothes;
    std::vector<double> shifts;
    for (const Field& field : found.fields) {
        const bool agrees = field.agreement > t.sameAgreement;
        if (!head || field.at.y < clothesFirst)
            upper.add(agrees);
        if (core(field)) {
            if (head && field.at.y >= clothesFirst)
                clothes.add(agrees);
            if (!head || (field.at.y >= faceFirst && field.at.y <= faceLast))
                face.add(agrees);
            if (field.agreement > 0.5)
                shifts.push_back(shiftOf(field, inside));
        }
        result.inliers += agrees && shiftOf(field, found.fields) < 2 * t.sameShiftMax ? 1 : 0;
    }
    result.fields = int(found.fields.size());
    if (found.fields.size() < fieldsMin || face.all < faceFieldsMin)
        return;
    double score = std::min(ramp(upper.value(), t.sameHeadShare),
                            t.sameShiftMax / (t.sameShiftMax + upperQuartile(std::move(shifts))));
    // One field of the face may be spoilt, by a mark or a reflection; more is another expression.
    if (head && face.all - face.agree > 1)
        score = std::min(score, 0.5 * face.value());
    if (clothes.all >= clothesFieldsMin)
        score = std::min(score, ramp(clothes.value(), t.sameClothesShare));
    result.score = std::clamp(score, 0.0, 1.0);
    result.same = result.score > 0.5;
}

std::complex<double> scaleOf(const Fingerprint& print)
{
    return {double(print.placement[0]), double(print.placement[1])};
}

/// Turn and size of the second photo against the first, from both placements and the map between the grids.
void describe(const Fingerprint& first, const Fingerprint& second, const Comparison& found,
              SamePicture& result)
{
    const std::complex<double> map((found.map(0, 0) + found.map(1, 1)) / 2,
                                   (found.map(1, 0) - found.map(0, 1)) / 2);
    const auto to = result.change.mirrored ? std::conj(scaleOf(second)) : scaleOf(second);
    const auto from = scaleOf(first);
    if (std::abs(from) <= 0)
        return;
    const auto change = to * map / from;
    result.change.scale = std::abs(change);
    result.change.turn = std::arg(change) * 180 / 3.14159265358979;
}

} // namespace

SamePicture verify(const Fingerprint& first, const Fingerprint& second)
{
    SamePicture result;
    if (first.hasPixels() && first.pixels == second.pixels && first.size == second.size
        && !first.size.isEmpty()) {
        result.same = result.samePixels = true;
        result.score = 1;
        return result;
    }
    const similar::Relief a = similar::unpacked(first.relief);
    similar::Relief b = similar::unpacked(second.relief);
    if (first.kind != second.kind || a.values.empty() || b.values.empty())
        return result;
    result.change.mirrored = distanceOf(first.code, second.code).mirrored;
    if (result.change.mirrored)
        b = similar::mirrored(b);
    const bool head = first.kind == Fingerprint::Kind::Face;
    const Comparison found =
        similar::compare(a, b, head ? similar::headWeight() : cv::Mat(cv::Mat::ones(similar::grid, CV_32F)));
    judge(found, first.kind, result);
    describe(first, second, found, result);
    return result;
}

CheckResult samePictureCheck(const CheckLimits& limits, const std::optional<SamePicture>& closest)
{
    return closest ? judge(limits, closest->score) : notAssessed(limits, u"not_compared"_s);
}

} // namespace photodesk::imaging
