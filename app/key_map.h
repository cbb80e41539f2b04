#pragma once

#include "app/command_table.h"

#include <QHash>
#include <QStringList>
#include <QVariantMap>

class QKeyEvent;

namespace photodesk::app {

class Settings;

/// Which key does what for this person: the command table as delivered, with what they changed. A value:
/// whoever shows or hears keys holds a copy and gets a new one when the settings change.
class KeyMap {
public:
    KeyMap(); ///< as delivered
    [[nodiscard]] static KeyMap from(const Settings& settings);
    [[nodiscard]] QVariantMap toSettings() const; ///< command name → portable keys; only what differs

    /// Off: plain letters, digits and signs ask for Ctrl+Shift beside them.
    void setSingleKeys(bool on);
    [[nodiscard]] bool singleKeys() const { return singleKeys_; }

    /// As they must be pressed. Empty: this person has no key for it.
    [[nodiscard]] QList<QKeySequence> keys(Command command) const;
    [[nodiscard]] QKeySequence first(Command command) const { return keys(command).value(0); }
    /// As people read them: "Z  Ctrl+Z".
    [[nodiscard]] QString text(Command command) const;
    /// "Fit  F": for tooltips.
    [[nodiscard]] QString hint(Command command) const;
    /// The rework page's own keys mean something there only, and are asked for with their group.
    [[nodiscard]] std::optional<Command> find(const QKeyEvent& event) const;
    [[nodiscard]] std::optional<Command> find(const QKeyEvent& event, CommandGroup group) const;

    // What follows speaks of the keys without Ctrl+Shift, as they are chosen.
    void choose(Command command, const QList<QKeySequence>& keys);
    /// `keys` is this command's only key from now on and nobody else's.
    void take(Command command, const QKeySequence& keys);
    void reset(Command command);
    void resetAll();
    [[nodiscard]] bool isChanged(Command command) const { return changed_.contains(int(command)); }
    [[nodiscard]] bool isAnyChanged() const { return !changed_.isEmpty(); }
    [[nodiscard]] QList<QKeySequence> chosen(Command command) const;
    /// Who has these keys where `command` is heard.
    [[nodiscard]] std::optional<Command> owner(const QKeySequence& keys, Command command) const;

    enum class Refusal {
        None,
        Incomplete, ///< only Shift, Ctrl, …
        Window,     ///< Tab, Return, Esc: moving, confirming, stepping back
        Reasons,    ///< digits, and letters with Shift
    };
    [[nodiscard]] static Refusal refusal(const QKeySequence& keys);
    /// What was pressed, as it is kept: signs without the Shift they are typed with.
    [[nodiscard]] static QKeySequence pressed(const QKeyEvent& event);

private:
    void bind();
    template <typename Wanted>
    [[nodiscard]] std::optional<Command> first(const QKeyEvent& event, Wanted wanted) const;
    QHash<int, QList<QKeySequence>> changed_;
    bool singleKeys_ = true;
    QList<std::pair<QKeySequence, Command>> bindings_; ///< as pressed, in the order of the table
};

/// Stable name of a command, for the settings file.
[[nodiscard]] QString commandName(Command command);

} // namespace photodesk::app
