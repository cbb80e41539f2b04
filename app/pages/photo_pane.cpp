#include "app/pages/photo_pane.h"

#include "app/pages/photo_tools.h"
#include "resources/resources.h"
#include "widgets/controls.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"
#include "widgets/toast_line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

QLabel* caption(QWidget* parent)
{
    QLabel* label = makeLabel({}, TextSize::Small, widgets::Role::OnCanvas, false, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setFixedHeight(24);
    return label;
}

QWidget* column(QLabel* title, PhotoView* view)
{
    auto* half = new QWidget;
    auto* box = new QVBoxLayout(half);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(title);
    box->addWidget(view, 1);
    return half;
}

/// The lines of the look; what depends on single pixels from all of them, once they are there.
OverlayData overlaysOn(const PhotoPane::Pixels& pixels)
{
    if (!pixels.look)
        return {};
    OverlayData data = pixels.look->overlays;
    if (pixels.full) {
        data.zebra = pixels.full->overlays.zebra;
        data.sharpness = pixels.full->overlays.sharpness;
    }
    return data;
}

PreparedImage imageOf(const PhotoPane::Pixels& pixels, QSize fullSize)
{
    if (pixels.full)
        return pixels.full->image;
    return pixels.look ? pixels.look->image : prepareImage(pixels.thumbnail, fullSize);
}

bool isOwn(const ComparePicture& picture)
{
    return picture.kind == ComparePicture::Kind::Processed || picture.kind == ComparePicture::Kind::Original;
}

} // namespace

PhotoPane::PhotoPane(QWidget* parent)
    : QWidget(parent), main_(new PhotoView), side_(new PhotoView), mainCaption_(caption(this)),
      sideCaption_(caption(this)), tools_(new PhotoTools(*this)), toast_(new ToastLine),
      empty_(new EmptyState), stack_(new QStackedLayout)
{
    setObjectName(u"photoPane"_s);
    main_->setObjectName(u"photoView"_s);
    side_->setObjectName(u"secondPhotoView"_s);
    build();
    sync_.add(main_);
    sync_.add(side_);
    connect(main_, &PhotoView::zoomChanged, tools_, &PhotoTools::showZoom);
    connect(main_, &PhotoView::fullSizeWanted, this, [this] { wantFull(alone()); });
    connect(main_, &PhotoView::secondFullSizeWanted, this, [this] { wantFull(second_); });
    connect(side_, &PhotoView::fullSizeWanted, this, [this] { wantFull(second_); });
    blink_.setInterval(int(resources::limit("compare_blink_ms"_L1)));
    connect(&blink_, &QTimer::timeout, this, &PhotoPane::blink);
    setOverlays(overlaysOf(preset_));
    refresh();
}

void PhotoPane::build()
{
    auto* canvas = new QWidget;
    auto* views = new QHBoxLayout(canvas);
    views->setContentsMargins(0, 0, 0, 0);
    views->setSpacing(1);
    sideHalf_ = column(sideCaption_, side_);
    views->addWidget(column(mainCaption_, main_), 1);
    views->addWidget(sideHalf_, 1);
    stack_->addWidget(canvas);
    stack_->addWidget(empty_);
    empty_->setOnCanvas();
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(stack_, 1);
    box->addWidget(toast_);
    box->addWidget(tools_);
}

void PhotoPane::addTool(QWidget* tool)
{
    tools_->layout()->addWidget(tool);
}

void PhotoPane::setKeys(const KeyMap& keys)
{
    tools_->setKeys(keys);
}

void PhotoPane::setSource(std::function<Pixels(const ComparePicture&)> source)
{
    source_ = std::move(source);
}

void PhotoPane::showPictures(std::vector<ComparePicture> pictures, const std::optional<Cut>& cut)
{
    pictures_ = std::move(pictures);
    problems_.clear();
    cut_ = cut;
    chooseByHabit();
    main_->setPlaceholder(tr("Loading the photo…"));
    side_->setPlaceholder(tr("Loading the photo…"));
    main_->setShown(mode_ == Mode::Slider && canCompare() ? PhotoView::Shown::Split
                                                          : PhotoView::Shown::First);
    tellOthers();
    refresh();
}

void PhotoPane::addPicture(ComparePicture picture)
{
    pictures_.push_back(std::move(picture));
    if (second_ < 0)
        choose(first_, int(pictures_.size()) - 1);
}

int PhotoPane::find(ComparePicture::Kind kind) const
{
    const auto found = std::ranges::find(pictures_, kind, &ComparePicture::kind);
    return found == pictures_.end() ? -1 : int(found - pictures_.begin());
}

void PhotoPane::chooseByHabit()
{
    const auto usual = [this](ComparePicture::Kind habit, ComparePicture::Kind otherwise, int not_) {
        for (const int index : {find(habit), find(otherwise), 0, 1}) {
            if (index >= 0 && index != not_ && index < int(pictures_.size()))
                return index;
        }
        return -1;
    };
    first_ = usual(firstHabit_, ComparePicture::Kind::Processed, -1);
    second_ = usual(secondHabit_, ComparePicture::Kind::Original, first_);
}

void PhotoPane::choose(int first, int second)
{
    const int count = int(pictures_.size());
    if (first < 0 || second < 0 || first >= count || second >= count || first == second)
        return;
    first_ = first;
    second_ = second;
    firstHabit_ = pictures_[std::size_t(first)].kind;
    secondHabit_ = pictures_[std::size_t(second)].kind;
    tellOthers();
    refresh();
}

void PhotoPane::tellOthers()
{
    std::vector<ComparePicture> others;
    for (const int index : {first_, second_}) {
        const bool seen = index >= 0 && (index == alone() || shownMode() != Mode::First);
        if (seen && !isOwn(pictures_[std::size_t(index)]))
            others.push_back(pictures_[std::size_t(index)]);
    }
    if (!others.empty() || hadOthers_)
        Q_EMIT othersChosen(others);
    hadOthers_ = !others.empty();
}

void PhotoPane::refine(const PhotoKey& key)
{
    problems_.remove(key);
    const auto shows = [&](int picture) {
        return picture >= 0 && pictures_[std::size_t(picture)].key == key;
    };
    if (shows(first_) || shows(second_))
        refresh();
}

void PhotoPane::setProblem(const PhotoKey& key, const QString& words)
{
    if (std::ranges::none_of(pictures_, [&](const ComparePicture& picture) { return picture.key == key; }))
        return; // of a record that is not on screen yet: asked for again when it is
    problems_.insert(key, words);
    refresh();
}

void PhotoPane::clear(const QString& words)
{
    pictures_.clear();
    first_ = second_ = -1;
    tellOthers();
    main_->setPlaceholder(words);
    side_->setPlaceholder(words);
    refresh();
}

PhotoPane::Mode PhotoPane::shownMode() const
{
    return canCompare() ? mode_ : Mode::First;
}

int PhotoPane::alone() const
{
    return shownMode() == Mode::Second ? second_ : first_;
}

PhotoPane::Pixels PhotoPane::pixelsOf(int picture) const
{
    return picture >= 0 && source_ ? source_(pictures_[std::size_t(picture)]) : Pixels();
}

void PhotoPane::put(PhotoView* view, int picture)
{
    const Pixels pixels = pixelsOf(picture);
    const PhotoKey key = picture >= 0 ? pictures_[std::size_t(picture)].key : PhotoKey();
    const bool another = keys_.value(view) != key;
    keys_.insert(view, key);
    if (picture >= 0 && problems_.contains(key))
        view->setPlaceholder(problems_.value(key));
    PreparedImage image = imageOf(pixels, picture >= 0 ? pictures_[std::size_t(picture)].ref.size : QSize());
    if (image.isNull()) {
        if (!view->photo().isNull())
            view->setPhoto(PreparedImage());
        return;
    }
    // The same photo set again would forget its highlight.
    if (another || view->photo().isNull() || view->photo().fullSize != image.fullSize)
        view->setPhoto(std::move(image));
    else if (view->photo().levels.front().cacheKey() != image.levels.front().cacheKey())
        view->refinePhoto(std::move(image));
    view->setOverlayData(overlaysOn(pixels));
}

Registration PhotoPane::registrationOf(int picture, const Pixels& pixels) const
{
    const ComparePicture& of = pictures_[std::size_t(picture)];
    const QSize size = pixels.look ? pixels.look->image.fullSize : of.ref.size;
    return {of, size, pixels.look ? pixels.look->overlays.eyeLine : std::nullopt};
}

void PhotoPane::putSecond()
{
    const bool over = shownMode() == Mode::Blink || shownMode() == Mode::Slider;
    if (!over) {
        if (!main_->second().isNull())
            main_->setSecond({}, {}, {});
        return;
    }
    const Pixels first = pixelsOf(first_), second = pixelsOf(second_);
    const QTransform toFirst =
        registered(registrationOf(second_, second), registrationOf(first_, first), cut_);
    main_->setSecond(imageOf(second, pictures_[std::size_t(second_)].ref.size), overlaysOn(second), toFirst);
}

void PhotoPane::refresh()
{
    const bool both = shownMode() == Mode::SideBySide;
    put(main_, alone());
    putSecond();
    put(side_, both ? second_ : -1); // what nobody sees takes no memory
    sideHalf_->setVisible(both);
    refreshBlink();
    refreshCaptions();
}

void PhotoPane::wantFull(int picture)
{
    if (picture >= 0 && pixelsOf(picture).look) // a thumbnail is no measure: the look comes first
        Q_EMIT fullWanted(pictures_[std::size_t(picture)].key);
}

} // namespace photodesk::app
