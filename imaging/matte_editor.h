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
/// Errors: InvalidField (also strokes, points or radii beyond any brush: 500, 2,000 a stroke, 200 px).
[[nodiscard]] Result<std::vector<Stroke>> strokesFromJson(const QJsonArray& strokes);

/// Repair of one cut-out by hand. Of one thread. Holds the picture at output size (about 25 MB at 480 × 640
/// with its undo steps); photo and analysis are not needed any more once it is made.
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
    /// stroke lies outside. Errors: InvalidField (no point, radius out of range), RenderFailed.
    [[nodiscard]] Result<QRect> apply(const Stroke& stroke);
    /// Takes the last stroke back; an empty rectangle when there is none.
    QRect undo();
    [[nodiscard]] const std::vector<Stroke>& strokes() const;

    [[nodiscard]] QImage image() const; ///< the composition before JPEG, RGB888
    [[nodiscard]] QImage alpha() const; ///< Grayscale8
    /// Encodes. The same strokes on the same photo give the same bytes. Errors: EncodeFailed.
    [[nodiscard]] Result<Rendered> finish() const;

private:
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
