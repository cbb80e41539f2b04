#pragma once

#include "app/review/workplace.h"

namespace photodesk::app {

/// User and minute, to lie faintly over every photo; empty where the policy asks for none.
[[nodiscard]] QString watermarkText(Workplace& workplace);

/// Views that know a watermark get it.
template <typename View>
void markPhoto(View* view, const QString& text)
{
    if constexpr (requires { view->setWatermark(text); })
        view->setWatermark(text);
}

} // namespace photodesk::app
