#include "widgets/queue_strip.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {

void QueueModel::setItems(std::vector<QueueItem> items)
{
    for (QueueItem& item : items) {
        const int known = indexOf(item.id);
        if (known >= 0 && item.thumbnail.isNull())
            item.thumbnail = items_[std::size_t(known)].thumbnail;
    }
    beginResetModel();
    items_ = std::move(items);
    endResetModel();
}

int QueueModel::indexOf(const QString& id) const
{
    const auto found = std::ranges::find(items_, id, &QueueItem::id);
    return found == items_.end() ? -1 : int(found - items_.begin());
}

void QueueModel::touch(const QString& id)
{
    if (const int row = indexOf(id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

void QueueModel::setThumbnail(const QString& id, const QImage& thumbnail)
{
    if (const int row = indexOf(id); row >= 0)
        items_[std::size_t(row)].thumbnail = thumbnail;
    touch(id);
}

void QueueModel::setVerdict(const QString& id, std::optional<MachineVerdict> verdict)
{
    if (const int row = indexOf(id); row >= 0)
        items_[std::size_t(row)].verdict = verdict;
    touch(id);
}

void QueueModel::setDecided(const QString& id, std::optional<Verdict> verdict)
{
    if (const int row = indexOf(id); row >= 0)
        items_[std::size_t(row)].decided = verdict;
    touch(id);
}

void QueueModel::setCurrent(const QString& id)
{
    const QString before = std::exchange(current_, id);
    touch(before);
    touch(current_);
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(items_.size());
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QueueItem& item = items_[std::size_t(index.row())];
    switch (role) {
    case Qt::AccessibleTextRole: {
        QStringList parts{tr("Photo %1 of %2").arg(index.row() + 1).arg(items_.size())};
        if (item.attempt > 1)
            parts.append(tr("attempt %1").arg(item.attempt));
        if (item.verdict)
            parts.append(*item.verdict == MachineVerdict::Red     ? tr("checks fail")
                         : *item.verdict == MachineVerdict::Amber ? tr("checks warn")
                                                                  : tr("checks fulfilled"));
        if (item.decided)
            parts.append(tr("decided"));
        return parts.join(u", "_s);
    }
    case IdRole: return item.id;
    case ThumbnailRole: return item.thumbnail;
    case VerdictRole: return item.verdict ? QVariant(int(*item.verdict)) : QVariant();
    case AttemptRole: return item.attempt;
    case DecidedRole: return item.decided ? QVariant(int(*item.decided)) : QVariant();
    case CurrentRole: return item.id == current_;
    default: return {};
    }
}

} // namespace photodesk::widgets
