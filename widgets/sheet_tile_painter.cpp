#include "widgets/sheet_tile_painter.h"

#include "widgets/check_names.h"
#include "widgets/contact_sheet.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int gap = 4, inside = 6; // between cards; between card and picture
constexpr double corner = 6;
constexpr int badgeSide = 20, badgeIcon = 14, markIcon = 14;

int captionHeight()
{
    return Theme::current().metric(Metric::Hit) - 4;
}

struct Look {
    Icon icon;
    Role role;
};

Look lookOf(MachineVerdict verdict)
{
    switch (verdict) {
    case MachineVerdict::Green: return {Icon::Check, Role::Pass};
    case MachineVerdict::Amber: return {Icon::Alert, Role::Warn};
    case MachineVerdict::Red: break;
    }
    return {Icon::Cross, Role::Fail};
}

Role roleOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return Role::Text;
    case CheckStatus::Warn: return Role::Warn;
    case CheckStatus::Fail: return Role::Fail;
    case CheckStatus::NotAssessed: break;
    }
    return Role::NotAssessed;
}

class Tile {
public:
    Tile(QPainter& painter, const SheetTile& tile, const QRect& cell)
        : painter_(painter), tile_(tile), theme_(Theme::current()),
          card_(cell.adjusted(gap, gap, -gap, -gap)),
          picture_(card_.adjusted(inside, inside, -inside, -captionHeight()))
    {
    }

    void card(bool selected, bool hovered, bool current)
    {
        if (selected || hovered) {
            painter_.setPen(Qt::NoPen);
            painter_.setBrush(theme_.colour(selected ? Role::Selected : Role::Hover));
            painter_.drawRoundedRect(card_, corner, corner);
        }
        if (selected || current) {
            const double width = current ? 2 : 1;
            painter_.setPen(
                QPen(theme_.colour(Role::Accent), width, selected ? Qt::SolidLine : Qt::DashLine));
            painter_.setBrush(Qt::NoBrush);
            const double half = width / 2;
            painter_.drawRoundedRect(QRectF(card_).adjusted(half, half, -half, -half), corner, corner);
        }
    }

    void picture()
    {
        painter_.setOpacity(tile_.elsewhere ? 0.35 : 1.0);
        if (tile_.image.isNull()) {
            painter_.fillRect(picture_, theme_.colour(Role::Canvas));
        } else {
            // Whole, in the middle: what is cut off can't be judged. One made for this place is painted pixel
            // by pixel.
            QSizeF size = QSizeF(tile_.image.size()) / ratio();
            if (std::abs(size.height() - picture_.height()) > 1 || size.width() > picture_.width() + 1)
                size = size.scaled(picture_.size(), Qt::KeepAspectRatio);
            const double left = picture_.left() + std::floor((picture_.width() - size.width()) / 2);
            const QRectF box(QPointF(left, picture_.bottom() + 1 - size.height()), size);
            painter_.drawImage(box, tile_.image);
        }
        painter_.setOpacity(1.0);
    }

    void badges(bool selected)
    {
        QPoint right = picture_.topRight() + QPoint(-badgeSide - 2, 3);
        const auto add = [&](Icon icon, Role role) {
            badge(icon, role, Role::Surface, right);
            right.ry() += badgeSide + 2;
        };
        if (tile_.elsewhere)
            add(Icon::Lock, Role::Text);
        if (tile_.note)
            add(Icon::Note, Role::Text);
        if (selected)
            badge(Icon::Check, Role::OnAccent, Role::Accent, picture_.topLeft() + QPoint(3, 3));
        if (tile_.attempt > 1)
            attempt();
    }

    void caption()
    {
        const QRect line(card_.left() + inside, picture_.bottom() + 1, card_.width() - 2 * inside,
                         card_.bottom() - picture_.bottom());
        const Look look = lookOf(tile_.verdict);
        painter_.drawPixmap(line.left(), line.top() + (line.height() - markIcon) / 2,
                            iconPixmap(look.icon, theme_.colour(look.role), markIcon, ratio()));
        QString text = tile_.text;
        if (tile_.status && *tile_.status != CheckStatus::Pass)
            text = checkMark(*tile_.status) + u' ' + text;
        painter_.setFont(theme_.font(TextSize::Small));
        painter_.setPen(theme_.colour(tile_.status ? roleOf(*tile_.status) : Role::Muted));
        const QRect room = line.adjusted(markIcon + 4, 0, 0, 0);
        painter_.drawText(room, Qt::AlignRight | Qt::AlignVCenter,
                          painter_.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
    }

private:
    [[nodiscard]] qreal ratio() const { return painter_.device()->devicePixelRatioF(); }

    void badge(Icon icon, Role role, Role ground, QPoint at)
    {
        const QRect disc(at, QSize(badgeSide, badgeSide));
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(theme_.colour(ground));
        painter_.drawEllipse(disc);
        constexpr int inset = (badgeSide - badgeIcon) / 2;
        painter_.drawPixmap(disc.topLeft() + QPoint(inset, inset),
                            iconPixmap(icon, theme_.colour(role), badgeIcon, ratio()));
    }

    void attempt()
    {
        const QString text = u"×%1"_s.arg(tile_.attempt);
        painter_.setFont(theme_.font(TextSize::Small, true));
        const QRect pill(picture_.left() + 3, picture_.bottom() - 20,
                         painter_.fontMetrics().horizontalAdvance(text) + 8, 18);
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(theme_.colour(Role::Surface));
        painter_.drawRoundedRect(pill, 4, 4);
        painter_.setPen(theme_.colour(Role::Text));
        painter_.drawText(pill, Qt::AlignCenter, text);
    }

    QPainter& painter_;
    const SheetTile& tile_;
    const Theme& theme_;
    QRect card_, picture_;
};

} // namespace

int SheetTilePainter::margin(Qt::Orientation orientation)
{
    return orientation == Qt::Horizontal ? 2 * (gap + inside) : 2 * gap + inside + captionHeight();
}

void SheetTilePainter::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const auto* sheet = static_cast<const ContactSheet*>(parent());
    const SheetTile tile = sheet->describe(index);
    const bool selected = option.state & QStyle::State_Selected;
    // The current one is marked whether or not the sheet has the focus: its key opens what can be seen.
    const bool current = index == sheet->currentIndex();
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    Tile paint(*painter, tile, QRect(option.rect.topLeft(), sheet->gridSize()));
    paint.card(selected, option.state & QStyle::State_MouseOver, current);
    paint.picture();
    paint.badges(selected);
    paint.caption();
    painter->restore();
}

QSize SheetTilePainter::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return static_cast<const ContactSheet*>(parent())->gridSize();
}

} // namespace photodesk::widgets
