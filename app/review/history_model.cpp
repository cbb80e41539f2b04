#include "app/review/history_model.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace photodesk::app {

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return QCoreApplication::translate("Verdict", "Approved");
    case Verdict::Reject: return QCoreApplication::translate("Verdict", "Rejected");
    case Verdict::SecondOpinion: break;
    }
    return QCoreApplication::translate("Verdict", "Second opinion");
}

QString reasonText(const ReasonCatalogue& reasons, const QString& code, const QLocale& locale)
{
    const Reason* reason = reasons.find(code);
    if (!reason)
        return code;
    return locale.language() == QLocale::Chinese ? reason->zh : reason->en;
}

HistoryModel::HistoryModel(const Clock& clock, ReasonCatalogue reasons, QObject* parent)
    : QAbstractTableModel(parent), clock_(clock), reasons_(std::move(reasons))
{
}

void HistoryModel::setDecisions(std::vector<PastDecision> decisions)
{
    beginResetModel();
    decisions_ = std::move(decisions);
    endResetModel();
}

void HistoryModel::setLocale(const QLocale& locale)
{
    locale_ = locale;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!decisions_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const PastDecision* HistoryModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &decisions_[std::size_t(row)] : nullptr;
}

bool HistoryModel::canUndo(const PastDecision& decision) const
{
    return !decision.undone && decision.undoUntil && *decision.undoUntil > clock_.now();
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(decisions_.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString HistoryModel::text(const PastDecision& d, int column) const
{
    switch (column) {
    case TimeColumn: return locale_.toString(d.decidedAt.toLocalTime(), u"MM-dd HH:mm:ss"_s);
    case VerdictColumn: return verdictText(d.verdict);
    case ReasonsColumn: {
        QStringList words;
        for (const QString& code : d.reasons)
            words << reasonText(reasons_, code, locale_);
        return words.join(u" · "_s);
    }
    case AttemptColumn: return locale_.toString(d.attempt);
    case RecordColumn: return d.recordId.left(8);
    case StateColumn:
        if (d.undone)
            return tr("Taken back");
        return canUndo(d) ? tr("Can be undone until %1")
                                .arg(locale_.toString(d.undoUntil->toLocalTime(), u"HH:mm"_s))
                          : tr("Final");
    default: return {};
    }
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    const PastDecision* d = at(index.row());
    if (!d || !checkIndex(index))
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(*d, index.column());
    case Qt::ToolTipRole:
        return index.column() == ReasonsColumn && !d->note.isEmpty() ? QVariant(d->note) : QVariant();
    case DecisionIdRole: return d->decisionId;
    case CanUndoRole: return canUndo(*d);
    default: return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case VerdictColumn: return tr("Decision");
    case ReasonsColumn: return tr("Reasons");
    case AttemptColumn: return tr("Attempt");
    case RecordColumn: return tr("Record");
    case StateColumn: return tr("State");
    default: return {};
    }
}

} // namespace photodesk::app
