#pragma once

#include <QImage>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include <array>
#include <memory>
#include <optional>

class QPainter;

namespace photodesk::widgets {

/// How often each of the 256 values occurs.
struct Histogram {
    using Counts = std::array<quint32, 256>;
    Counts luma{}, red{}, green{}, blue{}; ///< luma as in Rec. 601, as the eye weighs the channels
    quint32 pixels = 0;
};

struct Histograms {
    Histogram all;
    std::optional<Histogram> face; ///< of the face's box
};

/// Counts at most about a megapixel, evenly spread. `part` in pixels of `picture`; null: all of it.
/// Any thread.
[[nodiscard]] Histogram histogramOf(const QImage& picture, const QRect& part = {});

/// The histogram as a panel; kept as a pixmap, since every step of a pan paints it again. GUI thread.
class HistogramPanel {
public:
    /// Null takes the panel away. `title` stands above.
    void set(std::shared_ptr<const Histograms> histograms, bool faceOnly);
    /// In the lower right corner of `area`; nothing where there is no histogram or no room.
    void paint(QPainter& painter, const QRectF& area);
    void retranslate() { drawn_ = {}; }

private:
    [[nodiscard]] QPixmap draw(double dpr) const;

    std::shared_ptr<const Histograms> histograms_;
    bool faceOnly_ = false;
    QPixmap drawn_;
};

} // namespace photodesk::widgets
