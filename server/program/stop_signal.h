#pragma once

namespace photodesk::server::program {

/// From here on SIGINT and SIGTERM are taken; before any thread starts.
void catchStopSignals();
/// Returns once one of them came, also one that came before.
void waitForStopSignal();

} // namespace photodesk::server::program
