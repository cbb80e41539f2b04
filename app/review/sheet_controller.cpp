#include "app/review/sheet_controller.h"

#include "resources/resources.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace photodesk::app {

SheetController::SheetController(ApiClient& api, PhotoCache& cache, ImagingPool& pool, const Clock& clock,
                                 QObject* parent)
    : QObject(parent), api_(api), model_(clock),
      thumbnails_(cache, pool, resources::limit("sheet_image_bytes"_L1),
                  int(resources::limit("sheet_fetches"_L1)))
{
    query_.limit = int(resources::limit("sheet_page_max"_L1));
    connect(&thumbnails_, &Thumbnails::ready, &model_, &SheetModel::touch);
}

void SheetController::reload()
{
    ++generation_;
    loading_ = true;
    error_.reset();
    fetch({});
    Q_EMIT changed();
}

void SheetController::setBatch(const QString& batchId)
{
    if (query_.batchId == batchId)
        return;
    query_.batchId = batchId;
    reload();
}

void SheetController::setCheck(const QString& checkId)
{
    if (query_.check == checkId)
        return;
    query_.check = checkId;
    if (!checkId.isEmpty())
        reload();
}

void SheetController::fetch(const QString& after)
{
    SheetQuery query = query_;
    query.after = after;
    const quint64 generation = generation_;
    api_.sheetRows(query).then(this,
                               [this, generation, first = after.isEmpty()](const ApiResult<SheetRows>& page) {
                                   if (generation != generation_)
                                       return;
                                   if (page) {
                                       onPage(*page, first);
                                   } else {
                                       loading_ = false;
                                       error_ = page.error().error;
                                   }
                                   Q_EMIT changed();
                               });
}

void SheetController::onPage(const SheetRows& page, bool first)
{
    if (first) {
        batches_ = page.batches;
        model_.setPhotos(page.photos);
    } else {
        model_.append(page.photos);
    }
    loading_ = !page.next.isEmpty();
    loaded_ = loaded_ || !loading_;
    if (loading_)
        fetch(page.next);
}

const SheetBatch* SheetController::batch(const QString& id) const
{
    const auto it = std::ranges::find(batches_, id, &SheetBatch::id);
    return it == batches_.end() ? nullptr : &*it;
}

int SheetController::expected() const
{
    if (const SheetBatch* one = batch(query_.batchId))
        return one->waiting;
    return std::accumulate(batches_.begin(), batches_.end(), 0,
                           [](int sum, const SheetBatch& batch) { return sum + batch.waiting; });
}

void SheetController::show(int firstRow, int lastRow)
{
    std::vector<Thumbnails::Wanted> wanted;
    const int middle = (firstRow + lastRow) / 2;
    const auto add = [&](int row) {
        if (const SheetPhoto* photo = row >= firstRow && row <= lastRow ? model_.at(row) : nullptr)
            wanted.push_back({photo->recordId, photo->attempt, photo->thumbnailSha256});
    };
    add(middle);
    for (int away = 1; middle - away >= firstRow || middle + away <= lastRow; ++away) {
        add(middle + away);
        add(middle - away);
    }
    thumbnails_.want(std::move(wanted));
}

void SheetController::wipe()
{
    ++generation_;
    loading_ = loaded_ = false;
    error_.reset();
    batches_.clear();
    query_.batchId.clear();
    model_.setPhotos({});
    thumbnails_.wipe();
    Q_EMIT changed();
}

} // namespace photodesk::app
