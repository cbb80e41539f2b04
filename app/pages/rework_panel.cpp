#include "app/pages/rework_panel.h"

#include "app/command_table.h"
#include "widgets/busy.h"
#include "widgets/check_names.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSlider>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr double tenths = 10; // steps of the turn slider a degree

widgets::Role roleOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return widgets::Role::Pass;
    case CheckStatus::Warn: return widgets::Role::Warn;
    case CheckStatus::Fail: return widgets::Role::Fail;
    case CheckStatus::NotAssessed: break;
    }
    return widgets::Role::NotAssessed;
}

QSlider* slider(const QString& name, int least, int most)
{
    auto* made = new QSlider(Qt::Horizontal);
    made->setObjectName(name);
    made->setRange(least, most);
    made->setPageStep(int(tenths));
    return made;
}

QHBoxLayout* row(std::initializer_list<QWidget*> widgets)
{
    auto* box = new QHBoxLayout;
    box->setSpacing(8);
    for (QWidget* widget : widgets)
        box->addWidget(widget);
    return box;
}

} // namespace

ReworkPanel::ReworkPanel(QWidget* parent)
    : QFrame(parent), frameTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      measures_(new QVBoxLayout), turnTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      turnValue_(makeLabel({})), turn_(slider(u"turnSlider"_s, 0, 0)),
      turnLeft_(makeIconButton(Icon::RotateLeft, {})), turnRight_(makeIconButton(Icon::RotateRight, {})),
      brushTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      keep_(makeButton(Icon::Plus, {})), remove_(makeButton(Icon::Minus, {})), radiusValue_(makeLabel({})),
      radius_(slider(u"radiusSlider"_s, brushLeast(), brushMost())), undo_(makeButton(Icon::Undo, {})),
      redo_(makeButton(Icon::Redo, {})), reset_(makeButton(Icon::Refresh, {})),
      restore_(makeButton(Icon::History, {})), busy_(new Busy), cancel_(makeButton({})),
      save_(makeButton(Icon::Check, {}, ButtonKind::Primary))
{
    setObjectName(u"reworkPanel"_s);
    setFixedWidth(Theme::current().metric(Metric::Inspector));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build();
    connectParts();
    retranslate();
}

void ReworkPanel::build()
{
    for (const auto& [button, name] : {std::pair(undo_, "reworkUndo"), std::pair(redo_, "reworkRedo"),
                                       std::pair(reset_, "reworkReset"), std::pair(restore_, "reworkRestore"),
                                       std::pair(save_, "reworkSave"), std::pair(cancel_, "reworkCancel"),
                                       std::pair(keep_, "brushKeep"), std::pair(remove_, "brushRemove")}) {
        button->setObjectName(QLatin1StringView(name));
        button->setFocusPolicy(Qt::TabFocus); // a click must not take the keys from the photo
        button->setAutoDefault(false);
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{turnLeft_, turnRight_, turn_, radius_})
        widget->setFocusPolicy(Qt::TabFocus);
    keep_->setCheckable(true);
    remove_->setCheckable(true);
    turnValue_->setMinimumWidth(56);
    turnValue_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    radiusValue_->setMinimumWidth(56);
    radiusValue_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    measures_->setSpacing(4);

    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(8);
    box->addWidget(frameTitle_);
    box->addLayout(measures_);
    box->addSpacing(4);
    box->addWidget(makeDivider());
    box->addLayout(row({turnTitle_, turnValue_}));
    box->addLayout(row({turnLeft_, turn_, turnRight_}));
    box->addSpacing(4);
    box->addWidget(makeDivider());
    box->addLayout(row({brushTitle_, radiusValue_}));
    box->addLayout(row({keep_, remove_}));
    box->addWidget(radius_);
    box->addSpacing(4);
    box->addWidget(makeDivider());
    box->addLayout(row({undo_, redo_, reset_}));
    box->addWidget(restore_);
    box->addStretch();
    box->addWidget(busy_);
    box->addWidget(makeDivider());
    box->addLayout(row({cancel_, save_}));
}

void ReworkPanel::connectParts()
{
    connect(turn_, &QSlider::valueChanged, this, [this](int value) { Q_EMIT turnChosen(value / tenths); });
    connect(turn_, &QSlider::sliderReleased, this, &ReworkPanel::turnEnded);
    auto turnBy = [this](double degrees) { Q_EMIT turnChosen(turn_->value() / tenths + degrees); };
    connect(turnLeft_, &QToolButton::clicked, this, [turnBy] { turnBy(-1 / tenths); });
    connect(turnRight_, &QToolButton::clicked, this, [turnBy] { turnBy(1 / tenths); });
    connect(keep_, &QPushButton::clicked, this, [this] { Q_EMIT markChosen(MatteBrush::Mark::Keep); });
    connect(remove_, &QPushButton::clicked, this, [this] { Q_EMIT markChosen(MatteBrush::Mark::Remove); });
    connect(radius_, &QSlider::valueChanged, this, &ReworkPanel::radiusChosen);
    connect(undo_, &QPushButton::clicked, this, &ReworkPanel::undoRequested);
    connect(redo_, &QPushButton::clicked, this, &ReworkPanel::redoRequested);
    connect(reset_, &QPushButton::clicked, this, &ReworkPanel::resetRequested);
    connect(restore_, &QPushButton::clicked, this, &ReworkPanel::restoreRequested);
    connect(save_, &QPushButton::clicked, this, &ReworkPanel::saveRequested);
    connect(cancel_, &QPushButton::clicked, this, &ReworkPanel::cancelRequested);
}

void ReworkPanel::setMeasures(const std::vector<CheckResult>& checks)
{
    checks_ = checks;
    // The labels stay where the rows stay: a drag changes them many times a second.
    std::vector<const CheckResult*> shown;
    for (const CheckResult& check : checks) {
        if (check.min || check.max)
            shown.push_back(&check);
    }
    while (measures_->count() > int(shown.size()))
        delete std::unique_ptr<QLayoutItem>(measures_->takeAt(measures_->count() - 1))->widget();
    while (measures_->count() < int(shown.size()))
        measures_->addWidget(new ElidedLabel);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto* label = static_cast<ElidedLabel*>(measures_->itemAt(int(i))->widget());
        const CheckResult& check = *shown[i];
        label->setText(checkMark(check.status) + u"  "_s + checkName(check.id) + u"  "_s
                       + checkFact(check, locale()));
        setLabelRole(label, check.status == CheckStatus::Pass ? widgets::Role::Text : roleOf(check.status));
        label->setAccessibleName(checkName(check.id) + u": "_s + checkStatusText(check.status));
    }
}

void ReworkPanel::setTurn(double degrees, double most)
{
    const QSignalBlocker quiet(turn_);
    turnMost_ = most;
    turn_->setRange(-int(std::lround(most * tenths)), int(std::lround(most * tenths)));
    turn_->setValue(int(std::lround(degrees * tenths)));
    turnValue_->setText(locale().toString(degrees, 'f', 1) + u"°"_s);
}

void ReworkPanel::setBrush(MatteBrush::Mark mark, int radius)
{
    const QSignalBlocker quiet(radius_);
    keep_->setChecked(mark == MatteBrush::Mark::Keep);
    remove_->setChecked(mark == MatteBrush::Mark::Remove);
    radius_->setValue(radius);
    radiusValue_->setText(u"%1 px"_s.arg(2 * radius));
}

void ReworkPanel::setCan(const Can& can)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{keep_, remove_, radius_})
        widget->setEnabled(can.edit);
    for (QWidget* widget : std::initializer_list<QWidget*>{turn_, turnLeft_, turnRight_})
        widget->setEnabled(can.edit && turnMost_ > 0);
    undo_->setEnabled(can.undo);
    redo_->setEnabled(can.redo);
    reset_->setEnabled(can.reset);
    restore_->setEnabled(can.restore);
    save_->setEnabled(can.save);
}

void ReworkPanel::setSaving(bool saving)
{
    if (saving && !busy_->isRunning())
        busy_->start(tr("The server renders the picture…"));
    else if (!saving)
        busy_->stop();
}

void ReworkPanel::setKeys(const KeyMap& keys)
{
    keyMap_ = keys;
    retranslate();
}

void ReworkPanel::retranslate()
{
    frameTitle_->setText(tr("Framing"));
    turnTitle_->setText(tr("Turn"));
    brushTitle_->setText(tr("Brush"));
    keep_->setText(tr("Keep"));
    remove_->setText(tr("Remove"));
    undo_->setText(tr("Undo"));
    redo_->setText(tr("Redo"));
    reset_->setText(tr("Reset"));
    restore_->setText(tr("Machine's own picture"));
    restore_->setToolTip(tr("Puts back what the machine made; that is logged too."));
    cancel_->setText(tr("Cancel"));
    save_->setText(tr("Save"));
    turn_->setAccessibleName(tr("Turn in degrees"));
    radius_->setAccessibleName(tr("Size of the brush"));
    auto hint = [this](QWidget* widget, Command command) {
        widget->setToolTip(keyMap_.hint(command));
        if (qobject_cast<QToolButton*>(widget))
            widget->setAccessibleName(commandText(command));
    };
    hint(turnLeft_, Command::TurnLeft);
    hint(turnRight_, Command::TurnRight);
    hint(keep_, Command::BrushKeep);
    hint(remove_, Command::BrushRemove);
    hint(undo_, Command::ReworkUndo);
    hint(redo_, Command::ReworkRedo);
    hint(reset_, Command::ReworkReset);
    hint(save_, Command::ReworkSave);
    hint(cancel_, Command::ReworkCancel);
    setMeasures(std::vector(checks_));
}

void ReworkPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
