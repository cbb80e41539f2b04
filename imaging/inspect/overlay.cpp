#include "imaging/inspect/overlay.h"

#include "imaging/render.h"

#include <QPainter>

#include <algorithm>

namespace photodesk::inspect {
namespace {

void drawMask(QPainter& painter, const imaging::Analysis& analysis)
{
    if (!analysis.masks)
        return;
    const QImage& mask = analysis.masks->close.person;
    const QRectF& area = analysis.masks->close.area;
    const double kx = area.width() / mask.width(), ky = area.height() / mask.height();
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 0, 255));
    const auto in = [&](int x, int y) { return mask.constScanLine(y)[x] > 127; };
    for (int y = 0; y + 1 < mask.height(); ++y) {
        for (int x = 0; x + 1 < mask.width(); ++x) {
            if (in(x, y) != in(x + 1, y) || in(x, y) != in(x, y + 1))
                painter.drawRect(QRectF(area.x() + x * kx, area.y() + y * ky, kx, ky));
        }
    }
}

void drawLines(QPainter& painter, const imaging::Analysis& analysis, double pen)
{
    const auto point = [&](std::size_t i) {
        return QPointF(double(analysis.landmarks[i].x), double(analysis.landmarks[i].y));
    };
    painter.setPen(QPen(QColor(0, 220, 255), pen));
    painter.drawLine(point(468), point(473));
    const double width = analysis.size.width();
    if (analysis.headTop)
        painter.drawLine(QPointF(0, analysis.headTop->y()), QPointF(width, analysis.headTop->y()));
    painter.drawLine(QPointF(0, point(152).y()), QPointF(width, point(152).y()));
}

} // namespace

QImage drawOverlay(const imaging::Photo& photo, const imaging::Analysis& analysis, const Standard& standard)
{
    QImage canvas = photo.image.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    const double pen = std::max(1.0, std::max(canvas.width(), canvas.height()) / 500.0);
    drawMask(painter, analysis);
    painter.setBrush(Qt::NoBrush);
    for (const imaging::Face& face : analysis.faces) {
        painter.setPen(QPen(QColor(255, 200, 0), pen));
        painter.drawRect(face.box);
    }
    painter.setPen(QPen(QColor(0, 255, 0), pen));
    for (const imaging::Landmark& p : analysis.landmarks)
        painter.drawPoint(QPointF(double(p.x), double(p.y)));
    if (!analysis.landmarks.empty())
        drawLines(painter, analysis, pen);
    if (const auto crop = imaging::cropFor(analysis, standard)) {
        painter.setPen(QPen(QColor(255, 255, 255), pen, Qt::DashLine));
        painter.drawRect(*crop);
    }
    return canvas;
}

} // namespace photodesk::inspect
