#include "widgets/check_names.h"

#include "resources/resources.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

struct CheckNames {
    Q_DECLARE_TR_FUNCTIONS(CheckNames)
};

struct Why {
    const char* word;
    const char* text;
};

/// Why a check was not assessed: the engine's stable words (docs/imaging.md).
constexpr std::array whys{
    Why{"no_face", QT_TRANSLATE_NOOP("CheckNames", "no face found")},
    Why{"quick", QT_TRANSLATE_NOOP("CheckNames", "not yet")},
    Why{"pose", QT_TRANSLATE_NOOP("CheckNames", "head turned too far")},
    Why{"too_few_pixels", QT_TRANSLATE_NOOP("CheckNames", "too few pixels")},
    Why{"no_head_top", QT_TRANSLATE_NOOP("CheckNames", "head top not found")},
    Why{"eyes_placed", QT_TRANSLATE_NOOP("CheckNames", "eyes placed by hand")},
    Why{"face_covered", QT_TRANSLATE_NOOP("CheckNames", "face covered")},
    Why{"eyes_covered", QT_TRANSLATE_NOOP("CheckNames", "eyes covered")},
    Why{"eyes_closed", QT_TRANSLATE_NOOP("CheckNames", "eyes closed")},
    Why{"mouth_covered", QT_TRANSLATE_NOOP("CheckNames", "mouth covered")},
    Why{"head_covered", QT_TRANSLATE_NOOP("CheckNames", "head covered")},
    Why{"ears_covered", QT_TRANSLATE_NOOP("CheckNames", "ears covered")},
    Why{"no_hairline", QT_TRANSLATE_NOOP("CheckNames", "no hairline")},
    Why{"live_capture", QT_TRANSLATE_NOOP("CheckNames", "taken live, no file history")},
    Why{"no_date", QT_TRANSLATE_NOOP("CheckNames", "no date")},
    Why{"no_jpeg", QT_TRANSLATE_NOOP("CheckNames", "not a JPEG file")},
    Why{"no_trace", QT_TRANSLATE_NOOP("CheckNames", "no trace to go by")},
    Why{"busy_background", QT_TRANSLATE_NOOP("CheckNames", "background too busy")},
    Why{"overexposed", QT_TRANSLATE_NOOP("CheckNames", "overexposed")},
    Why{"greyscale", QT_TRANSLATE_NOOP("CheckNames", "black and white")},
    Why{"not_rendered", QT_TRANSLATE_NOOP("CheckNames", "no processed picture")},
    Why{"not_compared", QT_TRANSLATE_NOOP("CheckNames", "not compared yet")},
    Why{"reduced", QT_TRANSLATE_NOOP("CheckNames", "needs the full picture")},
};

QString whyText(const QString& why)
{
    const auto known =
        std::ranges::find_if(whys, [&](const Why& w) { return why == QLatin1StringView(w.word); });
    return known == whys.end() ? CheckNames::tr("not measurable") : CheckNames::tr(known->text);
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
