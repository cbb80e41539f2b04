#include "widgets/tokens.h"

#include "domain/json.h"
#include "resources/resources.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr std::array<QLatin1StringView, roleCount> roleNames{
    "window"_L1,    "surface"_L1,      "text"_L1,         "muted"_L1,         "border"_L1,
    "divider"_L1,   "hover"_L1,        "selected"_L1,     "accent"_L1,        "on_accent"_L1,
    "pass"_L1,      "warn"_L1,         "fail"_L1,         "not_assessed"_L1,  "canvas"_L1,
    "on_canvas"_L1, "overlay_line"_L1, "overlay_dark"_L1, "overlay_mark"_L1,  "blown"_L1,
    "blocked"_L1,   "sharp"_L1,        "channel_red"_L1,  "channel_green"_L1, "channel_blue"_L1};

constexpr std::array<QLatin1StringView, metricCount> metricNames{
    "tight"_L1,    "inside"_L1,    "between"_L1, "around"_L1,     "control"_L1, "row"_L1,
    "list_row"_L1, "hit"_L1,       "corner"_L1,  "focus_ring"_L1, "icon"_L1,    "rail"_L1,
    "strip"_L1,    "inspector"_L1, "motion"_L1,  "busy_delay"_L1};

constexpr std::array<QLatin1StringView, 5> textSizeNames{"small"_L1, "body"_L1, "title"_L1, "large"_L1,
                                                         "display"_L1};

template <std::size_t N>
void readLengths(const QJsonObject& object, const std::array<QLatin1StringView, N>& names,
                 std::array<int, N>& into, const QString& where, QString& wrong)
{
    for (std::size_t i = 0; i < N; ++i) {
        into[i] = object.value(names[i]).toInt(-1);
        if (into[i] < 0)
            wrong = where + names[i];
    }
}

double luminance(const QColor& colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

} // namespace

Result<Tokens> Tokens::fromJson(const QByteArray& utf8)
{
    PD_ASSIGN(const QJsonObject root, json::parseObject(utf8));
    Tokens tokens;
    QString wrong;
    constexpr std::array schemes{"light"_L1, "dark"_L1};
    for (std::size_t s = 0; s < schemes.size(); ++s) {
        const QJsonObject colours = root.value(schemes[s]).toObject();
        for (std::size_t r = 0; r < roleNames.size(); ++r) {
            const QString name = colours.value(roleNames[r]).toString();
            tokens.colours_[s][r] = QColor::isValidColor(name) ? QColor(name) : QColor();
            if (!tokens.colours_[s][r].isValid())
                wrong = schemes[s] + u'.' + roleNames[r];
        }
    }
    readLengths(root.value("text"_L1).toObject(), textSizeNames, tokens.textSizes_, u"text."_s, wrong);
    readLengths(root.value("metrics"_L1).toObject(), metricNames, tokens.metrics_, u"metrics."_s, wrong);
    if (!wrong.isEmpty())
        return fail(ErrorCode::InvalidField, wrong);
    return tokens;
}

const Tokens& Tokens::builtIn()
{
    static const Tokens tokens = [] {
        const auto bytes = resources::read(u"style/tokens.json"_s);
        auto parsed = bytes ? fromJson(*bytes) : Result<Tokens>(fail(bytes.error()));
        if (!parsed)
            qFatal("resources/style/tokens.json: %s", qPrintable(parsed.error().detail));
        return *std::move(parsed);
    }();
    return tokens;
}

QColor Tokens::colour(Scheme scheme, Role role) const
{
    return colours_[std::size_t(scheme)][std::size_t(role)];
}

QLatin1StringView roleName(Role role)
{
    return roleNames[std::size_t(role)];
}

QLatin1StringView metricName(Metric metric)
{
    return metricNames[std::size_t(metric)];
}

QLatin1StringView textSizeName(TextSize size)
{
    return textSizeNames[std::size_t(size)];
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace photodesk::widgets
