#include "app/pages/attempt_list.h"
#include "app/pages/key_router.h"
#include "app/pages/person_header.h"
#include "app/pages/photo_tools.h"
#include "app/pages/queue_filter_menu.h"
#include "app/pages/refused_panel.h"
#include "app/pages/review_page.h"
#include "widgets/check_list.h"
#include "widgets/decision_bar.h"
#include "widgets/reason_picker.h"

#include <QKeyEvent>
#include <QListView>

// What keys do on the review page.
namespace photodesk::app {

void ReviewPage::run(Command command)
{
    switch (command) {
    case Command::Rework:
        if (work_.review().stage() == ReviewController::Stage::Deciding)
            Q_EMIT reworkRequested();
        break;
    case Command::Undo: work_.review().undo(); break;
    case Command::Next: work_.review().next(); break;
    case Command::Previous: work_.review().previous(); break;
    case Command::GiveBack: giveBack(); break;
    case Command::PersonHistory: toggleHistory(); break;
    case Command::CopyPhoto: copyPhoto(); break;
    case Command::QueueFilter: filter_->open(); break;
    case Command::Disagree: checks_->toggleDisagreement(); break;
    case Command::NextFinding: history_->isVisible() ? history_->step(1) : checks_->selectNext(); break;
    case Command::PreviousFinding:
        history_->isVisible() ? history_->step(-1) : checks_->selectPrevious();
        break;
    case Command::Fit: pane_->fit(); break;
    case Command::ActualSize: pane_->actualSize(); break;
    case Command::ZoomIn: pane_->zoomIn(); break;
    case Command::ZoomOut: pane_->zoomOut(); break;
    case Command::SideBySide: pane_->toggleSideBySide(); break;
    case Command::TwiceSize: pane_->twiceSize(); break;
    case Command::RotateLeft: pane_->mainView()->rotateLeft(); break;
    case Command::RotateRight: pane_->mainView()->rotateRight(); break;
    case Command::Blink: pane_->toggle(PhotoPane::Mode::Blink); break;
    case Command::Slider: pane_->toggle(PhotoPane::Mode::Slider); break;
    case Command::OverlayPreset: pane_->nextOverlayPreset(); break;
    case Command::Histogram: pane_->nextHistogram(); break;
    case Command::PageSheet: Q_EMIT sheetRequested(); break;
    case Command::Cancel: cancel(); break;
    default:
        if (const auto overlay = overlayOf(command))
            pane_->toggleOverlay(*overlay);
        break;
    }
}

void ReviewPage::hold(Command command, bool down, bool longHold)
{
    switch (command) {
    case Command::HideOverlays: pane_->holdOverlaysHidden(down); break;
    case Command::Magnifier: pane_->setMagnifying(down); break;
    case Command::Compare:
        if (down || longHold) // pressed: the other one; a long press was a glance, back again
            pane_->togglePicture();
        break;
    default: break;
    }
}

void ReviewPage::cancel()
{
    if (rejecting_) {
        setRejecting(false);
    } else if (refused_->isVisible()) {
        showRefused(false);
    } else if (history_->isVisible()) {
        toggleHistory();
    } else if (!pane_->leaveComparing()) {
        checks_->list()->clearSelection();
        checks_->list()->setCurrentIndex({});
        pane_->showPlace({});
    }
    takeFocus();
}

void ReviewPage::takeFocus()
{
    setFocus();
}

void ReviewPage::keyPressEvent(QKeyEvent* event)
{
    constexpr double step = 64;
    const double x = event->key() == Qt::Key_Left ? step : event->key() == Qt::Key_Right ? -step : 0;
    const double y = event->key() == Qt::Key_Up ? step : event->key() == Qt::Key_Down ? -step : 0;
    constexpr double splitStep = 0.02; // of the width
    if (pane_->isSplit() && x != 0)
        pane_->mainView()->moveSplit(x < 0 ? splitStep : -splitStep);
    else if (pane_->isZoomed() && (x != 0 || y != 0))
        pane_->mainView()->panBy({x, y});
    else
        QWidget::keyPressEvent(event);
}

void ReviewPage::applyKeys()
{
    keyMap_ = KeyMap::from(work_.settings());
    keys_->setKeys(keyMap_);
    pane_->setKeys(keyMap_);
    header_->setHistoryKey(keyMap_.first(Command::PersonHistory));
    bar_->setKey(Verdict::Approve, keyMap_.first(Command::Approve));
    bar_->setKey(Verdict::Reject, keyMap_.first(Command::Reject));
    bar_->setKey(Verdict::SecondOpinion, keyMap_.first(Command::SecondOpinion));
    picker_->setKeys(keyMap_.first(Command::FindReason), keyMap_.first(Command::Note));
    picker_->setDigitKeysEnabled(keyMap_.singleKeys());
}

} // namespace photodesk::app
