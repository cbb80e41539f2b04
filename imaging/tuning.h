#pragma once

namespace photodesk::imaging {

/// The engine's own constants, read once from resources/imaging.json; that file says unit and origin of each.
/// Limits that separate good photos from bad ones are not here but in the standards.
struct Tuning {
    // detector
    double detectScore = 0, detectOverlap = 0, detectSideMin = 0;
    double agreeMax = 0, meshConfidenceMin = 0, facePxMin = 0;
    double qualityAccepted = 0, qualityTrusted = 0;
    double faceCandidates = 0, otherFaceShare = 0;
    // pose: first a turn of the canonical face by neutralPitch, then slope × raw + offset, degrees
    double neutralPitch = 0;
    double yawSlope = 0, yawOffset = 0, pitchSlope = 0, pitchOffset = 0, rollSlope = 0, rollOffset = 0;
    // masks
    double classFloor = 0;
    double areaSide = 0, areaTop = 0, areaBottom = 0, areaWholeShare = 0;
    // face patch
    double patchFaceWidth = 0;
    double poseMaxForEyes = 0;
    // face parts: lengths of the eye in distances of the outer corners, of the ear in face widths
    double eyeRadius = 0, eyeDepth = 0, gazeOpenMin = 0;
    double teethLuma = 0, teethRed = 0, glareLevel = 0, glassesMin = 0, coveredOther = 0, coveredDark = 0;
    double eyeDoubt = 0, irisDark = 0, irisSeen = 0, lashHeight = 0, eyeHidden = 0, mouthHidden = 0;
    double smileWidth = 0, smileWidthRange = 0, smileLift = 0, smileLiftRange = 0;
    double veilLuma = 0, veilSaturation = 0, earCovered = 0, jewelleryOther = 0;
    double earInner = 0, earOuter = 0, earYawMax = 0;
    double clippedLevel = 0;
    double backgroundPixelsMin = 0, clothesPixelsMin = 0;
    double cropTopWeight = 0, cropEyeWeight = 0, cropWidthWeight = 0;
    // cut-out, lengths in pixels of a picture 640 high
    double fuseErode = 0, fuseNear = 0;
    double trimapInner = 0, trimapOuter = 0, trimapHairInner = 0, trimapHairOuter = 0;
    double wallNear = 0, wallBlur = 0, wallContrastMin = 0, wallNoiseZone = 0, wallNoiseRamp = 0;
    double wallReach = 0, personReach = 0, wallForecastFull = 0, wallForecastNone = 0;
    double evidenceWeight = 0, evidenceNoise = 0;
    double priorNone = 0, priorNonePower = 0, priorFull = 0, priorFullPower = 0, priorSpread = 0;
    double priorHairNone = 0, priorHairNonePower = 0, priorHairFull = 0, priorHairFullPower = 0,
           priorHairSpread = 0;
    double alphaFloor = 0, fragmentSide = 0, borderPatch = 0, borderClear = 0, brushRing = 0, brushMargin = 0;
    double cutoutErrorBase = 0, cutoutErrorDoubt = 0, cutoutErrorDissent = 0, cutoutErrorMoved = 0,
           cutoutErrorFragments = 0, cutoutErrorWidth = 0, cutoutPersonMin = 0;
    // JPEG
    double qualityMax = 0, qualityFullChroma = 0, softenStep = 0, softenMax = 0;
    // same picture
    double sameDistanceMax = 0, sameAgreement = 0, sameHeadShare = 0, sameClothesShare = 0, sameShiftMax = 0;
    double sameCandidates = 0;
};

[[nodiscard]] const Tuning& tuning();

} // namespace photodesk::imaging
