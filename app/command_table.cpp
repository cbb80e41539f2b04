#include "app/command_table.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

using enum Command;
using widgets::Icon;
constexpr auto decide = CommandGroup::Decide;
constexpr auto reasons = CommandGroup::Reasons;
constexpr auto look = CommandGroup::Look;
constexpr auto everywhere = CommandGroup::Everywhere;

constexpr CommandInfo table[] = {
    {Approve, decide, Icon::Check, QT_TRANSLATE_NOOP("Command", "Approve"), "A", false},
    {Reject, decide, Icon::Cross, QT_TRANSLATE_NOOP("Command", "Reject; again or Enter confirms"), "R",
     false},
    {SecondOpinion, decide, Icon::Staff, QT_TRANSLATE_NOOP("Command", "Second opinion"), "S", false},
    {BulkApprove, decide, Icon::Gallery,
     QT_TRANSLATE_NOOP("Command", "Approve the chosen clean photos together, on the contact sheet"), "Ctrl+B",
     false},
    {Undo, decide, Icon::Undo, QT_TRANSLATE_NOOP("Command", "Undo the last decision"), "Z Ctrl+Z", false},
    {Next, decide, Icon::ChevronRight, QT_TRANSLATE_NOOP("Command", "Next photo, undecided"), "Space Right",
     false},
    {Previous, decide, Icon::ChevronLeft, QT_TRANSLATE_NOOP("Command", "Previous photo"), "Backspace Left",
     false},
    {Reasons, reasons, Icon::Flag, QT_TRANSLATE_NOOP("Command", "Choose a reason; with Shift the main one"),
     "1…9", false},
    {FindReason, reasons, Icon::Search, QT_TRANSLATE_NOOP("Command", "Find a reason"), "/", false},
    {Note, reasons, Icon::Note, QT_TRANSLATE_NOOP("Command", "Note to the student"), "N", false},
    {NextFinding, reasons, Icon::ChevronDown, QT_TRANSLATE_NOOP("Command", "Next finding"), "Down", false},
    {PreviousFinding, reasons, Icon::ChevronUp, QT_TRANSLATE_NOOP("Command", "Previous finding"), "Up",
     false},
    {Fit, look, Icon::Fit, QT_TRANSLATE_NOOP("Command", "Fit"), "F", false},
    {ActualSize, look, Icon::ZoomIn, QT_TRANSLATE_NOOP("Command", "100 %"), "0", false},
    {ZoomIn, look, Icon::ZoomIn, QT_TRANSLATE_NOOP("Command", "Zoom in"), "+ =", false},
    {ZoomOut, look, Icon::ZoomOut, QT_TRANSLATE_NOOP("Command", "Zoom out"), "-", false},
    {Magnifier, look, Icon::Search, QT_TRANSLATE_NOOP("Command", "Magnifier, while held"), "M", true},
    {Compare, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Original or processed; held: a glance"), "C",
     true},
    {SideBySide, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Side by side"), "V", false},
    {HideOverlays, look, Icon::EyeOff, QT_TRANSLATE_NOOP("Command", "Hide overlays, while held"), "O", true},
    {OverlayPreset, look, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Next set of overlays"), "G", false},
    {PageReview, everywhere, Icon::Review, QT_TRANSLATE_NOOP("Command", "Review"), "Ctrl+1", false},
    {PageSheet, everywhere, Icon::Gallery, QT_TRANSLATE_NOOP("Command", "Contact sheet, and back"),
     "Ctrl+T T", false},
    {PageHistory, everywhere, Icon::History, QT_TRANSLATE_NOOP("Command", "My last decisions"), "Ctrl+2",
     false},
    {PageSettings, everywhere, Icon::Settings, QT_TRANSLATE_NOOP("Command", "Settings"), "Ctrl+,", false},
    {NotAccepted, everywhere, Icon::Alert, QT_TRANSLATE_NOOP("Command", "Decisions not accepted"), "Ctrl+E",
     false},
    {CheatSheet, everywhere, Icon::Keyboard, QT_TRANSLATE_NOOP("Command", "All keys"), "? F1", false},
    {Lock, everywhere, Icon::Lock, QT_TRANSLATE_NOOP("Command", "Lock"), "Ctrl+L", false},
    {SignOut, everywhere, Icon::SignOut, QT_TRANSLATE_NOOP("Command", "Sign out"), "Ctrl+Shift+Q", false},
    {Cancel, everywhere, Icon::Close, QT_TRANSLATE_NOOP("Command", "Close, or step back"), "Esc", false},
};

/// One printable key without Ctrl, Alt or Meta, which a slip of the hand can press.
bool isSingle(const QKeySequence& sequence)
{
    const QKeyCombination key = sequence[0];
    return !(key.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
           && key.key() < Qt::Key_Escape;
}

} // namespace

std::span<const CommandInfo> commandTable()
{
    return table;
}

const CommandInfo& commandInfo(Command command)
{
    return *std::ranges::find(table, command, &CommandInfo::command);
}

QString commandText(Command command)
{
    return QCoreApplication::translate("Command", commandInfo(command).text);
}

QString commandGroupText(CommandGroup group)
{
    switch (group) {
    case CommandGroup::Decide: return QCoreApplication::translate("Command", "Decide");
    case CommandGroup::Reasons: return QCoreApplication::translate("Command", "Reasons and findings");
    case CommandGroup::Look: return QCoreApplication::translate("Command", "Look");
    case CommandGroup::Everywhere: break;
    }
    return QCoreApplication::translate("Command", "Everywhere");
}

QList<QKeySequence> commandKeys(Command command, bool singleKeys)
{
    QList<QKeySequence> list;
    if (command == Command::Reasons)
        return list; // the digits belong to the reason picker, which reads them from the catalogue
    for (const QString& text : QString::fromUtf8(commandInfo(command).keys).split(u' ')) {
        QKeySequence keys = QKeySequence::fromString(text, QKeySequence::PortableText);
        if (!singleKeys && isSingle(keys))
            keys = QKeySequence(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, keys[0].key()));
        list << keys;
    }
    return list;
}

QString commandKeyText(Command command, bool singleKeys)
{
    if (command == Command::Reasons)
        return singleKeys ? QString::fromUtf8(commandInfo(command).keys) : QString();
    static const QHash<QString, QString> signs{
        {u"Left"_s, u"←"_s}, {u"Right"_s, u"→"_s}, {u"Up"_s, u"↑"_s}, {u"Down"_s, u"↓"_s}};
    QStringList words;
    for (const QKeySequence& keys : commandKeys(command, singleKeys)) {
        if (keys == QKeySequence(u"="_s)) // the same key as + without Shift
            continue;
        const QString portable = keys.toString(QKeySequence::PortableText);
        words << signs.value(portable, keys.toString(QKeySequence::NativeText));
    }
    return words.join(u"  "_s);
}

std::optional<Command> commandForKey(const QKeyEvent& event, bool singleKeys)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const auto key = Qt::Key(event.key());
    // Signs such as ? and + need Shift on most keyboards; what counts is the sign.
    const bool sign = key > Qt::Key_Space && key < Qt::Key_Escape && !(key >= Qt::Key_A && key <= Qt::Key_Z)
                      && !(key >= Qt::Key_0 && key <= Qt::Key_9);
    const QKeySequence exact{QKeyCombination(modifiers, key)};
    const QKeySequence plain{QKeyCombination(modifiers & ~Qt::ShiftModifier, key)};
    for (const CommandInfo& info : table) {
        for (const QKeySequence& keys : commandKeys(info.command, singleKeys)) {
            if (keys == exact || (sign && keys == plain))
                return info.command;
        }
    }
    return std::nullopt;
}

} // namespace photodesk::app
