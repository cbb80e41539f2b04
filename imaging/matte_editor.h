#pragma once

#include "imaging/render.h"

#include <QJsonArray>
#include <QPointF>
#include <QRect>

namespace photodesk::imaging {

/// One movement of the repairing brush.
struct Stroke {
    enum class Mark {
        Keep,   ///< this is the person
        Remove, ///< this is not
    };
    Mark mark = Mark::Keep;
    std::vector<QPointF> points; ///< output pixels, origin at the corner of the first; one point is a dab
    double radius = 8;           ///< output pixels; inside it the mark holds, round it is solved anew
};

[[nodiscard]] QJsonArray toJson(const std::vector<Stroke>& strokes);
/// Errors: InvalidField (also numbers beyond strokes_max, stroke_points_max, stroke_coordinate_max of
/// resources/limits.json).
[[nodiscard]] Result<std::vector<Stroke>> strokesFromJson(const QJsonArray& strokes);

/// Repair of one cut-out by hand. Of one thread. Holds the picture at output size (about 17 MB at 480 × 640)
/// and undo steps up to repair_undo_max_bytes; photo and analysis are not needed any more once it is made.
class MatteEditor {
public:
    /// Errors as of render().
    [[nodiscard]] static Result<std::unique_ptr<MatteEditor>>
    create(const Photo& photo, const Analysis& analysis, const Standard& standard, QRgb background,
           const RenderOptions& options = {});
    ~MatteEditor();
    MatteEditor(const MatteEditor&) = delete;
    MatteEditor& operator=(const MatteEditor&) = delete;

    /// Solves the stroke's neighbourhood again. Returns what changed at most, output pixels; empty where the
    /// stroke lies outside. After an error nothing has changed. Errors: InvalidField (a stroke beyond the
    /// limits of resources/limits.json by itself, or with those before it: their number, the summed area they
    /// solve, at most strokes_area_max_pictures times the picture), RenderFailed.
    [[nodiscard]] Result<QRect> apply(const Stroke& stroke);
    /// False without strokes, and where all that are left were drawn too long ago: the oldest steps are
    /// dropped.
    [[nodiscard]] bool canUndo() const;
    /// Takes the last stroke back and returns what changed at most; does nothing where canUndo() is false.
    QRect undo();
    [[nodiscard]] const std::vector<Stroke>& strokes() const;

    [[nodiscard]] QImage image() const; ///< the composition before JPEG, RGB888
    [[nodiscard]] QImage alpha() const; ///< Grayscale8
    /// Encodes. The same strokes on the same photo give the same bytes. Errors: EncodeFailed.
    [[nodiscard]] Result<Rendered> finish() const;

private:
    friend Result<Rendered> renderWithStrokes(const Photo&, const Analysis&, const Standard&, QRgb,
                                              const std::vector<Stroke>&, const RenderOptions&);
    struct Impl;
    explicit MatteEditor(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// render() with strokes replayed: what a server makes of a repair sent by a workstation.
[[nodiscard]] Result<Rendered> renderWithStrokes(const Photo& photo, const Analysis& analysis,
                                                 const Standard& standard, QRgb background,
                                                 const std::vector<Stroke>& strokes,
                                                 const RenderOptions& options = {});

} // namespace photodesk::imaging
