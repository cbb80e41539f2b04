#include "imaging/inspect/check_words.h"

#include "resources/resources.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

QString number(double value)
{
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

} // namespace

Result<CheckNames> CheckNames::load()
{
    CheckNames names;
    PD_ASSIGN(names.reasons_, resources::reasons());
    return names;
}

CheckWords CheckNames::of(const QString& id, const QString& reasonCode) const
{
    const Reason* reason = reasons_.find(reasonCode);
    return reason ? CheckWords{reason->zh, reason->en} : CheckWords{id, id};
}

QString figureOf(const CheckResult& check)
{
    if (!check.value)
        return check.why;
    QString text = number(*check.value);
    if (check.unit == "deg"_L1)
        text += u'°';
    else if (check.unit == "px"_L1)
        text += u" px"_s;
    if (check.min && check.max)
        text += u" (%1 – %2)"_s.arg(number(*check.min), number(*check.max));
    else if (check.min)
        text += u" (≥ %1)"_s.arg(number(*check.min));
    else if (check.max)
        text += u" (≤ %1)"_s.arg(number(*check.max));
    return text;
}

} // namespace photodesk::inspect
