// The one file of the engine that asks the operating system about terminals.
#include "imaging/inspect/progress.h"

#include <algorithm>
#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

constexpr qint64 barEveryMs = 100, lineEveryMs = 10'000;
constexpr int barCells = 30;

bool isTerminal(std::FILE* stream)
{
#ifdef _WIN32
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

void put(const QString& text)
{
    std::fputs(qUtf8Printable(text), stderr);
    std::fflush(stderr);
}

QString duration(qint64 seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

} // namespace

Progress::Style Progress::styleFor(bool quiet, bool linesOnStdout)
{
    if (quiet)
        return Style::Quiet;
    return isTerminal(stderr) && !(linesOnStdout && stdoutIsTerminal()) ? Style::Bar : Style::Lines;
}

bool Progress::stdoutIsTerminal()
{
    return isTerminal(stdout);
}

Progress::Progress(Style style, std::size_t total) : style_(style), total_(total)
{
    clock_.start();
}

Progress::~Progress()
{
    wipe();
}

void Progress::show(std::size_t finished)
{
    const qint64 now = clock_.elapsed();
    const qint64 every = style_ == Style::Bar ? barEveryMs : lineEveryMs;
    if (style_ == Style::Quiet || total_ == 0 || now - lastMs_ < every || finished == 0)
        return;
    lastMs_ = now;
    const double share = double(finished) / double(total_);
    const qint64 left = qint64(double(now) * (1 - share) / share / 1000);
    const QString figures = u"%1/%2  %3/s  -%4"_s.arg(finished)
                                .arg(total_)
                                .arg(double(finished) * 1000 / double(now), 0, 'f', 1)
                                .arg(duration(left));
    if (style_ == Style::Lines) {
        put(figures + u'\n');
        return;
    }
    const int full = int(share * barCells);
    put(u"\r[%1%2] %3 \x1b[K"_s.arg(QString(full, u'#'), QString(barCells - full, u'.'), figures));
    painted_ = true;
}

void Progress::say(const QString& line)
{
    if (style_ == Style::Quiet)
        return;
    wipe();
    put(line + u'\n');
}

void Progress::wipe()
{
    if (painted_)
        put(u"\r\x1b[K"_s);
    painted_ = false;
}

} // namespace photodesk::inspect
