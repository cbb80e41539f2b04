#pragma once

#include "app/client/api_types.h"
#include "app/client/clock.h"
#include "domain/reason.h"

#include <QAbstractTableModel>
#include <QLocale>

namespace photodesk::app {

/// The caller's last decisions, newest first.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        VerdictColumn,
        ReasonsColumn,
        AttemptColumn,
        RecordColumn,
        StateColumn,
        ColumnCount
    };
    enum DataRole { DecisionIdRole = Qt::UserRole + 1, CanUndoRole };
    HistoryModel(const Clock& clock, ReasonCatalogue reasons, QObject* parent = nullptr);

    void setDecisions(std::vector<PastDecision> decisions);
    void setLocale(const QLocale& locale);
    [[nodiscard]] const PastDecision* at(int row) const;
    [[nodiscard]] bool canUndo(const PastDecision& decision) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const PastDecision& decision, int column) const;
    const Clock& clock_;
    ReasonCatalogue reasons_;
    QLocale locale_;
    std::vector<PastDecision> decisions_;
};

/// "Approved", "Rejected", "Second opinion", translated.
[[nodiscard]] QString verdictText(Verdict verdict);
/// A reason's name in a language; the code where it is unknown.
[[nodiscard]] QString reasonText(const ReasonCatalogue& reasons, const QString& code, const QLocale& locale);

} // namespace photodesk::app
