// What keys do on the rework page.
#include "app/pages/rework_page.h"
#include "app/pages/rework_panel.h"
#include "widgets/crop_frame.h"
#include "widgets/message.h"

#include <QKeyEvent>

using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr double cropStep = 1.01, turnStep = 0.1;
constexpr int shiftSteps = 10;

int brushStep(double radius)
{
    return radius < 20 ? 2 : 5;
}

} // namespace

void ReworkPage::setKeys(const KeyMap& keys)
{
    keyMap_ = keys;
    panel_->setKeys(keys);
}

void ReworkPage::keyPressEvent(QKeyEvent* event)
{
    const auto command = keyMap_.find(*event, CommandGroup::Rework);
    if (!command)
        return QWidget::keyPressEvent(event);
    if (*command == Command::ReworkBefore) {
        if (!event->isAutoRepeat())
            glance(true);
        return;
    }
    const bool far = event->key() == Qt::Key_Less || event->key() == Qt::Key_Greater;
    run(*command, far ? shiftSteps : 1);
}

void ReworkPage::keyReleaseEvent(QKeyEvent* event)
{
    const auto command = keyMap_.find(*event, CommandGroup::Rework);
    if (command == Command::ReworkBefore && !event->isAutoRepeat())
        glance(false);
    else
        QWidget::keyReleaseEvent(event);
}

void ReworkPage::run(Command command, int steps)
{
    const int radius = int(brush_->radius());
    const double turn = controller_.plan().now().turn;
    switch (command) {
    case Command::CropLarger: controller_.sizeCrop(cropStep, true); break;
    case Command::CropSmaller: controller_.sizeCrop(1 / cropStep, true); break;
    case Command::TurnLeft: controller_.setTurn(turn - steps * turnStep, true); break;
    case Command::TurnRight: controller_.setTurn(turn + steps * turnStep, true); break;
    case Command::BrushKeep: setBrush(MatteBrush::Mark::Keep, radius); break;
    case Command::BrushRemove: setBrush(MatteBrush::Mark::Remove, radius); break;
    case Command::BrushSmaller: setBrush(brush_->mark(), radius - brushStep(radius)); break;
    case Command::BrushLarger: setBrush(brush_->mark(), radius + brushStep(radius)); break;
    case Command::ReworkUndo: controller_.undo(); break;
    case Command::ReworkRedo: controller_.redo(); break;
    case Command::ReworkSideBySide: setSideBySide(!sideBySide_); break;
    case Command::ReworkWholePhoto: frame_->showWholePhoto(!frame_->showsWholePhoto()); break;
    case Command::ReworkReset: controller_.reset(); break;
    case Command::ReworkSave:
        if (controller_.canSave()) {
            foot_->hide();
            controller_.save();
        }
        break;
    case Command::ReworkCancel: cancel(); break;
    default: break;
    }
}

/// Asks only where something would be lost.
void ReworkPage::cancel()
{
    using Stage = ReworkController::Stage;
    if (controller_.stage() == Stage::Saving) {
        controller_.stopSaving();
        return;
    }
    if (!controller_.isChanged() || controller_.stage() != Stage::Ready) {
        controller_.close();
        return;
    }
    Question question;
    question.title = tr("Discard this rework?");
    question.text = tr("Crop, turn and strokes set since it was opened are lost. The photo stays as it was.");
    question.verb = tr("Discard");
    question.cancel = tr("Go on");
    question.danger = true;
    ask(this, question, this, [this](bool yes) {
        if (yes)
            controller_.close();
        else
            takeFocus();
    });
}

} // namespace photodesk::app
