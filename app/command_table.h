#pragma once

#include "widgets/icons.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <optional>
#include <span>

class QKeyEvent;

namespace photodesk::app {

/// Everything a key can do. Shortcuts, menus, the cheat sheet and the settings page read this one table.
enum class Command {
    Approve,
    Reject,
    SecondOpinion,
    BulkApprove,
    Undo,
    Next,
    Previous,
    Reasons,
    FindReason,
    Note,
    NextFinding,
    PreviousFinding,
    Fit,
    ActualSize,
    ZoomIn,
    ZoomOut,
    Magnifier,
    Compare,
    SideBySide,
    HideOverlays,
    OverlayPreset,
    PageReview,
    PageSheet,
    PageHistory,
    PageSettings,
    NotAccepted,
    CheatSheet,
    Lock,
    SignOut,
    Cancel,
};

enum class CommandGroup { Decide, Reasons, Look, Everywhere };

struct CommandInfo {
    Command command;
    CommandGroup group;
    widgets::Icon icon;
    const char* text; ///< English, for commandText()
    const char* keys; ///< portable key sequences separated by spaces; the first is the one shown
    bool held;        ///< works while the key is down
};

[[nodiscard]] std::span<const CommandInfo> commandTable();
[[nodiscard]] const CommandInfo& commandInfo(Command command);
[[nodiscard]] QString commandText(Command command);
[[nodiscard]] QString commandGroupText(CommandGroup group);
/// With `singleKeys` off, plain letters, digits and signs ask for Ctrl+Shift beside them.
[[nodiscard]] QList<QKeySequence> commandKeys(Command command, bool singleKeys = true);
/// As people read them: "Z or Ctrl+Z".
[[nodiscard]] QString commandKeyText(Command command, bool singleKeys = true);
[[nodiscard]] std::optional<Command> commandForKey(const QKeyEvent& event, bool singleKeys);

} // namespace photodesk::app
