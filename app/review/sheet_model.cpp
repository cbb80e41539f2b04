#include "app/review/sheet_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace photodesk::app {

QString machineVerdictText(MachineVerdict verdict)
{
    switch (verdict) {
    case MachineVerdict::Green: return QCoreApplication::translate("MachineVerdict", "Nothing found");
    case MachineVerdict::Amber: return QCoreApplication::translate("MachineVerdict", "Something to look at");
    case MachineVerdict::Red: break;
    }
    return QCoreApplication::translate("MachineVerdict", "A rule is broken");
}

SheetModel::SheetModel(const Clock& clock, QObject* parent) : QAbstractListModel(parent), clock_(clock) {}

void SheetModel::setPhotos(std::vector<SheetPhoto> photos)
{
    beginResetModel();
    photos_ = std::move(photos);
    rebuild();
    endResetModel();
}

void SheetModel::append(const std::vector<SheetPhoto>& photos)
{
    const int first = int(photos_.size());
    std::vector<int> fresh;
    for (const SheetPhoto& photo : photos) {
        photos_.push_back(photo);
        if (passes(photo))
            fresh.push_back(int(photos_.size()) - 1);
    }
    if (fresh.empty())
        return;
    // In queue order new pages stand at the end anyhow; else they are inserted first and sorted then, since
    // rows may not come while a layout changes.
    beginInsertRows({}, int(rows_.size()), int(rows_.size() + fresh.size()) - 1);
    rows_.insert(rows_.end(), fresh.begin(), fresh.end());
    reindex();
    endInsertRows();
    if (sort_ != SheetSort::Queue || (descending_ && first > 0))
        sortRows();
}

void SheetModel::setFilter(const SheetFilter& filter)
{
    if (filter_ == filter)
        return;
    beginResetModel();
    filter_ = filter;
    rebuild();
    endResetModel();
}

void SheetModel::setSort(SheetSort sort, bool descending)
{
    if (sort_ == sort && descending_ == descending)
        return;
    sort_ = sort;
    descending_ = descending;
    sortRows();
}

void SheetModel::touch(const QString& recordId)
{
    if (const int row = rowOf(recordId); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
}

const SheetPhoto* SheetModel::at(int row) const
{
    return row >= 0 && row < int(rows_.size()) ? &photos_[std::size_t(rows_[std::size_t(row)])] : nullptr;
}

int SheetModel::rowOf(const QString& recordId) const
{
    return rowOf_.value(recordId, -1);
}

int SheetModel::count(std::optional<MachineVerdict> verdict) const
{
    return int(std::ranges::count_if(photos_,
                                     [&](const SheetPhoto& p) { return !verdict || p.verdict == *verdict; }));
}

bool SheetModel::passes(const SheetPhoto& photo) const
{
    return (!filter_.verdict || photo.verdict == *filter_.verdict)
           && (!filter_.repeated || photo.repeated == *filter_.repeated);
}

bool SheetModel::before(int left, int right) const
{
    const SheetPhoto& a = photos_[std::size_t(left)];
    const SheetPhoto& b = photos_[std::size_t(right)];
    const auto ordered = [this](const auto& x, const auto& y) { return descending_ ? y < x : x < y; };
    switch (sort_) {
    case SheetSort::Queue: return ordered(left, right);
    case SheetSort::Waiting:
        if (a.queuedAt != b.queuedAt)
            return ordered(a.queuedAt, b.queuedAt);
        break;
    case SheetSort::Verdict:
        if (a.verdict != b.verdict)
            return ordered(int(a.verdict), int(b.verdict));
        break;
    case SheetSort::Check:
        if (a.checkValue.has_value() != b.checkValue.has_value())
            return a.checkValue.has_value(); // what was not assessed stands last in either direction
        if (a.checkValue && *a.checkValue != *b.checkValue)
            return ordered(*a.checkValue, *b.checkValue);
        break;
    }
    return left < right;
}

void SheetModel::sortRows()
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    std::vector<int> photoOf;
    for (const QModelIndex& index : old)
        photoOf.push_back(rows_[std::size_t(index.row())]);
    std::ranges::sort(rows_, [this](int left, int right) { return before(left, right); });
    reindex();
    std::vector<int> rowOfPhoto(photos_.size(), -1);
    for (std::size_t row = 0; row < rows_.size(); ++row)
        rowOfPhoto[std::size_t(rows_[row])] = int(row);
    QModelIndexList now;
    now.reserve(old.size());
    for (const int photo : photoOf)
        now << index(rowOfPhoto[std::size_t(photo)]);
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void SheetModel::rebuild()
{
    rows_.clear();
    for (std::size_t i = 0; i < photos_.size(); ++i) {
        if (passes(photos_[i]))
            rows_.push_back(int(i));
    }
    std::ranges::sort(rows_, [this](int left, int right) { return before(left, right); });
    reindex();
}

void SheetModel::reindex()
{
    rowOf_.clear();
    rowOf_.reserve(qsizetype(rows_.size()));
    for (std::size_t row = 0; row < rows_.size(); ++row)
        rowOf_.insert(photos_[std::size_t(rows_[row])].recordId, int(row));
}

QString SheetModel::waiting(const SheetPhoto& photo) const
{
    constexpr qint64 minute = 60, hour = 60 * minute, day = 24 * hour;
    const qint64 seconds = std::max<qint64>(0, photo.queuedAt.secsTo(clock_.now()));
    if (seconds >= 2 * day)
        return tr("%1 d").arg(seconds / day);
    if (seconds >= hour)
        return tr("%1 h").arg(seconds / hour);
    return tr("%1 min").arg(seconds / minute);
}

int SheetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

QVariant SheetModel::data(const QModelIndex& index, int role) const
{
    const SheetPhoto* photo = at(index.row());
    if (!photo || !checkIndex(index))
        return {};
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    QStringList words{machineVerdictText(photo->verdict), tr("waiting %1").arg(waiting(*photo))};
    if (role == Qt::AccessibleTextRole)
        words.prepend(tr("Photo %1").arg(index.row() + 1));
    if (photo->attempt > 1)
        words << tr("attempt %1").arg(photo->attempt);
    if (photo->note)
        words << tr("with a note of the student");
    if (!photo->rendered)
        words << tr("no processed picture");
    if (photo->held == SheetPhoto::Held::Other)
        words << tr("somebody else has it");
    if (photo->held == SheetPhoto::Held::Mine)
        words << tr("on your desk");
    return words.join(role == Qt::ToolTipRole ? u"\n"_s : u", "_s);
}

} // namespace photodesk::app
