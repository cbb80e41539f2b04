#include "imaging/face/face_shape.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

// Indices of the published face mesh.
constexpr int oval[] = {10,  338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288,
                        397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
                        172, 58,  132, 93,  234, 127, 162, 21,  54,  103, 67,  109};
constexpr int rightRing[] = {33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7};
constexpr int leftRing[] = {263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249};
constexpr int lips[] = {61,  185, 40,  39,  37,  0,  267, 269, 270, 409,
                        291, 375, 321, 405, 314, 17, 84,  181, 91,  146};
constexpr int browRight[] = {70, 63, 105, 66, 107, 55, 65, 52, 53, 46};
constexpr int browLeft[] = {300, 293, 334, 296, 336, 285, 295, 282, 283, 276};

QPointF at(const std::vector<Landmark>& points, std::size_t i)
{
    return {double(points[i].x), double(points[i].y)};
}

double distance(const std::vector<Landmark>& points, std::size_t a, std::size_t b)
{
    return QLineF(at(points, a), at(points, b)).length();
}

double openness(const std::vector<Landmark>& p, std::size_t outer, std::size_t inner,
                const std::array<std::pair<std::size_t, std::size_t>, 3>& lids)
{
    double gap = 0;
    for (const auto& [upper, lower] : lids)
        gap += distance(p, upper, lower) / 3;
    const double width = distance(p, outer, inner);
    return width > 0 ? gap / width : 0;
}

} // namespace

EyeOpenness eyeOpenness(const std::vector<Landmark>& points)
{
    return {openness(points, 33, 133, {{{160, 144}, {159, 145}, {158, 153}}}),
            openness(points, 263, 362, {{{387, 373}, {386, 374}, {385, 380}}})};
}

double mouthOpenness(const std::vector<Landmark>& points)
{
    const double width = distance(points, 78, 308);
    return width > 0 ? distance(points, 13, 14) / width : 0;
}

QPointF rightPupil(const std::vector<Landmark>& points)
{
    return at(points, 468);
}

QPointF leftPupil(const std::vector<Landmark>& points)
{
    return at(points, 473);
}

QPointF eyeMiddle(const std::vector<Landmark>& points)
{
    return (rightPupil(points) + leftPupil(points)) / 2;
}

double faceWidth(const std::vector<Landmark>& points)
{
    const auto x = [&](int i) { return double(points[std::size_t(i)].x); };
    const auto [low, high] = std::ranges::minmax_element(oval, {}, x);
    return x(*high) - x(*low);
}

double faceCentreX(const std::vector<Landmark>& points)
{
    // Half the oval, half the eyes and chin: the oval alone swings with the far cheek of a turned head.
    const auto x = [&](int i) { return double(points[std::size_t(i)].x); };
    const auto [low, high] = std::ranges::minmax_element(oval, {}, x);
    return (x(*high) + x(*low)) / 4 + eyeMiddle(points).x() / 2;
}

double chinY(const std::vector<Landmark>& points)
{
    return double(points[152].y);
}

std::span<const int> faceOval()
{
    return oval;
}
std::span<const int> rightEyeRing()
{
    return rightRing;
}
std::span<const int> leftEyeRing()
{
    return leftRing;
}
std::span<const int> lipsRing()
{
    return lips;
}
std::span<const int> rightBrow()
{
    return browRight;
}
std::span<const int> leftBrow()
{
    return browLeft;
}

std::vector<std::pair<QString, QPointF>> namedPoints(const std::vector<Landmark>& points)
{
    constexpr std::pair<const char*, std::size_t> names[] = {{"right_pupil", 468},
                                                             {"left_pupil", 473},
                                                             {"right_eye_outer", 33},
                                                             {"right_eye_inner", 133},
                                                             {"left_eye_inner", 362},
                                                             {"left_eye_outer", 263},
                                                             {"right_eye_lid_upper", 159},
                                                             {"right_eye_lid_lower", 145},
                                                             {"left_eye_lid_upper", 386},
                                                             {"left_eye_lid_lower", 374},
                                                             {"nose_tip", 4},
                                                             {"right_mouth_corner", 61},
                                                             {"left_mouth_corner", 291},
                                                             {"upper_lip_top", 0},
                                                             {"lower_lip_bottom", 17},
                                                             {"inner_lip_upper", 13},
                                                             {"inner_lip_lower", 14},
                                                             {"chin", 152},
                                                             {"right_cheek", 234},
                                                             {"left_cheek", 454}};
    std::vector<std::pair<QString, QPointF>> list;
    for (const auto& [name, index] : names)
        list.emplace_back(QLatin1StringView(name), at(points, index));
    return list;
}

double disagreement(const Face& face, const std::vector<Landmark>& points)
{
    const std::array<QPointF, 6> mesh{rightPupil(points), leftPupil(points),
                                      at(points, 4),      (at(points, 13) + at(points, 14)) / 2,
                                      at(points, 234),    at(points, 454)};
    const double eyes = QLineF(face.keypoints[0], face.keypoints[1]).length();
    double sum = 0;
    // The ears are guesses of both networks: only the four inner points count.
    for (std::size_t i = 0; i < 4; ++i)
        sum += QLineF(mesh[i], face.keypoints[i]).length() / 4;
    return eyes > 0 ? sum / eyes : 1e9;
}

} // namespace photodesk::imaging
