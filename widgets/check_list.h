#pragma once

#include "domain/report.h"

#include <QAbstractListModel>
#include <QListView>
#include <QSet>

class QLabel;

namespace photodesk::widgets {

/// Results in the order a reviewer reads them: fail, warn, blocking ones without an answer, then one row that
/// folds the rest, then (unfolded) other unanswered ones and the passes.
class CheckListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        IdRole = Qt::UserRole + 1, ///< check id; "" for the folding row
        StatusRole,                ///< int(CheckStatus)
        FactRole,                  ///< value and limit in words
        PlaceRole,                 ///< QRectF, null when none
        FoldRole,                  ///< true for the folding row
        DisagreedRole,
    };
    using QAbstractListModel::QAbstractListModel;

    /// Another photo's results: the passes fold, disagreements are forgotten.
    void setChecks(std::vector<CheckResult> checks);
    [[nodiscard]] const std::vector<CheckResult>& checks() const { return checks_; }
    void setUnfolded(bool unfolded);
    [[nodiscard]] bool isUnfolded() const { return unfolded_; }

    [[nodiscard]] int count(CheckStatus status) const;
    /// "Nothing to look at", "2 to look at": fails and warnings, in words.
    [[nodiscard]] QString summary() const;

    /// Only what fails or warns can be disagreed with; false when the row can't.
    bool toggleDisagreement(int row);
    [[nodiscard]] QStringList disagreements() const; ///< check ids, in the order shown

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void disagreementsChanged();

private:
    [[nodiscard]] int folded() const;  ///< passes, and unanswered checks that block nothing
    [[nodiscard]] int foldRow() const; ///< -1 when there are none
    [[nodiscard]] const CheckResult* at(int row) const;
    [[nodiscard]] QVariant foldData(int role) const;

    std::vector<CheckResult> checks_; ///< sorted
    int shownFirst_ = 0;              ///< how many come before the passes
    bool unfolded_ = false;
    QSet<QString> disagreed_;
};

/// Summary line and list. ↑↓ choose a finding and ask for its place, Return or → ← fold, D disagrees.
class CheckListView : public QWidget {
    Q_OBJECT
public:
    explicit CheckListView(QWidget* parent = nullptr);

    void setChecks(std::vector<CheckResult> checks);
    /// While a photo's checks are not here yet: "Checking…"; setChecks ends it.
    void setWaiting();
    [[nodiscard]] CheckListModel* model() const { return model_; }
    [[nodiscard]] QListView* list() const { return list_; }
    [[nodiscard]] QStringList disagreements() const { return model_->disagreements(); }

public Q_SLOTS:
    void toggleDisagreement(); ///< of the current row
    void selectNext();         ///< for keys that work anywhere on the page
    void selectPrevious();

Q_SIGNALS:
    /// Full-size pixels; a null rectangle when the row has no place or none is chosen.
    void placeRequested(const QRectF& place);
    void disagreementsChanged(const QStringList& checkIds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshSummary();
    void askForPlace(const QModelIndex& index);
    void activate(const QModelIndex& index);
    void fitHeight();

    CheckListModel* model_;
    QLabel* summary_;
    QListView* list_;
    bool waiting_ = false;
};

} // namespace photodesk::widgets
