#pragma once

#include <QStringList>

namespace photodesk::server::program {

/// `serve`: runs until SIGTERM or SIGINT; the exit status.
[[nodiscard]] int serve(const QStringList& arguments);
/// `routes`: METHOD PATTERN, one a line, for the test that holds the OpenAPI document against them.
[[nodiscard]] int routes();

} // namespace photodesk::server::program
