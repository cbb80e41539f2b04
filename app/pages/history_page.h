#pragma once

#include "app/review/history_model.h"
#include "app/review/workplace.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace photodesk::widgets {
class Banner;
class Busy;
class EmptyState;
} // namespace photodesk::widgets

namespace photodesk::app {

class PastPhotoPanel;

/// "My last 50", with undo while it is possible.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPage(Workplace& workplace, QWidget* parent = nullptr);
    void reload();
    [[nodiscard]] QTableView* table() const { return table_; }
    [[nodiscard]] PastPhotoPanel* photoPanel() const { return photo_; }
    [[nodiscard]] QPushButton* undoButton() const { return undo_; }

Q_SIGNALS:
    void loaded();
    void undone(); ///< the photo is back, on the review page

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void refreshUndo();
    void refreshPhoto();
    void forget(); ///< another person, or nobody, sits here
    void onLoaded(const ApiResult<DecisionPage>& page);

    Workplace& work_;
    HistoryModel* model_;
    QLabel* title_;
    widgets::Banner* banner_;
    widgets::Busy* busy_;
    widgets::EmptyState* empty_;
    QTableView* table_;
    PastPhotoPanel* photo_;
    QString shownId_; ///< decision in the panel
    QPushButton* undo_;
    QPushButton* refresh_;
    QStackedLayout* stack_;
};

} // namespace photodesk::app
