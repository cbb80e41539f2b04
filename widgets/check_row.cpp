#include "widgets/check_row.h"

#include "widgets/check_list.h"
#include "widgets/check_names.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

std::pair<Icon, Role> markOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return {Icon::Check, Role::Pass};
    case CheckStatus::Warn: return {Icon::Alert, Role::Warn};
    case CheckStatus::Fail: return {Icon::Cross, Role::Fail};
    case CheckStatus::NotAssessed: break;
    }
    return {Icon::Dash, Role::NotAssessed};
}

} // namespace

void CheckRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::current();
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    const bool fold = index.data(CheckListModel::FoldRole).toBool();
    const bool disagreed = index.data(CheckListModel::DisagreedRole).toBool();
    const auto status = CheckStatus(index.data(CheckListModel::StatusRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    const QRectF ground = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.colour(selected ? Role::Selected : Role::Hover));
        painter->drawRoundedRect(ground, 4, 4);
    }
    if (focused) {
        painter->setPen(QPen(theme.colour(Role::Accent), theme.metric(Metric::FocusRing)));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }

    const auto [mark, role] = markOf(status);
    const QRect area = option.rect.adjusted(8, 0, -8, 0);
    const int side = 16;
    const QRect markArea(area.left(), area.center().y() - side / 2 + 1, side, side);
    const Role markRole = disagreed ? Role::Muted : role;
    painter->drawPixmap(
        markArea, iconPixmap(mark, theme.colour(markRole), side, painter->device()->devicePixelRatioF()));

    QRect text = area.adjusted(side + 8, 0, 0, 0);
    if (fold) {
        const bool open = static_cast<const CheckListModel*>(index.model())->isUnfolded();
        const QRect arrow(text.right() - side, markArea.top(), side, side);
        painter->drawPixmap(arrow, iconPixmap(open ? Icon::ChevronDown : Icon::ChevronRight,
                                              theme.colour(Role::Muted), side,
                                              painter->device()->devicePixelRatioF()));
        text.setRight(arrow.left() - 8);
    }

    const bool finding = status == CheckStatus::Fail || status == CheckStatus::Warn;
    QFont nameFont = theme.font(TextSize::Body, finding && !disagreed);
    nameFont.setStrikeOut(disagreed);
    QString fact =
        disagreed ? CheckListView::tr("you disagree") : index.data(CheckListModel::FactRole).toString();
    const QFont factFont = theme.font(TextSize::Body);
    const QFontMetrics factMetrics(factFont);
    const int factWidth = fact.isEmpty() ? 0 : factMetrics.horizontalAdvance(fact) + 12;

    const QString name = index.data(Qt::DisplayRole).toString();
    painter->setFont(nameFont);
    painter->setPen(theme.colour(finding && !disagreed ? Role::Text : Role::Muted));
    painter->drawText(text.adjusted(0, 0, -factWidth, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(nameFont).elidedText(name, Qt::ElideRight, text.width() - factWidth));
    painter->setFont(factFont);
    painter->setPen(theme.colour(finding && !disagreed ? role : Role::Muted));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, fact);
    painter->restore();
}

QSize CheckRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, Theme::current().metric(Metric::ListRow)};
}

} // namespace photodesk::widgets
