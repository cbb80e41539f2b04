#include "widgets/crop_frame.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double margin = 52;      // logical pixels round what is shown: room for ranges and handles
constexpr double neighbours = 0.3; // of the crop's sides, shown round it
constexpr double handle = 12;

} // namespace

CropFrame::CropFrame(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Crop"));
}

void CropFrame::setPicture(const QImage& picture, QSize fullSize)
{
    picture_ = picture;
    fullSize_ = fullSize;
    crop_ = {};
    turn_ = 0;
    facts_ = {};
    scaled_ = {};
    sight_ = {};
    eyes_.clear();
    cursor_ = QPointF(fullSize.width() / 2.0, fullSize.height() * 0.4);
    keepInSight();
}

void CropFrame::setFrame(const QRectF& crop, double turn)
{
    crop_ = crop;
    turn_ = turn;
    keepInSight();
}

void CropFrame::setFacts(const OverlayData& facts)
{
    facts_ = facts;
    update();
}

void CropFrame::setPlaceholder(const QString& text)
{
    placeholder_ = text;
    update();
}

void CropFrame::setPickingEyes(bool on)
{
    picking_ = on;
    eyes_.clear();
    setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
    keepInSight();
}

void CropFrame::showWholePhoto(bool on)
{
    whole_ = on;
    sight_ = {};
    keepInSight();
}

/// What is shown moves only when the crop would leave it: the photo must not swim under the hand.
void CropFrame::keepInSight()
{
    const QRectF photo({0, 0}, QSizeF(fullSize_));
    QRectF wanted = sight_;
    if (crop_.isEmpty() || picking_) {
        wanted = photo;
    } else if (sight_.isEmpty() || !sight_.contains(crop_)) {
        const double x = crop_.width() * neighbours, y = crop_.height() * neighbours;
        const QRectF round = crop_.adjusted(-x, -y, x, y);
        wanted = whole_ ? photo.united(crop_) : (photo & round).united(crop_);
        if (!sight_.isEmpty() && grip_ != Grip::None)
            wanted = sight_.united(crop_);
    }
    if (wanted != sight_) {
        sight_ = wanted;
        scaled_ = {};
    }
    update();
}

QTransform CropFrame::toWidget() const
{
    if (sight_.isEmpty())
        return {};
    const double scale =
        std::min((width() - 2 * margin) / sight_.width(), (height() - 2 * margin) / sight_.height());
    QTransform t;
    t.translate(width() / 2.0, height() / 2.0);
    t.scale(std::max(scale, 1e-4), std::max(scale, 1e-4));
    t.translate(-sight_.center().x(), -sight_.center().y());
    return t;
}

QTransform CropFrame::turned() const
{
    if (turn_ == 0 || crop_.isEmpty() || picking_)
        return {};
    const QPointF c = crop_.center();
    QTransform t;
    t.translate(c.x(), c.y());
    t.rotate(-turn_);
    t.translate(-c.x(), -c.y());
    return t;
}

QPointF CropFrame::widgetFromPhoto(QPointF pixel) const
{
    return (turned() * toWidget()).map(pixel);
}

QPointF CropFrame::photoFromWidget(QPointF position) const
{
    return (turned() * toWidget()).inverted().map(position);
}

QRectF CropFrame::frameOnWidget() const
{
    return toWidget().mapRect(crop_);
}

void CropFrame::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Role::Canvas));
    if (picture_.isNull()) {
        painter.setFont(theme.font());
        painter.setPen(theme.colour(Role::OnCanvas));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
    } else {
        paintPhoto(painter);
        if (picking_)
            paintPicking(painter);
        else if (!crop_.isEmpty())
            paintFrame(painter);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.colour(Role::Accent), theme.metric(Metric::FocusRing)));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void CropFrame::paintPhoto(QPainter& painter)
{
    const QTransform fit = toWidget();
    const double dpr = devicePixelRatioF();
    const QSizeF shown = QSizeF(fullSize_) * fit.m11();
    if (scaled_.isNull()) { // once for a size: turning and moving work on this small one
        const QSize pixels = (shown * dpr).toSize().expandedTo({1, 1}).boundedTo(picture_.size());
        scaled_ =
            QPixmap::fromImage(picture_.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(turned() * fit, true);
    painter.drawPixmap(QRectF(QPointF(), QSizeF(fullSize_)), scaled_, QRectF(scaled_.rect()));
    painter.restore();
}

void CropFrame::paintFrame(QPainter& painter) const
{
    const Tokens& tokens = Tokens::builtIn();
    const QColor dark = tokens.colour(Scheme::Dark, Role::OverlayDark);
    const QColor line = tokens.colour(Scheme::Dark, Role::OverlayLine);
    const QRectF frame = frameOnWidget();
    QPainterPath outside;
    outside.addRect(rect());
    outside.addRect(frame);
    QColor shade = dark;
    shade.setAlphaF(0.5F);
    painter.fillPath(outside, shade);

    paintGuides(painter);
    for (const OverlayBand& band : facts_.bands)
        paintBand(painter, band);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [colour, width] : {std::pair(dark, 4.0), std::pair(line, 2.0)}) {
        painter.setPen(QPen(colour, width));
        painter.drawRect(frame);
        for (const QPointF& corner :
             {frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()}) {
            painter.setBrush(colour);
            const double side = handle - 4 + width;
            painter.drawRect(QRectF(corner.x() - side / 2, corner.y() - side / 2, side, side));
            painter.setBrush(Qt::NoBrush);
        }
    }
}

void CropFrame::paintPicking(QPainter& painter) const
{
    const Tokens& tokens = Tokens::builtIn();
    const auto cross = [&](QPointF at, const QColor& colour, double width) {
        painter.setPen(QPen(colour, width));
        constexpr double arm = 11;
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
    };
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [role, width] : {std::pair(Role::OverlayDark, 4.0), std::pair(Role::OverlayLine, 1.5)}) {
        const QColor colour = tokens.colour(Scheme::Dark, role);
        for (const QPointF& eye : eyes_) {
            cross(widgetFromPhoto(eye), colour, width);
            painter.drawEllipse(widgetFromPhoto(eye), 7, 7);
        }
        if (hasFocus())
            cross(widgetFromPhoto(cursor_), colour, width);
    }
}

} // namespace photodesk::widgets
