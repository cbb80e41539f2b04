// What a PhotoPane does with two pictures, and with what lies over them.
#include "app/command_table.h"
#include "app/pages/photo_pane.h"
#include "app/pages/photo_tools.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

void PhotoPane::setMode(Mode mode)
{
    mode_ = mode;
    const Mode shown = shownMode();
    const bool still = Theme::current().reducedMotion();
    main_->setShown(shown == Mode::Slider           ? PhotoView::Shown::Split
                    : shown == Mode::Blink && still ? PhotoView::Shown::Second
                                                    : PhotoView::Shown::First);
    tellOthers();
    refresh();
    Q_EMIT modeChanged(mode);
}

void PhotoPane::togglePicture()
{
    setMode(mode_ == Mode::Second ? Mode::First : Mode::Second);
}

void PhotoPane::toggle(Mode mode)
{
    if (mode == Mode::Blink && mode_ == mode && Theme::current().reducedMotion())
        blink();
    else
        setMode(mode_ == mode ? Mode::First : mode);
}

bool PhotoPane::leaveComparing()
{
    if (mode_ != Mode::Blink && mode_ != Mode::Slider)
        return false;
    setMode(Mode::First);
    return true;
}

bool PhotoPane::isSplit() const
{
    return shownMode() == Mode::Slider;
}

void PhotoPane::blink()
{
    if (main_->second().isNull())
        return; // nothing to alternate with yet
    const bool second = main_->shown() == PhotoView::Shown::Second;
    main_->setShown(second ? PhotoView::Shown::First : PhotoView::Shown::Second);
    refreshCaptions();
}

void PhotoPane::refreshBlink()
{
    const bool on = shownMode() == Mode::Blink && !Theme::current().reducedMotion();
    if (on && !blink_.isActive())
        blink_.start();
    else if (!on)
        blink_.stop();
}

QString PhotoPane::titleOf(int picture) const
{
    return picture >= 0 ? pictures_[std::size_t(picture)].title : QString();
}

void PhotoPane::refreshCaptions()
{
    QString words = titleOf(alone());
    if (shownMode() == Mode::Slider)
        words = tr("%1  ◂ ▸  %2").arg(titleOf(first_), titleOf(second_));
    if (shownMode() == Mode::Blink) {
        words = titleOf(main_->shown() == PhotoView::Shown::Second ? second_ : first_);
        if (Theme::current().reducedMotion())
            words = tr("%1   (%2 changes the picture)").arg(words, tools_->keyText(Command::Blink));
    }
    mainCaption_->setText(words);
    sideCaption_->setText(titleOf(second_));
    main_->setAccessibleName(words.isEmpty() ? tr("Photo") : words);
    side_->setAccessibleName(titleOf(second_));
}

void PhotoPane::showPlace(const QRectF& onOriginal)
{
    for (PhotoView* view : {main_, side_}) {
        const PhotoKey key = keys_.value(view);
        const bool own = !pictures_.empty() && key.recordId == pictures_.front().key.recordId
                         && key.attempt == pictures_.front().key.attempt;
        if (own && key.kind == PhotoKind::Original)
            view->highlight(onOriginal);
        else
            view->highlight(own && cut_ ? fromOriginal(onOriginal, *cut_, view->photo().fullSize) : QRectF());
    }
}

void PhotoPane::setWatermark(const QString& text)
{
    main_->setWatermark(text);
    side_->setWatermark(text);
}

void PhotoPane::setOverlays(Overlays overlays)
{
    overlays_ = overlays;
    main_->setOverlays(overlays);
    side_->setOverlays(overlays);
    Q_EMIT overlaysChanged(overlays);
}

void PhotoPane::setPreset(OverlayPreset preset)
{
    preset_ = preset;
    setOverlays(overlaysOf(preset));
}

void PhotoPane::toggleOverlay(Overlay overlay)
{
    setOverlays(overlays_ ^ overlay);
}

void PhotoPane::nextOverlayPreset()
{
    constexpr int presets = int(OverlayPreset::All) + 1;
    setPreset(OverlayPreset((int(preset_) + 1) % presets));
}

void PhotoPane::nextHistogram()
{
    const bool all = overlays_.testFlag(Overlay::Histogram),
               face = overlays_.testFlag(Overlay::HistogramOfFace);
    Overlays next = overlays_;
    next.setFlag(Overlay::Histogram, !all && !face);
    next.setFlag(Overlay::HistogramOfFace, all && !face);
    setOverlays(next);
}

void PhotoPane::holdOverlaysHidden(bool hidden)
{
    main_->holdOverlaysHidden(hidden);
    side_->holdOverlaysHidden(hidden);
}

void PhotoPane::setMagnifying(bool on)
{
    main_->setMagnifying(on);
}

void PhotoPane::fit()
{
    main_->zoomToFit();
}

void PhotoPane::actualSize()
{
    main_->zoomToActual();
}

void PhotoPane::twiceSize()
{
    constexpr double percent = 200;
    main_->zoomToPercent(percent);
}

void PhotoPane::zoomIn()
{
    main_->zoomIn();
}

void PhotoPane::zoomOut()
{
    main_->zoomOut();
}

bool PhotoPane::isZoomed() const
{
    return main_->viewState().mode != ViewState::Mode::Fit;
}

void PhotoPane::showEmptyState(bool shown)
{
    stack_->setCurrentIndex(shown ? 1 : 0);
    tools_->setEnabled(!shown);
}

void PhotoPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange) {
        refreshBlink(); // motion may be reduced from now on
        refreshCaptions();
    }
    QWidget::changeEvent(event);
}

void PhotoPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colour(widgets::Role::Canvas));
    painter.fillRect(tools_->geometry(), Theme::current().colour(widgets::Role::Surface));
}

} // namespace photodesk::app
