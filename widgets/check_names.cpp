#include "widgets/check_names.h"

#include "resources/resources.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

struct CheckNames {
    Q_DECLARE_TR_FUNCTIONS(CheckNames)
};

QString whyText(const QString& why)
{
    if (why == "no_face"_L1)
        return CheckNames::tr("no face found");
    if (why == "quick"_L1)
        return CheckNames::tr("not yet");
    if (why == "pose"_L1)
        return CheckNames::tr("head turned too far");
    if (why == "too_few_pixels"_L1)
        return CheckNames::tr("too few pixels");
    if (why == "no_head_top"_L1)
        return CheckNames::tr("head top not found");
    if (why == "face_covered"_L1)
        return CheckNames::tr("face covered");
    if (why == "live_capture"_L1)
        return CheckNames::tr("taken live, no file history");
    if (why == "no_date"_L1)
        return CheckNames::tr("no date");
    if (why == "no_jpeg"_L1)
        return CheckNames::tr("not a JPEG file");
    if (why == "no_trace"_L1)
        return CheckNames::tr("no trace to go by");
    if (why == "busy_background"_L1)
        return CheckNames::tr("background too busy");
    if (why == "overexposed"_L1)
        return CheckNames::tr("overexposed");
    if (why == "greyscale"_L1)
        return CheckNames::tr("black and white");
    if (why == "reduced"_L1)
        return CheckNames::tr("needs the full picture");
    return CheckNames::tr("not measurable");
}

QString unitText(const QString& unit)
{
    if (unit == "deg"_L1)
        return u"°"_s;
    if (unit == "px"_L1)
        return u" px"_s;
    if (unit == "delta_e"_L1)
        return u" ΔE"_s;
    if (unit == "stops"_L1)
        return u" EV"_s;
    if (unit == "days"_L1)
        return CheckNames::tr(" days");
    return {};
}

/// Shares as percent, small numbers with two places, everything else as short as it stays honest.
QString number(double value, const CheckResult& check, const QLocale& locale, int morePlaces = 0)
{
    const auto places = [&](int usual) { return locale.toString(value, 'f', usual + morePlaces); };
    if (check.unit == "share"_L1)
        return locale.toString(value * 100, 'f', (std::abs(value) < 0.1 ? 1 : 0) + morePlaces) + u" %"_s;
    if (check.unit == "ratio"_L1)
        return places(2);
    const bool whole =
        check.unit.isEmpty() || check.unit == "px"_L1 || std::abs(value) >= 100 || value == std::round(value);
    return places(whole ? 0 : 1) + unitText(check.unit);
}

/// "0.0504 > 0.0500": as many places as it takes for the relation to be visible.
QString relation(double value, QChar sign, double limit, const CheckResult& check, const QLocale& locale)
{
    constexpr int most = 3;
    for (int more = 0;; ++more) {
        const QString left = number(value, check, locale, more), right = number(limit, check, locale, more);
        if (left != right || more == most)
            return u"%1 %2 %3"_s.arg(left, sign, right);
    }
}

} // namespace

QString checkName(const QString& id)
{
    const auto& all = resources::checks();
    const auto found = std::ranges::find(all, id, &CheckInfo::id);
    if (found == all.end())
        return id;
    return QLocale().language() == QLocale::Chinese ? found->nameZh : found->nameEn;
}

QString checkFact(const CheckResult& check, const QLocale& locale)
{
    if (check.status == CheckStatus::NotAssessed)
        return whyText(check.why);
    if (!check.value)
        return {};
    const auto text = [&](double value) { return number(value, check, locale); };
    const double value = *check.value;
    if (check.max && value > *check.max)
        return relation(value, u'>', *check.max, check, locale);
    if (check.min && value < *check.min)
        return relation(value, u'<', *check.min, check, locale);
    if (check.min && check.max && *check.min == *check.max)
        return text(value);
    if (check.min && check.max && *check.min == -*check.max)
        return u"%1, ± %2"_s.arg(text(value), text(*check.max));
    if (check.min && check.max)
        return CheckNames::tr("%1 in %2–%3").arg(text(value), locale.toString(*check.min), text(*check.max));
    if (check.max)
        return u"%1 ≤ %2"_s.arg(text(value), text(*check.max));
    return check.min ? u"%1 ≥ %2"_s.arg(text(value), text(*check.min)) : text(value);
}

QString checkMark(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return u"✓"_s;
    case CheckStatus::Warn: return u"!"_s;
    case CheckStatus::Fail: return u"✕"_s;
    case CheckStatus::NotAssessed: break;
    }
    return u"–"_s;
}

QString checkStatusText(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return CheckNames::tr("fulfilled");
    case CheckStatus::Warn: return CheckNames::tr("to look at");
    case CheckStatus::Fail: return CheckNames::tr("not fulfilled");
    case CheckStatus::NotAssessed: break;
    }
    return CheckNames::tr("not assessed");
}

} // namespace photodesk::widgets
