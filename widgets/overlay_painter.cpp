#include "widgets/overlays.h"

#include "widgets/face_contours.h"
#include "widgets/overlay_sketch.h"
#include "widgets/tokens.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

struct OverlayLabels {
    Q_DECLARE_TR_FUNCTIONS(OverlayLabels)
};

/// How far lines reach beyond the face on both sides.
QRectF faceSpan(const OverlayData& data)
{
    const QRectF box = data.faceBox.value_or(frameOf(data));
    const double more = box.width() * 0.35;
    return box.adjusted(-more, -more, more, more);
}

void paintMesh(Sketch& sketch, const OverlayData& data)
{
    if (data.landmarks.size() != std::size_t(meshPoints))
        return;
    QPolygonF points;
    points.reserve(meshPoints);
    for (const QPointF& point : data.landmarks)
        points.append(sketch.map(point));
    sketch.dots(points);

    QPainterPath rings;
    const auto add = [&](std::span<const int> indices, bool closed) {
        rings.moveTo(points[indices.front()]);
        for (const int index : indices.subspan(1))
            rings.lineTo(points[index]);
        if (closed)
            rings.closeSubpath();
    };
    for (const std::span<const int> ring :
         {std::span<const int>(ovalRing), std::span<const int>(rightEyeRing),
          std::span<const int>(leftEyeRing), std::span<const int>(lipsOuterRing),
          std::span<const int>(lipsInnerRing)})
        add(ring, true);
    for (const std::span<const int> open :
         {std::span<const int>(rightBrowLine), std::span<const int>(leftBrowLine),
          std::span<const int>(noseLine)})
        add(open, false);
    sketch.strokeSeen(rings);
}

void paintEyeLine(Sketch& sketch, const OverlayData& data)
{
    if (!data.eyeLine)
        return;
    QLineF line = *data.eyeLine;
    const double reach = faceSpan(data).width() / 2 - line.length() / 2;
    const QPointF along = line.unitVector().p2() - line.p1();
    const QPointF from = sketch.map(line.p1() - along * reach);
    const QPointF to = sketch.map(line.p2() + along * reach);
    sketch.line(from, to);
    for (const QPointF& pupil : {line.p1(), line.p2()}) {
        QPainterPath dot;
        dot.addEllipse(sketch.map(pupil), 3, 3);
        sketch.stroke(dot);
    }
    sketch.label(OverlayLabels::tr("eyes"), to, Qt::AlignRight);
}

void paintHeadTopChin(Sketch& sketch, const OverlayData& data)
{
    const QRectF span = faceSpan(data);
    const auto level = [&](double y, const QString& text) {
        const QPointF to = sketch.map({span.right(), y});
        sketch.line(sketch.map({span.left(), y}), to);
        sketch.label(text, to, Qt::AlignRight);
    };
    if (data.headTop)
        level(*data.headTop, OverlayLabels::tr("head top"));
    if (data.chin)
        level(*data.chin, OverlayLabels::tr("chin"));
}

void paintCentre(Sketch& sketch, const OverlayData& data)
{
    const QRectF frame = frameOf(data);
    const double middle = frame.center().x();
    sketch.line(sketch.map({middle, frame.top()}), sketch.map({middle, frame.bottom()}), Qt::DashLine);
    if (data.centreX) {
        const QRectF span = faceSpan(data);
        sketch.line(sketch.map({*data.centreX, span.top()}), sketch.map({*data.centreX, span.bottom()}));
        sketch.label(OverlayLabels::tr("face centre"), sketch.map({*data.centreX, span.bottom()}),
                     Qt::AlignBottom);
    }
}

void paintPose(Sketch& sketch, const OverlayData& data)
{
    if (!data.poseOrigin)
        return;
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180.0; };
    const double yaw = radians(data.yaw), pitch = radians(data.pitch), roll = radians(data.roll);
    const double length = faceSpan(data).width() * 0.28;
    const QPointF origin = *data.poseOrigin;
    const auto axis = [&](QPointF direction, Role role) {
        QPainterPath path(sketch.map(origin));
        path.lineTo(sketch.map(origin + direction * length));
        sketch.stroke(path, Tokens::builtIn().colour(Scheme::Dark, role));
    };
    axis({std::cos(yaw) * std::cos(roll), std::cos(yaw) * std::sin(roll)}, Role::OverlayLine);
    axis({std::cos(pitch) * std::sin(roll), -std::cos(pitch) * std::cos(roll)}, Role::OverlayLine);
    // Where the nose points: shortened to nothing when it points at the camera.
    axis({std::sin(yaw) * std::cos(pitch) * 2, -std::sin(pitch) * 2}, Role::OverlayMark);
    // Above the hair, not on it.
    QRectF head = data.faceBox.value_or(faceSpan(data));
    head.setTop(std::min(head.top(), data.headTop.value_or(head.top())));
    const QRectF shown = sketch.map(head);
    const QString text = OverlayLabels::tr("yaw %1°  pitch %2°  roll %3°")
                             .arg(data.yaw, 0, 'f', 1)
                             .arg(data.pitch, 0, 'f', 1)
                             .arg(data.roll, 0, 'f', 1);
    sketch.label(text, {shown.center().x(), shown.top() - 6}, Qt::AlignTop);
}

} // namespace

void paintOverlays(QPainter& painter, const OverlayData& data, Overlays which, const QTransform& toWidget,
                   const QRectF& visible)
{
    if (!which || data.size.isEmpty())
        return;
    painter.save();
    if (which & Overlay::Zebra)
        paintTint(painter, data.zebra, data.size, toWidget, visible);
    if (which & Overlay::Sharpness)
        paintTint(painter, data.sharpness, data.size, toWidget, visible);
    Sketch sketch(painter, toWidget, visible);
    if (which & Overlay::MaskEdge && !data.maskEdge.isEmpty())
        sketch.strokeSeen(toWidget.map(data.maskEdge));
    if (which & Overlay::FaceBox && data.faceBox)
        sketch.frame(toWidget.mapRect(*data.faceBox));
    if (which & Overlay::Bands)
        paintBands(sketch, data);
    if (which & Overlay::Mesh)
        paintMesh(sketch, data);
    if (which & Overlay::PoseAxes)
        paintPose(sketch, data);
    if (which & Overlay::Centre)
        paintCentre(sketch, data);
    if (which & Overlay::EyeLine)
        paintEyeLine(sketch, data);
    if (which & Overlay::HeadTopChin)
        paintHeadTopChin(sketch, data);
    sketch.paintLabels();
    painter.restore();
}

} // namespace photodesk::widgets
