#pragma once

#include "widgets/icons.h"

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>
#include <span>

namespace photodesk::app {
Q_NAMESPACE

/// Everything a key can do. Shortcuts, menus, the cheat sheet and the settings page read this one table, by
/// way of a KeyMap. The names stand in settings files: rename none.
enum class Command {
    Approve,
    Reject,
    SecondOpinion,
    Rework,
    BulkApprove,
    Undo,
    Next,
    Previous,
    GiveBack,
    QueueFilter,
    Reasons,
    ReasonGroup,
    FindReason,
    Note,
    NextFinding,
    PreviousFinding,
    Disagree,
    Fit,
    ActualSize,
    TwiceSize,
    ZoomIn,
    ZoomOut,
    RotateLeft,
    RotateRight,
    Magnifier,
    Compare,
    SideBySide,
    Blink,
    Slider,
    HideOverlays,
    OverlayPreset,
    ShowFaceBox,
    ShowMesh,
    ShowEyeLine,
    ShowHeadTopChin,
    ShowCentre,
    ShowBands,
    ShowPose,
    ShowMaskEdge,
    ShowZebra,
    ShowSharpness,
    Histogram,
    CopyPhoto,
    PersonHistory,
    PageReview,
    PageSheet,
    PageHistory,
    PageSettings,
    NotAccepted,
    Today,
    CheatSheet,
    Lock,
    SignOut,
    Cancel,
    CropLarger,
    CropSmaller,
    TurnLeft,
    TurnRight,
    BrushKeep,
    BrushRemove,
    BrushSmaller,
    BrushLarger,
    ReworkUndo,
    ReworkRedo,
    ReworkBefore,
    ReworkSideBySide,
    ReworkWholePhoto,
    ReworkReset,
    ReworkSave,
    ReworkCancel,
};
Q_ENUM_NS(Command)

enum class CommandGroup { Decide, Reasons, Look, Overlays, Everywhere, Rework };

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
/// As delivered; what this person's keys are, a KeyMap says.
[[nodiscard]] QList<QKeySequence> commandKeys(Command command);
/// Its keys come with the reasons and can't be changed.
[[nodiscard]] bool belongsToCatalogue(Command command);
/// As people read them: "Z  Ctrl+Z".
[[nodiscard]] QString keysText(const QList<QKeySequence>& keys);
/// For people who want no single keys: a plain letter, digit or sign with Ctrl+Shift beside it, all else as
/// it is.
[[nodiscard]] QKeySequence withoutSingleKeys(const QKeySequence& keys);

} // namespace photodesk::app
