// Where the review page's pictures come from, and when.
#include "app/error_text.h"
#include "app/pages/key_router.h"
#include "app/pages/review_page.h"
#include "widgets/queue_strip.h"

namespace photodesk::app {

void ReviewPage::connectPane()
{
    Prefetcher& prefetcher = work_.prefetcher();
    pane_->setSource([this](const ComparePicture& picture) { return pixelsOf(picture); });
    connect(pane_, &PhotoPane::fullWanted, &prefetcher, &Prefetcher::wantFull);
    connect(pane_, &PhotoPane::othersChosen, &prefetcher,
            [&prefetcher](const std::vector<ComparePicture>& pictures) {
                std::vector<WantedPhoto> wanted;
                for (const ComparePicture& picture : pictures)
                    wanted.push_back(picture.wanted());
                prefetcher.wantBeside(std::move(wanted));
            });
    // The person's edge needs the dear half of the engine.
    const auto look = [&prefetcher](widgets::Overlays overlays) {
        prefetcher.setDepth(overlays.testFlag(widgets::Overlay::MaskEdge) ? imaging::Depth::Full
                                                                          : imaging::Depth::Quick);
    };
    look(pane_->overlays());
    connect(pane_, &PhotoPane::overlaysChanged, &prefetcher, look);
    connect(pane_, &PhotoPane::modeChanged, this, [this] { keys_->setArrowsSplit(pane_->isSplit()); });
}

PhotoPane::Pixels ReviewPage::pixelsOf(const ComparePicture& picture) const
{
    const Prefetcher& prefetcher = work_.prefetcher();
    PhotoPane::Pixels pixels;
    pixels.look = std::static_pointer_cast<const ScreenPhoto>(prefetcher.paintable(picture.key));
    pixels.full = std::static_pointer_cast<const ScreenPhoto>(prefetcher.fullPaintable(picture.key));
    // The thumbnail is made of the picture to be judged.
    const bool judged = picture.kind == ComparePicture::Kind::Processed
                        || (picture.kind == ComparePicture::Kind::Original && pane_->pictures().size() > 0
                            && pane_->pictures().front().key == picture.key);
    if (!pixels.look && judged) {
        const widgets::QueueModel& model = *strip_->model();
        if (const int row = model.indexOf(picture.key.recordId); row >= 0)
            pixels.thumbnail =
                model.data(model.index(row), widgets::QueueModel::ThumbnailRole).value<QImage>();
    }
    return pixels;
}

void ReviewPage::onThumbnail(const QString& recordId)
{
    const ReviewItem* item = work_.review().current();
    if (item && item->record.id == recordId && !pane_->pictures().empty())
        pane_->refine(pane_->pictures().front().key);
}

void ReviewPage::onPhoto(const PhotoKey& key)
{
    if (const auto error = work_.prefetcher().errorOf(key))
        pane_->setProblem(key, errorLine(*error, Doing::LoadingPhoto));
    else
        pane_->refine(key);
    const ReviewItem* item = work_.review().current();
    if (item && item->record.id == key.recordId && item->attempt.number == key.attempt)
        Q_EMIT photoShown();
}

} // namespace photodesk::app
