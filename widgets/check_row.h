#pragma once

#include <QStyledItemDelegate>

namespace photodesk::widgets {

/// Paints one row of the check list: mark, name, value and limit.
class CheckRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace photodesk::widgets
