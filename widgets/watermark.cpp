#include "widgets/watermark.h"

#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

#include <cmath>

namespace photodesk::widgets {
namespace {

constexpr double tilt = -24;           // degrees
constexpr double gapX = 96, gapY = 72; // between repetitions, logical pixels
// Both inks together: one shows on dark, the other on light, each faint enough to look past.
constexpr double lightInk = 0.15, darkInk = 0.16;

} // namespace

void Watermark::setText(const QString& text)
{
    if (text == text_)
        return;
    text_ = text;
    drawn_ = {};
}

void Watermark::paint(QPainter& painter, const QRectF& area)
{
    if (text_.isEmpty() || area.isEmpty())
        return;
    const double dpr = painter.device()->devicePixelRatioF();
    if (drawn_.isNull() || !qFuzzyCompare(drawn_.devicePixelRatio(), dpr))
        drawn_ = draw(dpr);
    const QSizeF size = drawn_.deviceIndependentSize();
    const double stepX = std::ceil(size.width() + gapX), stepY = std::ceil(size.height() + gapY);
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    const int firstRow = int(std::floor((area.top() - size.height()) / stepY));
    const int lastRow = int(std::ceil(area.bottom() / stepY));
    for (int row = firstRow; row <= lastRow; ++row) {
        const double shift = row % 2 == 0 ? 0 : stepX / 2; // like bricks: no column stays free
        const int first = int(std::floor((area.left() - size.width() - shift) / stepX));
        for (int column = first; column * stepX + shift < area.right(); ++column)
            painter.drawPixmap(QPointF(column * stepX + shift, row * stepY), drawn_);
    }
    painter.restore();
}

QPixmap Watermark::draw(double dpr) const
{
    const QFont font = Theme::current().font(TextSize::Body);
    const QSizeF text = QFontMetricsF(font).size(Qt::TextSingleLine, text_) + QSizeF(4, 4);
    const QRectF tilted = QTransform().rotate(tilt).mapRect(QRectF(QPointF(), text));
    QPixmap pixmap((tilted.size() * dpr).toSize() + QSize(1, 1));
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(-tilted.topLeft());
    painter.rotate(tilt);
    painter.setFont(font);
    const QRectF line(QPointF(2, 2), text);
    for (const auto& [offset, grey, alpha] : {std::tuple{1.0, 0, darkInk}, std::tuple{0.0, 255, lightInk}}) {
        QColor colour(grey, grey, grey);
        colour.setAlphaF(float(alpha));
        painter.setPen(colour);
        painter.drawText(line.translated(offset, offset), Qt::AlignLeft | Qt::AlignTop, text_);
    }
    return pixmap;
}

} // namespace photodesk::widgets
