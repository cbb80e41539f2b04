#pragma once

#include "imaging/matte_editor.h"

#include <QJsonObject>

namespace photodesk::imaging {

/// What staff change on a derived picture: parameters, never pixels. Replayed on the untouched original by
/// the same engine they give the same bytes on the workstation and on the server.
struct Rework {
    /// Pixels of the upright original, before the turn; absent: the standard's own crop.
    std::optional<QRectF> crop;
    std::optional<double> turn;    ///< degrees clockwise of the crop about its centre, as RenderOptions::turn
    std::optional<EyePlaces> eyes; ///< where no face was found
    std::vector<Stroke> strokes;   ///< pixels of the output that this crop gives

    [[nodiscard]] RenderOptions options() const { return {crop, turn}; }
};

[[nodiscard]] QJsonObject toJson(const Rework& rework);
/// Errors: InvalidField.
[[nodiscard]] Result<Rework> reworkFromJson(const QJsonObject& object);

/// What can be told without looking at the photo: a crop of the output's shape and within reach of the photo,
/// a turn within the standard's staffRotateMaxDeg, eyes within the photo. Error: InvalidField.
[[nodiscard]] Result<void> checkRework(const Rework& rework, const Standard& standard, QSize photo);

struct Reworked {
    Rendered rendered;
    Report report; ///< of the original, judged again for this framing and cut-out
};

/// Analyses, renders with the strokes and judges again. `background` is taken as the standard's first.
/// Errors: those of checkRework, Engine::analyse and renderWithStrokes; InvalidField "eyes" where there is no
/// face and nobody has placed the eyes.
[[nodiscard]] Result<Reworked> rework(Engine& engine, const Photo& photo, const Standard& standard,
                                      QRgb background, const Rework& rework);

/// The checks that a framing chosen by hand decides, judged: face.width, head.top, head.hairline, eye.line,
/// face.centred, frame.bottom, frame.sides, and pose.roll and shoulders.level, which a turn changes. Only
/// those the standard names. Cheap, any thread: for every move of a crop. Empty without landmarks.
[[nodiscard]] std::vector<CheckResult> judgeFraming(const Analysis& analysis, const Standard& standard,
                                                    const QRectF& crop, double turn);

/// The framing the standard's own crop gives, with this turn (absent: by the eye line within the standard's
/// rotate_max_deg). Error: RenderFailed (no face).
struct ChosenFraming {
    QRectF crop;
    double turn = 0;
};
[[nodiscard]] Result<ChosenFraming> standardFraming(const Analysis& analysis, const Standard& standard,
                                                    std::optional<double> turn = {});

} // namespace photodesk::imaging
