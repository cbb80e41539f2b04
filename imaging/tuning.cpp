#include "imaging/tuning.h"

#include "domain/json.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Entry {
    const char* name;
    double Tuning::*member;
};

constexpr Entry entries[] = {
    {"detect_score", &Tuning::detectScore},
    {"detect_overlap", &Tuning::detectOverlap},
    {"detect_side_min", &Tuning::detectSideMin},
    {"agree_max", &Tuning::agreeMax},
    {"mesh_confidence_min", &Tuning::meshConfidenceMin},
    {"face_px_min", &Tuning::facePxMin},
    {"quality_accepted", &Tuning::qualityAccepted},
    {"quality_trusted", &Tuning::qualityTrusted},
    {"face_candidates", &Tuning::faceCandidates},
    {"other_face_share", &Tuning::otherFaceShare},
    {"neutral_pitch", &Tuning::neutralPitch},
    {"yaw_slope", &Tuning::yawSlope},
    {"yaw_offset", &Tuning::yawOffset},
    {"pitch_slope", &Tuning::pitchSlope},
    {"pitch_offset", &Tuning::pitchOffset},
    {"roll_slope", &Tuning::rollSlope},
    {"roll_offset", &Tuning::rollOffset},
    {"class_floor", &Tuning::classFloor},
    {"area_side", &Tuning::areaSide},
    {"area_top", &Tuning::areaTop},
    {"area_bottom", &Tuning::areaBottom},
    {"area_whole_share", &Tuning::areaWholeShare},
    {"patch_face_width", &Tuning::patchFaceWidth},
    {"pose_max_for_eyes", &Tuning::poseMaxForEyes},
    {"eye_radius", &Tuning::eyeRadius},
    {"eye_depth", &Tuning::eyeDepth},
    {"gaze_open_min", &Tuning::gazeOpenMin},
    {"teeth_luma", &Tuning::teethLuma},
    {"teeth_red", &Tuning::teethRed},
    {"glare_level", &Tuning::glareLevel},
    {"glasses_min", &Tuning::glassesMin},
    {"covered_other", &Tuning::coveredOther},
    {"covered_dark", &Tuning::coveredDark},
    {"ear_inner", &Tuning::earInner},
    {"ear_outer", &Tuning::earOuter},
    {"ear_yaw_max", &Tuning::earYawMax},
    {"eye_doubt", &Tuning::eyeDoubt},
    {"iris_dark", &Tuning::irisDark},
    {"iris_seen", &Tuning::irisSeen},
    {"lash_height", &Tuning::lashHeight},
    {"eye_hidden", &Tuning::eyeHidden},
    {"mouth_hidden", &Tuning::mouthHidden},
    {"smile_width", &Tuning::smileWidth},
    {"smile_width_range", &Tuning::smileWidthRange},
    {"smile_lift", &Tuning::smileLift},
    {"smile_lift_range", &Tuning::smileLiftRange},
    {"veil_luma", &Tuning::veilLuma},
    {"veil_saturation", &Tuning::veilSaturation},
    {"ear_covered", &Tuning::earCovered},
    {"jewellery_other", &Tuning::jewelleryOther},
    {"clipped_level", &Tuning::clippedLevel},
    {"background_pixels_min", &Tuning::backgroundPixelsMin},
    {"clothes_pixels_min", &Tuning::clothesPixelsMin},
    {"crop_top_weight", &Tuning::cropTopWeight},
    {"crop_eye_weight", &Tuning::cropEyeWeight},
    {"crop_width_weight", &Tuning::cropWidthWeight},
    {"fuse_erode", &Tuning::fuseErode},
    {"fuse_near", &Tuning::fuseNear},
    {"trimap_inner", &Tuning::trimapInner},
    {"trimap_outer", &Tuning::trimapOuter},
    {"trimap_hair_inner", &Tuning::trimapHairInner},
    {"trimap_hair_outer", &Tuning::trimapHairOuter},
    {"wall_near", &Tuning::wallNear},
    {"wall_blur", &Tuning::wallBlur},
    {"wall_contrast_min", &Tuning::wallContrastMin},
    {"wall_noise_zone", &Tuning::wallNoiseZone},
    {"wall_noise_ramp", &Tuning::wallNoiseRamp},
    {"wall_reach", &Tuning::wallReach},
    {"person_reach", &Tuning::personReach},
    {"wall_forecast_full", &Tuning::wallForecastFull},
    {"wall_forecast_none", &Tuning::wallForecastNone},
    {"evidence_weight", &Tuning::evidenceWeight},
    {"evidence_noise", &Tuning::evidenceNoise},
    {"prior_none", &Tuning::priorNone},
    {"prior_none_power", &Tuning::priorNonePower},
    {"prior_full", &Tuning::priorFull},
    {"prior_full_power", &Tuning::priorFullPower},
    {"prior_spread", &Tuning::priorSpread},
    {"prior_hair_none", &Tuning::priorHairNone},
    {"prior_hair_none_power", &Tuning::priorHairNonePower},
    {"prior_hair_full", &Tuning::priorHairFull},
    {"prior_hair_full_power", &Tuning::priorHairFullPower},
    {"prior_hair_spread", &Tuning::priorHairSpread},
    {"alpha_floor", &Tuning::alphaFloor},
    {"fragment_side", &Tuning::fragmentSide},
    {"border_patch", &Tuning::borderPatch},
    {"border_clear", &Tuning::borderClear},
    {"cutout_error_base", &Tuning::cutoutErrorBase},
    {"cutout_error_doubt", &Tuning::cutoutErrorDoubt},
    {"cutout_error_dissent", &Tuning::cutoutErrorDissent},
    {"cutout_error_moved", &Tuning::cutoutErrorMoved},
    {"cutout_error_fragments", &Tuning::cutoutErrorFragments},
    {"cutout_error_width", &Tuning::cutoutErrorWidth},
    {"cutout_person_min", &Tuning::cutoutPersonMin},
    {"brush_ring", &Tuning::brushRing},
    {"brush_margin", &Tuning::brushMargin},
    {"quality_max", &Tuning::qualityMax},
    {"quality_full_chroma", &Tuning::qualityFullChroma},
    {"soften_step", &Tuning::softenStep},
    {"soften_max", &Tuning::softenMax},
    {"same_distance_max", &Tuning::sameDistanceMax},
    {"same_agreement", &Tuning::sameAgreement},
    {"same_head_share", &Tuning::sameHeadShare},
    {"same_clothes_share", &Tuning::sameClothesShare},
    {"same_shift_max", &Tuning::sameShiftMax},
    {"same_candidates", &Tuning::sameCandidates},
};

Tuning readTuning()
{
    const auto bytes = resources::read(u"imaging.json"_s);
    const auto object = bytes ? json::parseObject(*bytes) : fail(bytes.error());
    if (!object)
        qFatal("resources/imaging.json is missing or no JSON");
    Tuning result;
    for (const Entry& entry : entries) {
        const QJsonValue value = object->value(QLatin1StringView(entry.name));
        if (!value.isDouble())
            qFatal("resources/imaging.json has no number \"%s\"", entry.name);
        result.*entry.member = value.toDouble();
    }
    return result;
}

} // namespace

const Tuning& tuning()
{
    static const Tuning values = readTuning();
    return values;
}

} // namespace photodesk::imaging
