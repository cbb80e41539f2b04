#pragma once

#include "domain/result.h"

#include <QColor>
#include <QList>

#include <array>

namespace photodesk::widgets {

/// What a colour is for. Values for light and dark stand in resources/style/tokens.json, nowhere else.
enum class Role {
    Window,  ///< behind everything
    Surface, ///< cards, lists, fields
    Text,
    Muted,    ///< secondary text; still ≥ 4.5 on both grounds
    Border,   ///< of controls; ≥ 3 on both grounds
    Divider,  ///< hairline between areas; decoration only, carries no meaning
    Hover,    ///< ground under the pointer
    Selected, ///< ground of the chosen row or chip
    Accent,   ///< the one colour: focus, main action, choice
    OnAccent, ///< text on Accent
    Pass,
    Warn,
    Fail,
    NotAssessed,
    Canvas,      ///< neutral grey round a photo
    OnCanvas,    ///< text on Canvas
    OverlayLine, ///< lines drawn on photos
    OverlayDark, ///< their outline
    OverlayMark, ///< the place of a finding on a photo
    Blown,       ///< zebra over clipped lights
    Blocked,     ///< zebra over clipped shadows
    Sharp,       ///< edges in focus
    ChannelRed,  ///< curves of a histogram, on OverlayDark
    ChannelGreen,
    ChannelBlue,
};
inline constexpr int roleCount = int(Role::ChannelBlue) + 1;

enum class Scheme { Light, Dark };

/// Type sizes in logical pixels at text scale 1: 12 · 13 · 15 · 20 · 28.
enum class TextSize { Small, Body, Title, Large, Display };

/// Lengths in logical pixels, times in milliseconds.
enum class Metric {
    Tight,     ///< 4
    Inside,    ///< 8, within a group
    Between,   ///< 12, between controls
    Around,    ///< 24, round groups
    Control,   ///< 32, height of controls
    Row,       ///< 32, height of table rows
    ListRow,   ///< 30, height of check list rows
    Hit,       ///< 28, smallest clickable side
    Corner,    ///< 6
    FocusRing, ///< 2
    Icon,      ///< 20
    Rail,      ///< 56
    Strip,     ///< 112
    Inspector, ///< 352
    Motion,    ///< 120 ms at most
    BusyDelay, ///< 500 ms before anything says "please wait"
};
inline constexpr int metricCount = int(Metric::BusyDelay) + 1;

/// The look as data. A value type; any thread.
class Tokens {
public:
    /// Errors: InvalidField when a role, size or metric is missing or no colour or number.
    [[nodiscard]] static Result<Tokens> fromJson(const QByteArray& utf8);
    /// resources/style/tokens.json; it ships in the binary, so its absence ends the program.
    [[nodiscard]] static const Tokens& builtIn();

    [[nodiscard]] QColor colour(Scheme scheme, Role role) const;
    [[nodiscard]] int metric(Metric metric) const { return metrics_[std::size_t(metric)]; }
    [[nodiscard]] int textSize(TextSize size) const { return textSizes_[std::size_t(size)]; }

private:
    std::array<std::array<QColor, roleCount>, 2> colours_;
    std::array<int, metricCount> metrics_{};
    std::array<int, 5> textSizes_{};
};

[[nodiscard]] QLatin1StringView roleName(Role role); ///< "window", "on_accent", …: the keys of tokens.json
[[nodiscard]] QLatin1StringView metricName(Metric metric);
[[nodiscard]] QLatin1StringView textSizeName(TextSize size);

/// Contrast of two opaque colours, 1–21 (WCAG 2.2, relative luminance).
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace photodesk::widgets
