#include "widgets/check_list.h"

#include "widgets/check_names.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

int rank(const CheckResult& check)
{
    switch (check.status) {
    case CheckStatus::Fail: return 0;
    case CheckStatus::Warn: return 1;
    case CheckStatus::NotAssessed: return check.blocking ? 2 : 3;
    case CheckStatus::Pass: break;
    }
    return 4;
}

/// What nobody needs to look at: fulfilled, or without an answer that would change the photo's colour.
bool isFolded(const CheckResult& check)
{
    return rank(check) > 2;
}

bool isFinding(const CheckResult& check)
{
    return check.status == CheckStatus::Fail || check.status == CheckStatus::Warn;
}

} // namespace

void CheckListModel::setChecks(std::vector<CheckResult> checks)
{
    beginResetModel();
    checks_ = std::move(checks);
    std::ranges::stable_sort(checks_, {}, [](const CheckResult& c) { return rank(c); });
    shownFirst_ = int(checks_.size()) - folded();
    unfolded_ = false;
    const bool had = !disagreed_.isEmpty();
    disagreed_.clear();
    endResetModel();
    if (had)
        Q_EMIT disagreementsChanged();
}

void CheckListModel::setUnfolded(bool unfolded)
{
    const int passes = folded();
    if (unfolded == unfolded_ || passes == 0)
        return;
    const int first = foldRow() + 1;
    if (unfolded) {
        beginInsertRows({}, first, first + passes - 1);
        unfolded_ = true;
        endInsertRows();
    } else {
        beginRemoveRows({}, first, first + passes - 1);
        unfolded_ = false;
        endRemoveRows();
    }
    const QModelIndex fold = index(first - 1);
    Q_EMIT dataChanged(fold, fold);
}

int CheckListModel::count(CheckStatus status) const
{
    return int(std::ranges::count(checks_, status, &CheckResult::status));
}

int CheckListModel::folded() const
{
    return int(std::ranges::count_if(checks_, isFolded));
}

QString CheckListModel::summary() const
{
    const int findings = count(CheckStatus::Fail) + count(CheckStatus::Warn);
    if (checks_.empty())
        return tr("No checks");
    return findings == 0 ? tr("Nothing to look at") : tr("%n to look at", nullptr, findings);
}

bool CheckListModel::toggleDisagreement(int row)
{
    const CheckResult* check = at(row);
    if (!check || !isFinding(*check))
        return false;
    if (!disagreed_.remove(check->id))
        disagreed_.insert(check->id);
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT disagreementsChanged();
    return true;
}

QStringList CheckListModel::disagreements() const
{
    QStringList ids;
    for (const CheckResult& check : checks_) {
        if (disagreed_.contains(check.id))
            ids.append(check.id);
    }
    return ids;
}

int CheckListModel::foldRow() const
{
    return folded() > 0 ? shownFirst_ : -1;
}

const CheckResult* CheckListModel::at(int row) const
{
    if (row < 0 || row == foldRow())
        return nullptr;
    const int place = row > shownFirst_ ? row - 1 : row;
    return place < int(checks_.size()) ? &checks_[std::size_t(place)] : nullptr;
}

int CheckListModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return shownFirst_ + (foldRow() < 0 ? 0 : 1) + (unfolded_ ? folded() : 0);
}

QVariant CheckListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CheckResult* check = at(index.row());
    if (!check)
        return foldData(role);
    switch (role) {
    case Qt::DisplayRole: return checkName(check->id);
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3%4"_s.arg(
            checkName(check->id), checkStatusText(check->status), checkFact(*check, QLocale()),
            disagreed_.contains(check->id) ? u", "_s + tr("you disagree") : QString());
    case Qt::ToolTipRole: return check->code.isEmpty() ? check->id : u"%1 · %2"_s.arg(check->id, check->code);
    case IdRole: return check->id;
    case StatusRole: return int(check->status);
    case FactRole: return checkFact(*check, QLocale());
    case PlaceRole: return check->place.value_or(QRectF());
    case FoldRole: return false;
    case DisagreedRole: return disagreed_.contains(check->id);
    default: return {};
    }
}

QVariant CheckListModel::foldData(int role) const
{
    const int passes = count(CheckStatus::Pass), open = folded() - passes;
    const QString unanswered = open > 0 ? u" · "_s + tr("%n without an answer", nullptr, open) : QString();
    switch (role) {
    case Qt::DisplayRole: return tr("%n fulfilled", nullptr, passes) + unanswered;
    case Qt::AccessibleTextRole:
        return (unfolded_ ? tr("%n fulfilled, unfolded", nullptr, passes)
                          : tr("%n fulfilled, folded", nullptr, passes))
               + unanswered;
    case IdRole: return QString();
    case StatusRole: return int(CheckStatus::Pass);
    case FactRole: return QString();
    case PlaceRole: return QRectF();
    case FoldRole: return true;
    case DisagreedRole: return false;
    default: return {};
    }
}

} // namespace photodesk::widgets
