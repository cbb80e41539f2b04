#pragma once

#include "app/review/rework_plan.h"

namespace photodesk::app {

/// The pixels of one rework: the original, what was found on it, and the cut-out as far as it is brushed.
/// Lives in the imaging pool; one job at a time, whichever thread runs it.
class ReworkBench {
public:
    struct Source {
        QByteArray bytes; ///< of the original
        QString standard;
        QRgb background = 0;
        bool liveCapture = false;
        QDate today; ///< of the upload
    };
    /// Decodes and looks for a face. Errors: those of the decoder, the standard and the engine.
    [[nodiscard]] static Result<std::shared_ptr<ReworkBench>> open(const Source& source,
                                                                   imaging::Engine& engine);

    /// Again, with eyes placed by hand. Errors: as Engine::analyse.
    [[nodiscard]] Result<void> place(const imaging::EyePlaces& eyes, imaging::Engine& engine);
    [[nodiscard]] const Standard& standard() const { return standard_; }
    [[nodiscard]] const std::shared_ptr<const imaging::Analysis>& analysis() const { return analysis_; }
    /// The original for the screen, RGB32, its longer side at most rework_preview_px of the limits.
    [[nodiscard]] const QImage& preview() const { return preview_; }

    struct Shown {
        QImage image;    ///< the result before JPEG, RGB888
        int strokes = 0; ///< how many of the state's strokes are in it: fewer where one was refused
    };
    /// Brings the cut-out to this state by the shortest way. Errors: as MatteEditor::create.
    [[nodiscard]] Result<Shown> show(const ReworkState& state);
    /// The very bytes the server will make of the state shown last.
    [[nodiscard]] Result<imaging::Rendered> finish() const;

private:
    ReworkBench() = default;
    [[nodiscard]] Result<void> rebuild(const ReworkState& state);

    imaging::Photo photo_;
    Standard standard_;
    QRgb background_ = 0;
    std::shared_ptr<const imaging::Analysis> analysis_;
    QImage preview_;
    std::unique_ptr<imaging::MatteEditor> editor_;
    ReworkState shown_; ///< what the editor holds
};

} // namespace photodesk::app
