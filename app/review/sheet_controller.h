#pragma once

#include "app/review/sheet_model.h"
#include "app/review/thumbnails.h"

namespace photodesk::app {

/// Loads the sheet page after page and its small pictures as they come into view.
class SheetController : public QObject {
    Q_OBJECT
public:
    SheetController(ApiClient& api, PhotoCache& cache, ImagingPool& pool, const Clock& clock,
                    QObject* parent = nullptr);

    void reload();
    void setBatch(const QString& batchId); ///< empty: every one
    void setCheck(const QString& checkId); ///< whose values are wanted; empty: none
    void show(int firstRow, int lastRow);  ///< what is in view and near it, nearest first from the middle
    void wipe();                           ///< locked or signed out: nothing stays

    [[nodiscard]] SheetModel& model() { return model_; }
    [[nodiscard]] Thumbnails& thumbnails() { return thumbnails_; }
    [[nodiscard]] const std::vector<SheetBatch>& batches() const { return batches_; }
    [[nodiscard]] const SheetBatch* batch(const QString& id) const;
    [[nodiscard]] const QString& batchId() const { return query_.batchId; }
    [[nodiscard]] const QString& check() const { return query_.check; }
    [[nodiscard]] bool isLoading() const { return loading_; }
    [[nodiscard]] bool isLoaded() const { return loaded_; } ///< to the end, once
    [[nodiscard]] int expected() const;                     ///< how many there will be
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

Q_SIGNALS:
    void changed(); ///< loading, loaded, batches or error

private:
    void fetch(const QString& after);
    void onPage(const SheetRows& page, bool first);

    ApiClient& api_;
    SheetModel model_;
    Thumbnails thumbnails_;
    SheetQuery query_;
    std::vector<SheetBatch> batches_;
    bool loading_ = false, loaded_ = false;
    std::optional<Error> error_;
    quint64 generation_ = 0;
};

} // namespace photodesk::app
