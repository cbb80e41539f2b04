#pragma once

#include <array>

namespace photodesk::widgets {

/// Rings and lines of the published 478-point face mesh that help the eye: indices into
/// OverlayData::landmarks.
inline constexpr std::array ovalRing{10,  338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288,
                                     397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
                                     172, 58,  132, 93,  234, 127, 162, 21,  54,  103, 67,  109};
inline constexpr std::array rightEyeRing{33,  246, 161, 160, 159, 158, 157, 173,
                                         133, 155, 154, 153, 145, 144, 163, 7};
inline constexpr std::array leftEyeRing{263, 466, 388, 387, 386, 385, 384, 398,
                                        362, 382, 381, 380, 374, 373, 390, 249};
inline constexpr std::array lipsOuterRing{61,  185, 40,  39,  37,  0,  267, 269, 270, 409,
                                          291, 375, 321, 405, 314, 17, 84,  181, 91,  146};
inline constexpr std::array lipsInnerRing{78,  191, 80,  81,  82,  13, 312, 311, 310, 415,
                                          308, 324, 318, 402, 317, 14, 87,  178, 88,  95};
inline constexpr std::array rightBrowLine{70, 63, 105, 66, 107};
inline constexpr std::array leftBrowLine{300, 293, 334, 296, 336};
inline constexpr std::array noseLine{168, 6, 197, 195, 5, 4};
inline constexpr int meshPoints = 478;
inline constexpr int rightPupil = 468, leftPupil = 473, noseTip = 4, chinPoint = 152;

} // namespace photodesk::widgets
