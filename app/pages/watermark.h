#pragma once

#include "app/review/workplace.h"

namespace photodesk::app {

/// User and minute, to lie faintly over every photo; empty where the policy asks for none.
[[nodiscard]] QString watermarkText(Workplace& workplace);

} // namespace photodesk::app
