#pragma once

#include <QElapsedTimer>
#include <QString>

#include <cstddef>

namespace photodesk::inspect {

/// How far a run is, on standard error: a bar that stays on its line where that is a terminal, else a line
/// every ten seconds.
class Progress {
public:
    enum class Style { Quiet, Lines, Bar };

    /// Bar only if nothing else writes to the same screen.
    [[nodiscard]] static Style styleFor(bool quiet, bool linesOnStdout);
    [[nodiscard]] static bool stdoutIsTerminal();

    Progress(Style style, std::size_t total);
    ~Progress(); ///< leaves an empty line behind the bar
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::size_t finished);
    void say(const QString& line); ///< a line of its own, never lost behind the bar

private:
    void wipe();

    Style style_;
    std::size_t total_, shown_ = 0;
    bool painted_ = false;
    QElapsedTimer clock_;
    qint64 lastMs_ = 0;
};

} // namespace photodesk::inspect
