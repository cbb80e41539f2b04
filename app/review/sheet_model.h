#pragma once

#include "app/client/clock.h"
#include "app/client/sheet_types.h"

#include <QAbstractListModel>

namespace photodesk::app {

enum class SheetSort { Queue, Waiting, Verdict, Check };

struct SheetFilter {
    std::optional<MachineVerdict> verdict;
    std::optional<bool> repeated;
    friend bool operator==(const SheetFilter&, const SheetFilter&) = default;
};

/// What waits for its first review, filtered and sorted here: all of it is loaded, so both are at once.
class SheetModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit SheetModel(const Clock& clock, QObject* parent = nullptr);

    void setPhotos(std::vector<SheetPhoto> photos);
    void append(const std::vector<SheetPhoto>& photos); ///< the next page, in queue order
    void setFilter(const SheetFilter& filter);
    void setSort(SheetSort sort, bool descending);
    void touch(const QString& recordId); ///< its picture is here

    [[nodiscard]] const SheetFilter& filter() const { return filter_; }
    [[nodiscard]] SheetSort sortedBy() const { return sort_; }
    [[nodiscard]] bool isDescending() const { return descending_; }
    [[nodiscard]] const SheetPhoto* at(int row) const;
    [[nodiscard]] int rowOf(const QString& recordId) const; ///< -1 when absent
    [[nodiscard]] int total() const { return int(photos_.size()); }
    [[nodiscard]] int count(std::optional<MachineVerdict> verdict) const; ///< unfiltered; none: all
    /// "3 h", "12 min": short, in the interface's language.
    [[nodiscard]] QString waiting(const SheetPhoto& photo) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] bool passes(const SheetPhoto& photo) const;
    [[nodiscard]] bool before(int left, int right) const; ///< indices into photos_
    void sortRows();
    void rebuild();
    void reindex();

    const Clock& clock_;
    std::vector<SheetPhoto> photos_; ///< in queue order
    std::vector<int> rows_;          ///< indices into photos_
    QHash<QString, int> rowOf_;
    SheetFilter filter_;
    SheetSort sort_ = SheetSort::Queue;
    bool descending_ = false;
};

/// "nothing found", "something to look at", "a rule is broken".
[[nodiscard]] QString machineVerdictText(MachineVerdict verdict);

} // namespace photodesk::app
