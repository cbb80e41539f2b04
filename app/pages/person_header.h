#pragma once

#include "app/client/api_types.h"
#include "domain/reason.h"
#include "widgets/controls.h"

#include <QWidget>

namespace photodesk::app {

/// Who this is, masked: name and last four, which attempt, school and batch, how long it waits, what the
/// student wrote, what was said of the earlier attempt.
class PersonHeader : public QWidget {
    Q_OBJECT
public:
    explicit PersonHeader(const ReasonCatalogue& reasons, QWidget* parent = nullptr);
    void setItem(const ReviewItem* item, const QDateTime& now);
    void setHistoryKey(const QKeySequence& key);
    void setHistoryOpen(bool open);

Q_SIGNALS:
    void historyRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    [[nodiscard]] QString attemptText() const;
    [[nodiscard]] QString waitingText() const;
    [[nodiscard]] QString earlierText() const;
    [[nodiscard]] QString reworkedText() const;

    const ReasonCatalogue& reasons_;
    std::optional<ReviewItem> item_;
    QDateTime now_;
    QLabel* name_;
    QLabel* last4_;
    QLabel* attempt_;
    QToolButton* historyButton_;
    QKeySequence historyKey_;
    widgets::ElidedLabel* batch_;
    QLabel* waiting_;
    widgets::ElidedLabel* note_;
    widgets::ElidedLabel* earlier_;
    widgets::ElidedLabel* reworked_;
};

} // namespace photodesk::app
