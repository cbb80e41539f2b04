#pragma once

#include <QStyledItemDelegate>

namespace photodesk::widgets {

struct SheetTile;

/// Picture, the machine's mark with a value under it, badges on it. For ContactSheet only.
class SheetTilePainter : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Of the cell that is not picture.
    [[nodiscard]] static int margin(Qt::Orientation orientation);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace photodesk::widgets
