#pragma once

#include "domain/report.h"

#include <QLocale>
#include <QString>

namespace photodesk::widgets {

/// A check's name for people in the default locale's language (resources/checks.json); an unknown id stands
/// for itself.
[[nodiscard]] QString checkName(const QString& id);
/// Value, relation and limit with the unit: "0.31 > 0.05", "12° ≤ 15°", "0.49 in 0.40–0.60"; where it was not
/// assessed why, in words; "" when there is nothing to say.
[[nodiscard]] QString checkFact(const CheckResult& check, const QLocale& locale);
/// "✕", "!", "✓", "–": never by colour alone.
[[nodiscard]] QString checkMark(CheckStatus status);
/// "fails", "look at it", "fulfilled", "not assessed": for accessible texts.
[[nodiscard]] QString checkStatusText(CheckStatus status);

} // namespace photodesk::widgets
