#pragma once

#include "domain/record.h"
#include "domain/rights.h"

#include <QString>

namespace photodesk::app {

/// A record's state in the words of the trade.
[[nodiscard]] QString recordStateText(RecordState state);
[[nodiscard]] QString roleText(Role role);

} // namespace photodesk::app
