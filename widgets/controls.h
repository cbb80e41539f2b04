#pragma once

#include "widgets/icons.h"
#include "widgets/tokens.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QTableView;

namespace photodesk::widgets {

/// Ready-made controls, so that every page looks the same. All are owned by `parent` or a layout.
enum class ButtonKind {
    Normal,
    Primary, ///< the one main action of a page
    Danger,  ///< can't be undone
    Quiet,   ///< no border until pointed at
};
[[nodiscard]] QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::Normal,
                                      QWidget* parent = nullptr);
[[nodiscard]] QPushButton* makeButton(Icon icon, const QString& text, ButtonKind kind = ButtonKind::Normal,
                                      QWidget* parent = nullptr);
/// 32 × 32; `name` is tooltip and accessible name. The key is added to the tooltip.
[[nodiscard]] QToolButton* makeIconButton(Icon icon, const QString& name, const QKeySequence& key = {},
                                          QWidget* parent = nullptr);
/// A button with icon, text and a menu arrow ("overlays ▾"); give it a menu with setMenu().
[[nodiscard]] QToolButton* makeMenuButton(Icon icon, const QString& text, QWidget* parent = nullptr);
void setButtonKind(QPushButton* button, ButtonKind kind);

/// A label in a type size and role; plain text, never rich (names and notes come from outside).
[[nodiscard]] QLabel* makeLabel(const QString& text, TextSize size = TextSize::Body, Role role = Role::Text,
                                bool strong = false, QWidget* parent = nullptr);
void setLabelRole(QLabel* label, Role role);
[[nodiscard]] QFrame* makeDivider(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);
/// A surface with border and corners; put a layout in it.
[[nodiscard]] QFrame* makeCard(QWidget* parent = nullptr);

/// Rows of 32 px chosen as a whole, no grid, no row numbers, headers at the left, the last column takes the
/// rest.
void prepareTable(QTableView* table);

/// One line, elided at the end (or middle) with the whole text as tooltip; takes any width.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshToolTip();
    Qt::TextElideMode mode_ = Qt::ElideRight;
};

} // namespace photodesk::widgets
