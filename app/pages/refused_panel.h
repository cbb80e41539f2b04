#pragma once

#include "app/client/outbox.h"
#include "domain/reason.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace photodesk::app {

/// Decisions the server refused: what was decided, why it does not count, how the record stands now. They
/// stay until the person has seen them.
class RefusedPanel : public QFrame {
    Q_OBJECT
public:
    RefusedPanel(Outbox& outbox, const ReasonCatalogue& reasons, QWidget* parent = nullptr);
    void refresh();
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QWidget* row(const RefusedDecision& refused);
    Outbox& outbox_;
    const ReasonCatalogue& reasons_;
    QLabel* title_;
    QLabel* none_;
    QPushButton* seenAll_;
    QWidget* rows_;
    QVBoxLayout* rowsLayout_;
};

} // namespace photodesk::app
