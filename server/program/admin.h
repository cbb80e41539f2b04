#pragma once

#include <QStringList>

namespace photodesk::server::program {

/// `admin SUBCOMMAND …`: what an operator does at the terminal; the exit status.
[[nodiscard]] int admin(const QStringList& arguments);

} // namespace photodesk::server::program
