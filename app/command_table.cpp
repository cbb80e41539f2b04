#include "app/command_table.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

using enum Command;
using widgets::Icon;
constexpr auto decide = CommandGroup::Decide;
constexpr auto reasons = CommandGroup::Reasons;
constexpr auto look = CommandGroup::Look;
constexpr auto layers = CommandGroup::Overlays;
constexpr auto everywhere = CommandGroup::Everywhere;
constexpr auto rework = CommandGroup::Rework;

constexpr CommandInfo table[] = {
    {Approve, decide, Icon::Check, QT_TRANSLATE_NOOP("Command", "Approve"), "A", false},
    {Reject, decide, Icon::Cross, QT_TRANSLATE_NOOP("Command", "Reject; again or Enter confirms"), "R",
     false},
    {SecondOpinion, decide, Icon::Staff, QT_TRANSLATE_NOOP("Command", "Second opinion"), "S", false},
    {Rework, decide, Icon::Crop, QT_TRANSLATE_NOOP("Command", "Rework: crop, turn, cut-out"), "E", false},
    {BulkApprove, decide, Icon::Gallery,
     QT_TRANSLATE_NOOP("Command", "Approve the chosen clean photos together, on the contact sheet"), "Ctrl+B",
     false},
    {Undo, decide, Icon::Undo, QT_TRANSLATE_NOOP("Command", "Undo the last decision"), "Z Ctrl+Z", false},
    {Next, decide, Icon::ChevronRight, QT_TRANSLATE_NOOP("Command", "Next photo, undecided"), "Space Right",
     false},
    {Previous, decide, Icon::ChevronLeft, QT_TRANSLATE_NOOP("Command", "Previous photo"), "Backspace Left",
     false},
    {GiveBack, decide, Icon::Upload, QT_TRANSLATE_NOOP("Command", "Give the photo back to the others"), "X",
     false},
    {QueueFilter, decide, Icon::Filter, QT_TRANSLATE_NOOP("Command", "Choose what to review"), "W", false},
    {Reasons, reasons, Icon::Flag, QT_TRANSLATE_NOOP("Command", "Choose a reason; with Shift the main one"),
     "1…9", false},
    {ReasonGroup, reasons, Icon::Flag,
     QT_TRANSLATE_NOOP("Command", "Reasons by the letter of their code, then a digit"), "Shift+A…Z", false},
    {FindReason, reasons, Icon::Search, QT_TRANSLATE_NOOP("Command", "Find a reason"), "/", false},
    {Note, reasons, Icon::Note, QT_TRANSLATE_NOOP("Command", "Note to the student"), "N", false},
    {NextFinding, reasons, Icon::ChevronDown, QT_TRANSLATE_NOOP("Command", "Next finding"), "Down", false},
    {PreviousFinding, reasons, Icon::ChevronUp, QT_TRANSLATE_NOOP("Command", "Previous finding"), "Up",
     false},
    {Disagree, reasons, Icon::Flag, QT_TRANSLATE_NOOP("Command", "Disagree with the finding"), "D", false},
    {Fit, look, Icon::Fit, QT_TRANSLATE_NOOP("Command", "Fit"), "F", false},
    {ActualSize, look, Icon::ZoomIn, QT_TRANSLATE_NOOP("Command", "100 %"), "0", false},
    {TwiceSize, look, Icon::ZoomIn, QT_TRANSLATE_NOOP("Command", "200 %"), "U", false},
    {ZoomIn, look, Icon::ZoomIn, QT_TRANSLATE_NOOP("Command", "Zoom in"), "+ =", false},
    {ZoomOut, look, Icon::ZoomOut, QT_TRANSLATE_NOOP("Command", "Zoom out"), "-", false},
    {RotateLeft, look, Icon::RotateLeft, QT_TRANSLATE_NOOP("Command", "Turn the view left"), ",", false},
    {RotateRight, look, Icon::RotateRight, QT_TRANSLATE_NOOP("Command", "Turn the view right"), ".", false},
    {Magnifier, look, Icon::Search, QT_TRANSLATE_NOOP("Command", "Magnifier, while held"), "M", true},
    {Compare, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "The other picture; held: a glance"), "C",
     true},
    {SideBySide, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Side by side"), "V", false},
    {Blink, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Blink: both in turn"), "B", false},
    {Slider, look, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Dividing line; ← → move it"), "L", false},
    {HideOverlays, layers, Icon::EyeOff, QT_TRANSLATE_NOOP("Command", "Hide overlays, while held"), "O",
     true},
    {OverlayPreset, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Next set of overlays"), "G", false},
    {ShowFaceBox, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Face box"), "Alt+1", false},
    {ShowMesh, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Face mesh"), "Alt+2", false},
    {ShowEyeLine, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Eye line"), "Alt+3", false},
    {ShowHeadTopChin, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Head top and chin"), "Alt+4",
     false},
    {ShowCentre, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Centre line"), "Alt+5", false},
    {ShowBands, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Standard's bands"), "Alt+6", false},
    {ShowPose, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Pose"), "Alt+7", false},
    {ShowMaskEdge, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Edge of the person"), "Alt+8", false},
    {ShowZebra, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Clipped exposure"), "Alt+9", false},
    {ShowSharpness, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Sharp edges"), "Alt+0", false},
    {Histogram, layers, Icon::Layers, QT_TRANSLATE_NOOP("Command", "Histogram: all, face, none"), "I", false},
    {CopyPhoto, look, Icon::Copy, QT_TRANSLATE_NOOP("Command", "Copy the photo, where it is allowed"),
     "Ctrl+C", false},
    {PersonHistory, look, Icon::History, QT_TRANSLATE_NOOP("Command", "History of the person"), "H", false},
    {PageReview, everywhere, Icon::Review, QT_TRANSLATE_NOOP("Command", "Review"), "Ctrl+1", false},
    {PageSheet, everywhere, Icon::Gallery, QT_TRANSLATE_NOOP("Command", "Contact sheet, and back"),
     "Ctrl+T T", false},
    {PageHistory, everywhere, Icon::History, QT_TRANSLATE_NOOP("Command", "My last decisions"), "Ctrl+2",
     false},
    {PageSettings, everywhere, Icon::Settings, QT_TRANSLATE_NOOP("Command", "Settings"), "Ctrl+,", false},
    {NotAccepted, everywhere, Icon::Alert, QT_TRANSLATE_NOOP("Command", "Decisions not accepted"), "Ctrl+E",
     false},
    {Today, everywhere, Icon::Clock, QT_TRANSLATE_NOOP("Command", "My day"), "Ctrl+D", false},
    {CheatSheet, everywhere, Icon::Keyboard, QT_TRANSLATE_NOOP("Command", "All keys"), "? F1", false},
    {Lock, everywhere, Icon::Lock, QT_TRANSLATE_NOOP("Command", "Lock"), "Ctrl+L", false},
    {SignOut, everywhere, Icon::SignOut, QT_TRANSLATE_NOOP("Command", "Sign out"), "Ctrl+Shift+Q", false},
    {Cancel, everywhere, Icon::Close, QT_TRANSLATE_NOOP("Command", "Close, or step back"), "Esc", false},
    {CropLarger, rework, Icon::Plus, QT_TRANSLATE_NOOP("Command", "Crop larger"), "+ =", false},
    {CropSmaller, rework, Icon::Minus, QT_TRANSLATE_NOOP("Command", "Crop smaller"), "-", false},
    {TurnLeft, rework, Icon::RotateLeft, QT_TRANSLATE_NOOP("Command", "Turn left 0.1°; with Shift 1°"), ", <",
     false},
    {TurnRight, rework, Icon::RotateRight, QT_TRANSLATE_NOOP("Command", "Turn right 0.1°; with Shift 1°"),
     ". >", false},
    {BrushKeep, rework, Icon::Plus, QT_TRANSLATE_NOOP("Command", "Brush: keep as person"), "K", false},
    {BrushRemove, rework, Icon::Minus, QT_TRANSLATE_NOOP("Command", "Brush: remove to background"), "D",
     false},
    {BrushSmaller, rework, Icon::Minus, QT_TRANSLATE_NOOP("Command", "Smaller brush"), "[", false},
    {BrushLarger, rework, Icon::Plus, QT_TRANSLATE_NOOP("Command", "Larger brush"), "]", false},
    {ReworkUndo, rework, Icon::Undo, QT_TRANSLATE_NOOP("Command", "Undo a stroke or move"), "Z Ctrl+Z",
     false},
    {ReworkRedo, rework, Icon::Redo, QT_TRANSLATE_NOOP("Command", "Do it again"), "Y Ctrl+Y", false},
    {ReworkBefore, rework, Icon::Compare, QT_TRANSLATE_NOOP("Command", "How it was, while held"), "B", true},
    {ReworkSideBySide, rework, Icon::Compare, QT_TRANSLATE_NOOP("Command", "Before and after side by side"),
     "V", false},
    {ReworkWholePhoto, rework, Icon::Fit, QT_TRANSLATE_NOOP("Command", "Whole original"), "F", false},
    {ReworkReset, rework, Icon::Refresh, QT_TRANSLATE_NOOP("Command", "Reset all"), "R", false},
    {ReworkSave, rework, Icon::Check, QT_TRANSLATE_NOOP("Command", "Save the rework"), "Ctrl+S", false},
    {ReworkCancel, rework, Icon::Close, QT_TRANSLATE_NOOP("Command", "Leave without saving"), "Esc", false},
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
    case CommandGroup::Overlays: return QCoreApplication::translate("Command", "Overlays");
    case CommandGroup::Rework: return QCoreApplication::translate("Command", "Rework");
    case CommandGroup::Everywhere: break;
    }
    return QCoreApplication::translate("Command", "Everywhere");
}

QList<QKeySequence> commandKeys(Command command)
{
    QList<QKeySequence> list;
    if (belongsToCatalogue(command))
        return list;
    for (const QString& text : QString::fromUtf8(commandInfo(command).keys).split(u' '))
        list << QKeySequence::fromString(text, QKeySequence::PortableText);
    return list;
}

bool belongsToCatalogue(Command command)
{
    return command == Command::Reasons || command == Command::ReasonGroup;
}

QString keysText(const QList<QKeySequence>& list)
{
    static const QHash<QString, QString> signs{
        {u"Left"_s, u"←"_s}, {u"Right"_s, u"→"_s}, {u"Up"_s, u"↑"_s}, {u"Down"_s, u"↓"_s}};
    QStringList words;
    for (const QKeySequence& keys : list) {
        if (keys == QKeySequence(u"="_s) && list.size() > 1) // the same key as + without Shift
            continue;
        const QString portable = keys.toString(QKeySequence::PortableText);
        words << signs.value(portable, keys.toString(QKeySequence::NativeText));
    }
    return words.join(u"  "_s);
}

QKeySequence withoutSingleKeys(const QKeySequence& keys)
{
    return isSingle(keys)
               ? QKeySequence(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, keys[0].key()))
               : keys;
}

} // namespace photodesk::app
