#pragma once

#include "widgets/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace photodesk::widgets {

/// What a page says when it has nothing to show, and the one thing to do about it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setContent(Icon icon, const QString& title, const QString& text = {}, const QString& action = {});
    void setOnCanvas(); ///< it lies on the grey around photos, where muted words can't be read
    [[nodiscard]] QString title() const;
    [[nodiscard]] QPushButton* actionButton() const { return action_; }

Q_SIGNALS:
    void actionRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    Icon icon_ = Icon::Info;
    bool onCanvas_ = false;
    QLabel* picture_;
    QLabel* title_;
    QLabel* text_;
    QPushButton* action_;
};

} // namespace photodesk::widgets
