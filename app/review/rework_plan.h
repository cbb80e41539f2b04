#pragma once

#include "imaging/rework.h"

#include <QTransform>

#include <memory>

namespace photodesk::app {

/// One movement of the brush, kept in pixels of the upright original: it stays on the person when the crop
/// moves under it.
struct PhotoStroke {
    imaging::Stroke::Mark mark = imaging::Stroke::Mark::Keep;
    std::vector<QPointF> points;
    double radius = 0; ///< pixels of the original
};

/// What the reviewer has set up to now.
struct ReworkState {
    QRectF crop; ///< pixels of the upright original, before the turn
    double turn = 0;
    std::optional<imaging::EyePlaces> eyes;
    std::vector<std::shared_ptr<const PhotoStroke>> strokes; ///< shared: a state is cheap to keep

    friend bool operator==(const ReworkState&, const ReworkState&) = default;
};

/// Output pixels to pixels of the original, for a crop turned about its centre.
[[nodiscard]] QTransform outputToPhoto(const QRectF& crop, double turn, QSize output);
/// A stroke as drawn on the output, on the original; and the way back, in sixteenths of a pixel, so that
/// numbers stay short on the wire and the same on both sides.
[[nodiscard]] std::shared_ptr<const PhotoStroke> onPhoto(const imaging::Stroke& stroke,
                                                         const ReworkState& state, QSize output);
[[nodiscard]] imaging::Stroke onOutput(const PhotoStroke& stroke, const ReworkState& state, QSize output);
/// What goes to the server, and what both engines render.
[[nodiscard]] imaging::Rework reworkOf(const ReworkState& state, QSize output);

/// The state with its past: every change can be undone and done again. A row of small changes of one kind
/// (arrow keys) is one step.
class ReworkPlan {
public:
    enum class Kind { Move, Size, Turn, Stroke, Eyes, Other };

    void start(const ReworkState& state);
    /// `row` false: a step of its own, also after one of the same kind (the end of a drag).
    void change(const ReworkState& state, Kind kind, bool row);
    void endRow() { rowOf_.reset(); } ///< the next change is a step of its own
    bool undo();                      ///< false: nothing to undo
    bool redo();
    [[nodiscard]] const ReworkState& now() const { return now_; }
    [[nodiscard]] const ReworkState& first() const { return first_; }
    [[nodiscard]] bool canUndo() const { return !past_.empty(); }
    [[nodiscard]] bool canRedo() const { return !future_.empty(); }
    [[nodiscard]] bool isChanged() const { return !(now_ == first_); }

private:
    ReworkState first_, now_;
    std::vector<ReworkState> past_, future_;
    std::optional<Kind> rowOf_;
};

} // namespace photodesk::app
