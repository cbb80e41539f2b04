#pragma once

#include <QStringList>

namespace photodesk::server::program {

/// `demo --data DIR`: fills an empty folder with the invented people of resources/demo/demo.json by the same
/// use cases that serve phones and workstations, at times in the past and in the order things happened. Every
/// staff account gets the one password written to DIR/demo-password.
[[nodiscard]] int demo(const QStringList& arguments);

} // namespace photodesk::server::program
