#include "app/pages/key_table.h"

#include "app/client/settings.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr int keyWidth = 160;

QString refusalText(KeyMap::Refusal refusal)
{
    switch (refusal) {
    case KeyMap::Refusal::Window:
        return KeyTable::tr(
            "Tab, Return and Esc move, confirm and step back everywhere; choose another key.");
    case KeyMap::Refusal::Reasons:
        return KeyTable::tr("Digits, and letters with Shift, choose reasons; choose another key.");
    default: return {};
    }
}

} // namespace

KeyButton::KeyButton(Command command, QWidget* parent) : QPushButton(parent), command_(command)
{
    setObjectName(u"key"_s + commandName(command) + u"Button"_s);
    setAutoDefault(false);
    setMinimumWidth(keyWidth);
    connect(this, &QPushButton::clicked, this, [this] {
        listening_ = true;
        refresh();
        Q_EMIT listening();
    });
}

void KeyButton::setKeys(const QString& text)
{
    keys_ = text;
    refresh();
}

void KeyButton::refresh()
{
    setText(listening_ ? tr("Press a key…") : keys_.isEmpty() ? u"–"_s : keys_);
    setAccessibleName(listening_
                          ? tr("Press the new key for: %1").arg(commandText(command_))
                          : tr("%1: %2").arg(commandText(command_), keys_.isEmpty() ? tr("no key") : keys_));
}

void KeyButton::stopListening()
{
    if (!std::exchange(listening_, false))
        return;
    refresh();
    Q_EMIT left();
}

bool KeyButton::event(QEvent* event)
{
    if (listening_ && event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key is to be learnt, not to be obeyed
        return true;
    }
    if (listening_ && event->type() == QEvent::KeyPress) {
        keyPressEvent(static_cast<QKeyEvent*>(event)); // Tab too: QWidget would move on
        return true;
    }
    return QPushButton::event(event);
}

void KeyButton::keyPressEvent(QKeyEvent* event)
{
    if (!listening_) {
        QPushButton::keyPressEvent(event);
        return;
    }
    event->accept();
    if (event->key() == Qt::Key_Escape)
        stopListening();
    else if (!event->isAutoRepeat())
        Q_EMIT keyPressed(KeyMap::pressed(*event));
}

void KeyButton::focusOutEvent(QFocusEvent* event)
{
    stopListening();
    QPushButton::focusOutEvent(event);
}

KeyTable::KeyTable(Settings& settings, QWidget* parent)
    : QWidget(parent), settings_(settings), map_(KeyMap::from(settings)), says_(makeLabel({})),
      resetAll_(makeButton(QString(), ButtonKind::Normal)), grid_(new QGridLayout)
{
    setObjectName(u"keyTable"_s);
    resetAll_->setObjectName(u"resetKeysButton"_s);
    says_->setWordWrap(true);
    build();
    connect(resetAll_, &QPushButton::clicked, this, [this] {
        map_.resetAll();
        save();
    });
    connect(&settings, &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::Keys || setting == Setting::SingleKeys) {
            map_ = KeyMap::from(settings_);
            refresh();
        }
    });
    refresh();
}

void KeyTable::build()
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(4);
    grid_->setColumnStretch(0, 1);
    int row = 0;
    std::optional<CommandGroup> group;
    for (const CommandInfo& info : commandTable()) {
        if (info.group != group) {
            group = info.group;
            groups_ << makeLabel({}, TextSize::Body, widgets::Role::Muted, true);
            groups_.back()->setProperty("group", int(*group));
            groups_.back()->setContentsMargins(0, row == 0 ? 0 : 12, 0, 0);
            grid_->addWidget(groups_.back(), row++, 0, 1, 3);
        }
        names_ << makeLabel({});
        names_.back()->setProperty("command", int(info.command));
        grid_->addWidget(names_.back(), row, 0);
        if (belongsToCatalogue(info.command)) {
            grid_->setRowMinimumHeight(row, Theme::current().metric(Metric::Control));
            grid_->addWidget(makeLabel(map_.text(info.command)), row++, 1, Qt::AlignCenter);
            continue;
        }
        auto* keys = new KeyButton(info.command);
        auto* reset = makeButton(QString(), ButtonKind::Quiet);
        reset->setProperty("kind", u"link"_s);
        reset->setObjectName(u"reset"_s + commandName(info.command) + u"Button"_s);
        QSizePolicy keepPlace = reset->sizePolicy();
        keepPlace.setRetainSizeWhenHidden(true); // nothing moves when it comes and goes
        reset->setSizePolicy(keepPlace);
        grid_->addWidget(keys, row, 1);
        grid_->addWidget(reset, row++, 2);
        buttons_.insert(int(info.command), keys);
        resets_.insert(int(info.command), reset);
        connect(keys, &KeyButton::listening, this, [this] { says_->setText(tr("Esc leaves it as it is.")); });
        connect(keys, &KeyButton::keyPressed, this,
                [this, command = info.command](const QKeySequence& pressed) { onKey(command, pressed); });
        connect(keys, &KeyButton::left, this, [this] {
            asked_.reset();
            says_->clear();
        });
        connect(reset, &QPushButton::clicked, this, [this, keys, command = info.command] {
            map_.reset(command);
            save();
            keys->setFocus(); // the button that was pressed has gone
        });
    }
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(resetAll_);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(says_);
    box->addLayout(grid_);
    box->addLayout(foot);
}

void KeyTable::onKey(Command command, const QKeySequence& keys)
{
    const auto refusal = KeyMap::refusal(keys);
    if (refusal == KeyMap::Refusal::Incomplete)
        return;
    if (refusal != KeyMap::Refusal::None) {
        says_->setText(refusalText(refusal));
        return;
    }
    const auto owner = map_.owner(keys, command);
    const bool twice = asked_ && asked_->first == command && asked_->second == keys;
    if (owner && *owner != command && !twice) {
        asked_ = {command, keys};
        says_->setText(tr("%1 means “%2” already. Press it again to take it from there, or another key.")
                           .arg(keysText({keys}), commandText(*owner)));
        return;
    }
    map_.take(command, keys);
    button(command)->stopListening();
    save();
}

void KeyTable::save()
{
    settings_.set(Setting::Keys, map_.toSettings());
    refresh();
}

QString KeyTable::says() const
{
    return says_->text();
}

void KeyTable::refresh()
{
    for (QLabel* label : std::as_const(groups_))
        label->setText(commandGroupText(CommandGroup(label->property("group").toInt())));
    for (QLabel* label : std::as_const(names_))
        label->setText(commandText(Command(label->property("command").toInt())));
    for (auto it = buttons_.begin(); it != buttons_.end(); ++it)
        (*it)->setKeys(map_.text(Command(it.key())));
    for (auto it = resets_.begin(); it != resets_.end(); ++it) {
        (*it)->setText(tr("Reset"));
        (*it)->setAccessibleName(tr("Reset the key of: %1").arg(commandText(Command(it.key()))));
        (*it)->setVisible(map_.isChanged(Command(it.key())));
    }
    resetAll_->setText(tr("Reset all keys"));
    resetAll_->setEnabled(map_.isAnyChanged());
}

void KeyTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace photodesk::app
