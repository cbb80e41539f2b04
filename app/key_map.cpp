#include "app/key_map.h"

#include "app/client/settings.h"

#include <QKeyEvent>
#include <QMetaEnum>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

bool isLetter(Qt::Key key)
{
    return key >= Qt::Key_A && key <= Qt::Key_Z;
}

bool isDigit(Qt::Key key)
{
    return key >= Qt::Key_0 && key <= Qt::Key_9;
}

/// Signs such as ? and + need Shift on most keyboards; what counts is the sign.
bool isSign(Qt::Key key)
{
    return key > Qt::Key_Space && key < Qt::Key_Escape && !isLetter(key) && !isDigit(key);
}

/// Pressed alike, at least for people who want no single keys.
bool same(const QKeySequence& a, const QKeySequence& b)
{
    return withoutSingleKeys(a) == withoutSingleKeys(b);
}

/// Heard on one page, so that a key can mean only one of them.
bool meet(Command a, Command b)
{
    const CommandGroup first = commandInfo(a).group, second = commandInfo(b).group;
    const auto isRework = [](CommandGroup group) { return group == CommandGroup::Rework; };
    return isRework(first) == isRework(second) || first == CommandGroup::Everywhere
           || second == CommandGroup::Everywhere;
}

} // namespace

QString commandName(Command command)
{
    return QString::fromLatin1(QMetaEnum::fromType<Command>().valueToKey(int(command)));
}

KeyMap::KeyMap()
{
    bind();
}

KeyMap KeyMap::from(const Settings& settings)
{
    KeyMap map;
    map.singleKeys_ = settings.isOn(Setting::SingleKeys);
    const QVariantMap own = settings.value(Setting::Keys).toMap();
    for (const CommandInfo& info : commandTable()) {
        const auto found = own.constFind(commandName(info.command));
        if (found == own.constEnd())
            continue;
        QList<QKeySequence> keys;
        for (const QString& text : found->toStringList()) {
            const auto sequence = QKeySequence::fromString(text, QKeySequence::PortableText);
            if (refusal(sequence) == Refusal::None) // a file somebody wrote by hand
                keys << sequence;
        }
        map.changed_.insert(int(info.command), keys);
    }
    map.bind();
    return map;
}

QVariantMap KeyMap::toSettings() const
{
    QVariantMap own;
    for (auto it = changed_.begin(); it != changed_.end(); ++it) {
        QStringList texts;
        for (const QKeySequence& keys : *it)
            texts << keys.toString(QKeySequence::PortableText);
        own.insert(commandName(Command(it.key())), texts);
    }
    return own;
}

void KeyMap::setSingleKeys(bool on)
{
    singleKeys_ = on;
    bind();
}

QList<QKeySequence> KeyMap::chosen(Command command) const
{
    const auto own = changed_.constFind(int(command));
    return own == changed_.constEnd() ? commandKeys(command) : *own;
}

QList<QKeySequence> KeyMap::keys(Command command) const
{
    QList<QKeySequence> list = chosen(command);
    for (QKeySequence& keys : list)
        keys = singleKeys_ ? keys : withoutSingleKeys(keys);
    return list;
}

QString KeyMap::text(Command command) const
{
    if (belongsToCatalogue(command))
        return singleKeys_ ? QString::fromUtf8(commandInfo(command).keys) : QString();
    return keysText(keys(command));
}

QString KeyMap::hint(Command command) const
{
    const QString keys = text(command);
    return keys.isEmpty() ? commandText(command) : commandText(command) + u"  "_s + keys;
}

void KeyMap::bind()
{
    bindings_.clear();
    for (const CommandInfo& info : commandTable()) {
        for (const QKeySequence& sequence : keys(info.command))
            bindings_.emplace_back(sequence, info.command);
    }
}

template <typename Wanted>
std::optional<Command> KeyMap::first(const QKeyEvent& event, Wanted wanted) const
{
    const auto key = Qt::Key(event.key());
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const QKeySequence exact{QKeyCombination(modifiers, key)};
    const QKeySequence plain{QKeyCombination(modifiers & ~Qt::ShiftModifier, key)};
    for (const auto& [sequence, command] : bindings_) {
        if (wanted(commandInfo(command).group) && (sequence == exact || (isSign(key) && sequence == plain)))
            return command;
    }
    return std::nullopt;
}

std::optional<Command> KeyMap::find(const QKeyEvent& event) const
{
    return first(event, [](CommandGroup group) { return group != CommandGroup::Rework; });
}

std::optional<Command> KeyMap::find(const QKeyEvent& event, CommandGroup group) const
{
    return first(event, [group](CommandGroup of) { return of == group; });
}

void KeyMap::choose(Command command, const QList<QKeySequence>& keys)
{
    if (keys == commandKeys(command))
        changed_.remove(int(command));
    else
        changed_.insert(int(command), keys);
    bind();
}

void KeyMap::take(Command command, const QKeySequence& keys)
{
    if (const auto before = owner(keys, command); before && *before != command) {
        QList<QKeySequence> left = chosen(*before);
        left.removeIf([&](const QKeySequence& other) { return same(other, keys); });
        choose(*before, left);
    }
    choose(command, {keys});
}

void KeyMap::reset(Command command)
{
    // Another command may have taken one of its keys meanwhile: that one gives it back.
    const QList<QKeySequence> delivered = commandKeys(command);
    changed_.remove(int(command));
    for (const CommandInfo& info : commandTable()) {
        if (info.command == command || !isChanged(info.command) || !meet(info.command, command))
            continue;
        QList<QKeySequence> left = chosen(info.command);
        const auto taken = left.removeIf([&](const QKeySequence& keys) {
            return std::ranges::any_of(delivered, [&](const auto& own) { return same(own, keys); });
        });
        if (taken > 0)
            choose(info.command, left);
    }
    bind();
}

void KeyMap::resetAll()
{
    changed_.clear();
    bind();
}

std::optional<Command> KeyMap::owner(const QKeySequence& keys, Command command) const
{
    for (const CommandInfo& info : commandTable()) {
        if (!meet(info.command, command))
            continue;
        const auto list = chosen(info.command);
        if (std::ranges::any_of(list, [&](const QKeySequence& other) { return same(other, keys); }))
            return info.command;
    }
    return std::nullopt;
}

KeyMap::Refusal KeyMap::refusal(const QKeySequence& keys)
{
    if (keys.isEmpty())
        return Refusal::Incomplete;
    const Qt::Key key = keys[0].key();
    const Qt::KeyboardModifiers modifiers = keys[0].keyboardModifiers();
    switch (key) {
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta: return Refusal::Incomplete;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape: return Refusal::Window;
    default: break;
    }
    const bool commanding = modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool shifted = modifiers & Qt::ShiftModifier;
    if (!commanding && ((isDigit(key) && key != Qt::Key_0) || (shifted && (isLetter(key) || isDigit(key)))))
        return Refusal::Reasons;
    return Refusal::None;
}

QKeySequence KeyMap::pressed(const QKeyEvent& event)
{
    const auto key = Qt::Key(event.key());
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (isSign(key))
        modifiers &= ~Qt::ShiftModifier;
    return QKeySequence(QKeyCombination(modifiers, key));
}

} // namespace photodesk::app
