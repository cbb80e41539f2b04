#include "server/program/stop_signal.h"

#include <QtGlobal>

#include <csignal>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <unistd.h>
#else
#include <chrono>
#include <thread>
#endif

namespace photodesk::server::program {
namespace {

#ifdef Q_OS_UNIX
int wakePipe[2] = {-1, -1};

// Only what POSIX allows inside a handler.
extern "C" void onStopSignal(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = write(wakePipe[1], &byte, 1);
    errno = before;
}
#else
volatile std::sig_atomic_t stopped = 0;

extern "C" void onStopSignal(int)
{
    stopped = 1;
}
#endif

} // namespace

void catchStopSignals()
{
#ifdef Q_OS_UNIX
    if (pipe(wakePipe) != 0)
        qFatal("no pipe for signals");
#endif
    std::signal(SIGINT, &onStopSignal);
    std::signal(SIGTERM, &onStopSignal);
}

void waitForStopSignal()
{
#ifdef Q_OS_UNIX
    char byte = 0;
    while (read(wakePipe[0], &byte, 1) < 0 && errno == EINTR) {
    }
#else
    using namespace std::chrono_literals;
    while (!stopped)
        std::this_thread::sleep_for(100ms);
#endif
}

} // namespace photodesk::server::program
