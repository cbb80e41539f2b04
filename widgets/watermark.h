#pragma once

#include <QPixmap>
#include <QString>

class QPainter;

namespace photodesk::widgets {

/// Who sat at the screen, and when, faintly over a photo: a picture taken of the screen tells where it comes
/// from. Grey only, since a tint would shift the judgement of skin. The pattern stands still on the screen
/// while the photo moves below. GUI thread.
class Watermark {
public:
    void setText(const QString& text); ///< empty: none
    [[nodiscard]] const QString& text() const { return text_; }
    void redraw() { drawn_ = {}; } ///< fonts are new
    /// Over `area` (logical pixels); the pattern is the same whatever part is painted.
    void paint(QPainter& painter, const QRectF& area);

private:
    [[nodiscard]] QPixmap draw(double dpr) const;

    QString text_;
    QPixmap drawn_;
};

} // namespace photodesk::widgets
