#include "overlays.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

QFont fontOf(const QString& family, double height)
{
    QFont font(family);
    font.setPixelSize(std::max(4, int(height)));
    return font;
}

} // namespace

QImage overlaid(const QImage& image, const Overlay& overlay)
{
    QImage out = image.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&out);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double em = overlay.height * image.height();
    painter.setFont(fontOf(overlay.font, em));
    painter.setOpacity(overlay.opacity);
    painter.setPen(overlay.colour);
    if (!overlay.tiled) {
        painter.drawText(out.rect().adjusted(10, 10, -10, -10), int(overlay.at), overlay.words);
    } else {
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(overlay.words) + 2 * em;
        const double reach = image.width() + image.height();
        painter.translate(image.width() / 2.0, image.height() / 2.0);
        painter.rotate(overlay.degrees);
        int line = 0;
        for (double y = -reach / 2; y < reach / 2; y += 3 * em, ++line) {
            for (double x = -reach / 2 + (line % 2) * width / 2; x < reach / 2; x += width)
                painter.drawText(QPointF(x, y), overlay.words);
        }
    }
    painter.end();
    return out.convertToFormat(QImage::Format_RGB888);
}

QImage sealed(const QImage& image, double height, double opacity)
{
    QImage out = image.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&out);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setOpacity(opacity);
    const double side = 3 * height * image.height();
    painter.setPen(QPen(Qt::white, side / 40));
    painter.translate(image.width() - 0.6 * side, image.height() - 0.6 * side);
    painter.drawEllipse(QPointF(0, 0), side / 2, side / 2);
    painter.drawEllipse(QPointF(0, 0), 0.3 * side, 0.3 * side);
    painter.setFont(fontOf(u"DejaVu Sans"_s, side / 8));
    const QString name = u"STUDIO PORTRAIT "_s;
    for (const QChar c : name) {
        painter.drawText(QRectF(-side / 8, -side / 2, side / 4, 0.2 * side), Qt::AlignCenter, QString(c));
        painter.rotate(360.0 / double(name.size()));
    }
    painter.end();
    return out.convertToFormat(QImage::Format_RGB888);
}

const QList<OverlayCase>& overlayCases()
{
    static const QList<OverlayCase> cases = [] {
        const QString sans = u"Noto Sans CJK SC"_s, serif = u"Noto Serif CJK SC"_s;
        const QColor orange(255, 140, 30), red(200, 30, 30), grey(90, 90, 90);
        const Qt::Alignment corner = Qt::AlignRight | Qt::AlignBottom, top = Qt::AlignLeft | Qt::AlignTop;
        QList<OverlayCase> all;
        for (const double h : {0.02, 0.03, 0.05, 0.08}) {
            all.append(OverlayCase{u"date"_s,
                                   {u"2024.05.31"_s, u"DejaVu Sans Mono"_s, h, 1, orange, 0, false, corner}});
            all.append(OverlayCase{u"Latin"_s,
                                   {u"Studio Portrait"_s, u"DejaVu Sans"_s, h, 1, Qt::white, 0, false, top}});
            all.append(OverlayCase{u"Chinese"_s, {u"样张请勿使用"_s, sans, h, 1, red, 0, false, top}});
            all.append(
                OverlayCase{u"Chinese"_s, {u"星光照相馆"_s, serif, h, 1, Qt::white, 0, false, corner}});
            all.append(
                OverlayCase{u"pale, 30 %"_s, {u"仅供学信网预览"_s, sans, h, 0.3, grey, 0, false, top}});
            all.append(
                OverlayCase{u"pale, 30 %"_s,
                            {u"www.studio.com"_s, u"DejaVu Serif"_s, h, 0.3, Qt::white, 0, false, corner}});
        }
        for (const double h : {0.03, 0.05, 0.08}) {
            for (const double opacity : {0.3, 0.15}) {
                const QString group = u"tiled aslant, %1 %"_s.arg(100 * opacity);
                all.append(
                    OverlayCase{group, {u"样张请勿使用"_s, sans, h, opacity, grey, -30, true, corner}});
                all.append(OverlayCase{
                    group, {u"SAMPLE"_s, u"DejaVu Sans"_s, h, opacity, Qt::white, -45, true, corner}});
                all.append(OverlayCase{
                    group, {u"Photo Studio"_s, u"DejaVu Sans"_s, h, opacity, grey, 30, true, corner}});
            }
        }
        return all;
    }();
    return cases;
}

} // namespace photodesk::test
