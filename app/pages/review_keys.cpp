#include "app/pages/key_router.h"
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
    case Command::Undo: work_.review().undo(); break;
    case Command::Next: work_.review().next(); break;
    case Command::Previous: work_.review().previous(); break;
    case Command::NextFinding: checks_->selectNext(); break;
    case Command::PreviousFinding: checks_->selectPrevious(); break;
    case Command::Fit: pane_->fit(); break;
    case Command::ActualSize: pane_->actualSize(); break;
    case Command::ZoomIn: pane_->zoomIn(); break;
    case Command::ZoomOut: pane_->zoomOut(); break;
    case Command::SideBySide: pane_->toggleSideBySide(); break;
    case Command::OverlayPreset: pane_->nextOverlayPreset(); break;
    case Command::PageSheet: Q_EMIT sheetRequested(); break;
    case Command::Cancel: cancel(); break;
    default: break;
    }
}

void ReviewPage::hold(Command command, bool down, bool longHold)
{
    switch (command) {
    case Command::HideOverlays: pane_->holdOverlaysHidden(down); break;
    case Command::Magnifier: pane_->setMagnifying(down); break;
    case Command::Compare:
        if (down || longHold) // pressed: the other one; a long press was a glance, back again
            pane_->toggleOriginal();
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
    } else {
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
    if (pane_->isZoomed() && (x != 0 || y != 0))
        pane_->mainView()->panBy({x, y});
    else
        QWidget::keyPressEvent(event);
}

void ReviewPage::setSingleKeys(bool on)
{
    singleKeys_ = on;
    applyKeys();
}

void ReviewPage::applyKeys()
{
    keys_->setSingleKeys(singleKeys_);
    auto first = [this](Command command) { return commandKeys(command, singleKeys_).front(); };
    bar_->setKey(Verdict::Approve, first(Command::Approve));
    bar_->setKey(Verdict::Reject, first(Command::Reject));
    bar_->setKey(Verdict::SecondOpinion, first(Command::SecondOpinion));
    picker_->setKeys(first(Command::FindReason), first(Command::Note));
    picker_->setDigitKeysEnabled(singleKeys_);
}

} // namespace photodesk::app
