#pragma once

#include "domain/decision.h"

#include <QHash>
#include <QKeySequence>
#include <QWidget>

class QLabel;
class QPushButton;
class QShortcut;

namespace photodesk::widgets {

/// Approve, reject, second opinion: three buttons that never move and never change width. Keys A, R, S work
/// in the whole window while the bar is visible and enabled, but not while text is typed.
class DecisionBar : public QWidget {
    Q_OBJECT
public:
    explicit DecisionBar(QWidget* parent = nullptr);

    void setKey(Verdict verdict, const QKeySequence& key);
    [[nodiscard]] QKeySequence key(Verdict verdict) const;
    /// Nothing can be decided now; `why` stands below the buttons ("waiting for the disk"). Buttons keep
    /// their place and size.
    void setReady(bool ready, const QString& why = {});
    [[nodiscard]] bool isReady() const { return ready_; }
    void setAvailable(Verdict verdict, bool available); ///< e.g. no second opinion in second review
    [[nodiscard]] QPushButton* button(Verdict verdict) const { return buttons_.value(int(verdict)); }

Q_SIGNALS:
    void decided(photodesk::Verdict verdict);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addButton(Verdict verdict, const QKeySequence& key);
    void refresh();
    QHash<int, QPushButton*> buttons_;
    QHash<int, QShortcut*> shortcuts_;
    QHash<int, bool> available_;
    QLabel* why_ = nullptr;
    bool ready_ = true;
};

} // namespace photodesk::widgets
