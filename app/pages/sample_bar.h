#pragma once

#include "app/review/bulk_controller.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace photodesk::app {

/// Above the photo while the sample of a bulk approval is looked at: what this is, how far it is, the way
/// back.
class SampleBar : public QFrame {
    Q_OBJECT
public:
    explicit SampleBar(BulkController& bulk, QWidget* parent = nullptr);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* sheetButton() const { return sheet_; }

Q_SIGNALS:
    void sheetRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    BulkController& bulk_;
    QLabel* mark_;
    QLabel* title_;
    QLabel* text_;
    QProgressBar* progress_;
    QPushButton* sheet_;
};

} // namespace photodesk::app
