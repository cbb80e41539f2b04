#pragma once

#include "domain/decision.h"
#include "domain/report.h"

#include <QAbstractListModel>
#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QListView;
class QToolButton;

namespace photodesk::widgets {

/// One claimed photo in the strip.
struct QueueItem {
    QString id;                            ///< record id
    QImage thumbnail;                      ///< null: not here yet
    std::optional<MachineVerdict> verdict; ///< colour and mark of the machine; none: not analysed
    int attempt = 1;
    std::optional<Verdict> decided; ///< stays visible, marked, until the app takes it out
};

class QueueModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        IdRole = Qt::UserRole + 1,
        ThumbnailRole,
        VerdictRole,
        AttemptRole,
        DecidedRole,
        CurrentRole
    };
    using QAbstractListModel::QAbstractListModel;

    /// Rows that stay keep their thumbnails when the new item has none.
    void setItems(std::vector<QueueItem> items);
    void setThumbnail(const QString& id, const QImage& thumbnail);
    void setVerdict(const QString& id, std::optional<MachineVerdict> verdict);
    void setDecided(const QString& id, std::optional<Verdict> verdict);
    void setCurrent(const QString& id); ///< "" for none
    [[nodiscard]] QString current() const { return current_; }
    [[nodiscard]] int indexOf(const QString& id) const; ///< -1 when absent

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void touch(const QString& id);
    std::vector<QueueItem> items_;
    QString current_;
};

/// 112 px of thumbnails beside the photo; folded it is one counter of 28 px. It scrolls by itself only to
/// keep the current photo visible.
class QueueStrip : public QWidget {
    Q_OBJECT
public:
    explicit QueueStrip(QWidget* parent = nullptr);

    [[nodiscard]] QueueModel* model() const { return model_; }
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return folded_; }

Q_SIGNALS:
    void activated(const QString& id); ///< clicked, or Return on a row
    void foldedChanged(bool folded);   ///< by the person

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QueueModel* model_;
    QListView* list_;
    QLabel* counter_;
    QToolButton* foldButton_;
    bool folded_ = false;
};

} // namespace photodesk::widgets
