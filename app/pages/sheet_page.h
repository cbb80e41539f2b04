#pragma once

#include "app/key_map.h"
#include "app/review/workplace.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QShortcut;
class QStackedLayout;

namespace photodesk::widgets {
class Banner;
class Busy;
class ContactSheet;
class EmptyState;
struct SheetTile;
} // namespace photodesk::widgets

namespace photodesk::app {

class BulkPanel;
class SheetFilterBar;
struct BulkProposal;

/// Everything that waits for its first review at a glance: to look over, to open one, to approve clean ones
/// together.
class SheetPage : public QWidget {
    Q_OBJECT
public:
    explicit SheetPage(Workplace& workplace, QWidget* parent = nullptr);

    void setKeys(const KeyMap& keys);
    void takeFocus();
    [[nodiscard]] widgets::ContactSheet* sheet() const { return sheet_; }
    [[nodiscard]] SheetFilterBar* filters() const { return filters_; }
    [[nodiscard]] BulkPanel* panel() const { return panel_; }
    [[nodiscard]] QPushButton* approveButton() const { return approve_; }
    [[nodiscard]] QLabel* countLabel() const { return count_; }
    [[nodiscard]] widgets::Banner* banner() const { return banner_; }

Q_SIGNALS:
    void reviewRequested(); ///< a photo was opened, the sample is to be looked at, or the key to go back

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void connectWork();
    void onSheet();
    void onView();
    void open(const QModelIndex& index);
    void approveSelected();
    void refreshCount();
    void retranslate();
    [[nodiscard]] widgets::SheetTile describe(const QModelIndex& index) const;
    [[nodiscard]] BulkProposal proposal() const;

    Workplace& work_;
    QLabel* title_;
    widgets::Busy* busy_;
    QPushButton* refresh_;
    SheetFilterBar* filters_;
    widgets::Banner* banner_;
    widgets::ContactSheet* sheet_;
    widgets::EmptyState* empty_;
    QStackedLayout* stack_;
    BulkPanel* panel_;
    QLabel* count_;
    QPushButton* clear_;
    QPushButton* approve_;
    QShortcut* approveKey_;
    KeyMap keyMap_;
    bool opening_ = false;
};

} // namespace photodesk::app
