#include "widgets/overlays.h"

#include "widgets/check_names.h"
#include "widgets/face_contours.h"
#include "widgets/theme.h"

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

constexpr double stripWidth = 12; // of a band, logical pixels

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

Role roleOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return Role::Pass;
    case CheckStatus::Warn: return Role::Warn;
    case CheckStatus::Fail: return Role::Fail;
    case CheckStatus::NotAssessed: break;
    }
    return Role::NotAssessed;
}

/// One pass over a photo: lines with a dark outline, labels on dark pills.
class Sketch {
public:
    Sketch(QPainter& painter, const QTransform& toWidget, const QRectF& visible)
        : painter_(painter), t_(toWidget), visible_(visible),
          line_(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayLine)),
          dark_(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayDark))
    {
        painter_.setRenderHint(QPainter::Antialiasing);
        painter_.setFont(Theme::current().font(TextSize::Small));
    }

    [[nodiscard]] QPainter& painter() { return painter_; }
    [[nodiscard]] QPointF map(QPointF pixel) const { return t_.map(pixel); }
    [[nodiscard]] QRectF map(const QRectF& pixels) const { return t_.mapRect(pixels); }

    void stroke(const QPainterPath& onWidget, QColor colour = {}, Qt::PenStyle style = Qt::SolidLine)
    {
        if (!colour.isValid())
            colour = line_;
        painter_.setBrush(Qt::NoBrush);
        for (const auto& [width, ink] : {std::pair{3.0, faded(dark_, 0.62)}, std::pair{1.0, colour}}) {
            QPen pen(ink, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
            if (style == Qt::DashLine) // in units of the width: both pens must break at the same places
                pen.setDashPattern({6 / width, 4 / width});
            painter_.strokePath(onWidget, pen);
        }
    }

    /// A level or upright line lies in the middle of screen pixels, so that it is one pixel and not two half
    /// ones.
    void line(QPointF a, QPointF b, Qt::PenStyle style = Qt::SolidLine)
    {
        constexpr double level = 0.01;
        if (std::abs(a.x() - b.x()) < level)
            a.rx() = b.rx() = snapped(a.x());
        if (std::abs(a.y() - b.y()) < level)
            a.ry() = b.ry() = snapped(a.y());
        QPainterPath path(a);
        path.lineTo(b);
        stroke(path, {}, style);
    }

    void frame(const QRectF& box, QColor colour = {}, Qt::PenStyle style = Qt::SolidLine)
    {
        QPainterPath path;
        path.addRect(QRectF(QPointF(snapped(box.left()), snapped(box.top())),
                            QPointF(snapped(box.right()), snapped(box.bottom()))));
        stroke(path, colour, style);
    }

    [[nodiscard]] double labelWidth(const QString& text) const
    {
        return QFontMetricsF(painter_.font(), painter_.device()).horizontalAdvance(text) + 12;
    }

    /// Text beside `anchor`, on the side `align` says (AlignLeft: it ends there), kept in sight.
    void label(const QString& text, QPointF anchor, Qt::Alignment align, Role mark = Role::OverlayLine)
    {
        const QFontMetricsF metrics(painter_.font(), painter_.device());
        QRectF pill(0, 0, labelWidth(text), metrics.height() + 4);
        pill.moveCenter(anchor);
        if (align & Qt::AlignLeft)
            pill.moveRight(anchor.x() - 6);
        if (align & Qt::AlignRight)
            pill.moveLeft(anchor.x() + 6);
        if (align & Qt::AlignTop)
            pill.moveBottom(anchor.y() - 4);
        if (align & Qt::AlignBottom)
            pill.moveTop(anchor.y() + 4);
        const QRectF room = visible_.adjusted(4, 4, -4, -4);
        pill.translate(std::max(0.0, room.left() - pill.left()), std::max(0.0, room.top() - pill.top()));
        pill.translate(std::min(0.0, room.right() - pill.right()),
                       std::min(0.0, room.bottom() - pill.bottom()));
        // One label never covers another: the later one steps down.
        for (const Label& other : labels_) {
            if (other.pill.intersects(pill))
                pill.moveTop(other.pill.bottom() + 2);
        }
        labels_.push_back({pill, text, mark});
    }

    /// After every line is drawn, so that none runs through a word.
    void paintLabels()
    {
        for (const Label& label : labels_) {
            painter_.setPen(Qt::NoPen);
            painter_.setBrush(faded(dark_, 0.78));
            painter_.drawRoundedRect(label.pill, 4, 4);
            painter_.setPen(Tokens::builtIn().colour(Scheme::Dark, label.mark));
            painter_.drawText(label.pill, Qt::AlignCenter, label.text);
        }
    }

private:
    struct Label {
        QRectF pill;
        QString text;
        Role mark;
    };

    [[nodiscard]] double snapped(double at) const
    {
        const double dpr = painter_.device()->devicePixelRatioF();
        return (std::floor(at * dpr) + 0.5) / dpr;
    }

    QPainter& painter_;
    const QTransform& t_;
    QRectF visible_;
    QColor line_, dark_;
    std::vector<Label> labels_;
};

QRectF frameOf(const OverlayData& data)
{
    return data.crop.value_or(QRectF(QPointF(), QSizeF(data.size)));
}

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
    QPainter& painter = sketch.painter();
    painter.setPen(QPen(faded(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayDark), 0.6), 3.0,
                        Qt::SolidLine, Qt::RoundCap));
    painter.drawPoints(points);
    painter.setPen(
        QPen(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayLine), 1.3, Qt::SolidLine, Qt::RoundCap));
    painter.drawPoints(points);

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
    sketch.stroke(rings);
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

QString wordsOf(const OverlayBand& band)
{
    return checkName(band.check.id) + u"  "_s + checkFact(band.check, QLocale());
}

void paintVerticalBand(Sketch& sketch, const OverlayBand& band, const QRectF& frame)
{
    const QRectF shown = sketch.map(frame);
    const auto y = [&](double share) {
        return sketch.map({frame.left(), frame.top() + share * frame.height()}).y();
    };
    const QRectF strip(QPointF(shown.left(), y(band.from)), QPointF(shown.left() + stripWidth, y(band.to)));
    const Role role = roleOf(band.status);
    const QColor colour = Tokens::builtIn().colour(Scheme::Dark, role);
    sketch.painter().fillRect(strip, faded(colour, 0.38));
    sketch.frame(strip, colour);
    const double at = band.measured ? y(*band.measured) : strip.center().y();
    if (band.measured)
        sketch.line({shown.left() - 6, at}, {shown.left() + stripWidth + 8, at});
    // Beside the frame, shortened where there is little room: a label must not lie on the face.
    const auto fits = [&](const QString& text) { return shown.left() > sketch.labelWidth(text) + 12; };
    const QString fact = checkFact(band.check, QLocale()), whole = wordsOf(band);
    const QString text = fits(whole) ? whole : fact;
    const bool beside = fits(text);
    sketch.label(text, {beside ? shown.left() - 6 : shown.left() + stripWidth + 8, at},
                 beside ? Qt::AlignLeft : Qt::AlignRight, role);
}

/// A width: the least and the most that is allowed, round the middle of what was measured.
void paintHorizontalBand(Sketch& sketch, const OverlayBand& band, const QRectF& frame)
{
    const QRectF shown = sketch.map(frame);
    const double measured = band.measured.value_or((band.from + band.to) / 2);
    const double middle = band.measuredFrom ? *band.measuredFrom + measured / 2 : 0.5;
    const auto x = [&](double share) {
        return sketch.map({frame.left() + share * frame.width(), frame.top()}).x();
    };
    const auto strip = [&](double width) {
        return QRectF(QPointF(x(middle - width / 2), shown.bottom() - stripWidth),
                      QPointF(x(middle + width / 2), shown.bottom()));
    };
    const Role role = roleOf(band.status);
    const QColor colour = Tokens::builtIn().colour(Scheme::Dark, role);
    const QRectF most = strip(band.to), least = strip(band.from);
    for (const QRectF& part :
         {QRectF(most.topLeft(), least.bottomLeft()), QRectF(least.topRight(), most.bottomRight())}) {
        sketch.painter().fillRect(part, faded(colour, 0.38));
        sketch.frame(part, colour);
    }
    if (band.measured) {
        for (const double end : {x(middle - measured / 2), x(middle + measured / 2)})
            sketch.line({end, shown.bottom() - stripWidth - 8}, {end, shown.bottom() + 6});
    }
    sketch.label(wordsOf(band), {most.center().x(), shown.bottom() + 4}, Qt::AlignBottom, role);
}

void paintBands(Sketch& sketch, const OverlayData& data)
{
    const QRectF frame = frameOf(data);
    if (data.crop)
        sketch.frame(sketch.map(frame), {}, Qt::DashLine);
    for (const OverlayBand& band : data.bands) {
        if (band.along == Qt::Vertical)
            paintVerticalBand(sketch, band, frame);
        else
            paintHorizontalBand(sketch, band, frame);
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
    const QRectF picture(QPointF(), QSizeF(data.size));
    if (which & Overlay::Zebra && !data.zebra.isNull()) {
        painter.save();
        painter.setTransform(toWidget, true);
        painter.drawImage(picture, data.zebra);
        painter.restore();
    }
    Sketch sketch(painter, toWidget, visible);
    if (which & Overlay::MaskEdge && !data.maskEdge.isEmpty())
        sketch.stroke(toWidget.map(data.maskEdge));
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
