#pragma once

#include "imaging/engine.h"

#include <QImage>
#include <QString>

#include <vector>

namespace photodesk::test {

/// Clockwise about the middle, white behind, same size. RGB888.
[[nodiscard]] QImage turned(const QImage& image, double degrees);

struct EditedPicture {
    QString kind;
    QImage image; ///< RGB888
};

/// What people do to a picture before they send it again: recompressed, cut, brighter, smaller, turned, grey,
/// …. `alpha` (Grayscale8 of the same size, or null) also puts other backgrounds behind the person.
[[nodiscard]] std::vector<EditedPicture> editsOf(const QImage& image, const QImage& alpha);

/// The same person a moment later: the head has moved by `share` of the eye distance against the shoulders,
/// has turned so far that its nearest parts move by as much, or has made another face; with fresh noise.
enum class Moment { Moved, Turned, OtherFace };
[[nodiscard]] QImage momentLater(const QImage& image, const std::vector<imaging::Landmark>& points,
                                 Moment moment, double share, quint32 seed);

} // namespace photodesk::test
