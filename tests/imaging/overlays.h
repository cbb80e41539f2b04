#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QString>

namespace photodesk::test {

/// Writing laid over a picture.
struct Overlay {
    QString words;
    QString font = QStringLiteral("DejaVu Sans");
    double height = 0.03; ///< of the letters' em, share of the picture's height
    double opacity = 1;
    QColor colour = Qt::white;
    double degrees = 0; ///< clockwise
    bool tiled = false; ///< all over the picture, else once
    Qt::Alignment at = Qt::AlignRight | Qt::AlignBottom;
};

/// RGB888 in and out. Needs a QGuiApplication.
[[nodiscard]] QImage overlaid(const QImage& image, const Overlay& overlay);
/// A round mark of studios: two rings and a name that follows them.
[[nodiscard]] QImage sealed(const QImage& image, double height, double opacity);

/// What is measured: every script, size, strength and slant, by the groups that docs/imaging.md has.
struct OverlayCase {
    QString group;
    Overlay overlay;
};
[[nodiscard]] const QList<OverlayCase>& overlayCases();

} // namespace photodesk::test
