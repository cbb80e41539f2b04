#pragma once

#include "app/review/bulk_controller.h"
#include "app/review/sheet_controller.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace photodesk::app {

/// What of a selection could be approved together, and what not and why.
struct BulkProposal {
    SheetBatch batch;
    std::vector<BulkChoice> photos;
    int withFindings = 0, flagged = 0, elsewhere = 0;
    bool severalBatches = false;
};

/// Says in plain words what a bulk approval will do, how far it is and what came of it; beside the sheet,
/// never over it. It has at most two buttons.
class BulkPanel : public QFrame {
    Q_OBJECT
public:
    BulkPanel(BulkController& bulk, const Clock& clock, QWidget* parent = nullptr);

    void propose(BulkProposal proposal);
    void refresh(); ///< from the controller; hides itself when there is nothing to say
    [[nodiscard]] bool isProposing() const { return proposal_.has_value(); }
    void close();
    [[nodiscard]] QPushButton* mainButton() const { return main_; }
    [[nodiscard]] QPushButton* otherButton() const { return other_; }
    [[nodiscard]] QString text() const; ///< all of it, as read aloud

Q_SIGNALS:
    void lookRequested(); ///< at the sample, on the review page
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Choice {
        QString text;
        std::function<void()> act;
    };
    void say(const QString& title, const QStringList& lines, const Choice& main, const Choice& other);
    void sayProposal();
    void sayBulk(const Bulk& bulk);
    void saySampling(const Bulk& bulk);
    void sayEnded(const Bulk& bulk);
    [[nodiscard]] static QStringList leftOutLines(const Bulk& bulk);
    [[nodiscard]] QString clockTime(const QDateTime& time) const;

    BulkController& bulk_;
    const Clock& clock_;
    std::optional<BulkProposal> proposal_;
    QLabel* title_;
    QVBoxLayout* lines_;
    QPushButton* main_;
    QPushButton* other_;
    std::function<void()> mainAct_, otherAct_;
};

} // namespace photodesk::app
