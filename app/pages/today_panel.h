#pragma once

#include "app/client/api_types.h"

#include <QFrame>

class QLabel;
class QShortcut;
class QToolButton;

namespace photodesk::app {

/// The person's own day, small, above the foot of the window: nobody else's numbers. Keys stay with the page;
/// Esc closes it.
class TodayPanel : public QFrame {
    Q_OBJECT
public:
    explicit TodayPanel(QWidget* window);

    void setDay(const std::optional<OwnDay>& day);
    /// What the panel says, line by line, as read aloud.
    [[nodiscard]] QString text() const;
    void place(); ///< in the window's lower left corner

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void retranslate();
    std::optional<OwnDay> day_;
    QLabel* title_;
    QToolButton* close_;
    QList<std::pair<QLabel*, QLabel*>> rows_; ///< what, how much
    QLabel* note_;
    QShortcut* escape_;
};

} // namespace photodesk::app
