#include "widgets/theme.h"

#include "resources/resources.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPointer>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QStyleFactory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

QPointer<Theme>& applied()
{
    static QPointer<Theme> theme;
    return theme;
}

/// The desktop's sans first; where it names only DejaVu (far wider than any Chinese face), Noto draws both
/// scripts.
QStringList families()
{
    const QString chinese = u"Noto Sans CJK SC"_s;
    const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const bool plain = system.isEmpty() || system.startsWith("DejaVu"_L1) || system == "Sans Serif"_L1;
    return plain ? QStringList{chinese, u"Noto Sans"_s, system} : QStringList{system, chinese};
}

double clampScale(double scale)
{
    return std::clamp(scale, 1.0, 1.5);
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent) {}

Theme::~Theme() = default;

const Theme& Theme::current()
{
    static const Theme fallback;
    return applied() ? *applied() : fallback;
}

void Theme::apply(QApplication& application, ThemeMode mode)
{
    if (application_ != &application) {
        application_ = &application;
        desktopPalette_ = QApplication::palette();
        application.setStyle(QStyleFactory::create(u"Fusion"_s));
        application.installEventFilter(this);
    }
    mode_ = mode;
    applied() = this;
    refresh();
}

void Theme::setTextScale(double scale)
{
    textScale_ = clampScale(scale);
    if (application_)
        refresh();
}

void Theme::setReducedMotion(bool reduced)
{
    reducedMotion_ = reduced;
}

int Theme::motionMs() const
{
    return reducedMotion_ ? 0 : metric(Metric::Motion);
}

void Theme::refresh()
{
    const QScopedValueRollback guard(refreshing_, true);
    scheme_ = mode_ == ThemeMode::System ? systemScheme()
                                         : (mode_ == ThemeMode::Dark ? Scheme::Dark : Scheme::Light);
    QApplication::setFont(font());
    QApplication::setPalette(palette());
    application_->setStyleSheet(styleSheet());
    Q_EMIT changed();
}

Scheme Theme::systemScheme() const
{
    const auto lightness = [&](QPalette::ColorRole role) { return desktopPalette_.color(role).lightness(); };
    return lightness(QPalette::Window) < lightness(QPalette::WindowText) ? Scheme::Dark : Scheme::Light;
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // Sent to windows when the desktop goes dark or light. Our own palette hides the desktop's: lift it to
    // look.
    if (event->type() == QEvent::ThemeChange && !refreshing_ && mode_ == ThemeMode::System) {
        const QScopedValueRollback guard(refreshing_, true);
        QApplication::setPalette(QPalette());
        desktopPalette_ = QApplication::palette();
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

QColor Theme::colour(Role role) const
{
    return Tokens::builtIn().colour(scheme_, role);
}

int Theme::metric(Metric metric) const
{
    const int value = Tokens::builtIn().metric(metric);
    switch (metric) {
    case Metric::Control:
    case Metric::Row:
    case Metric::ListRow:
    case Metric::Hit:
    case Metric::Icon:
    case Metric::Inspector: return qRound(value * textScale_);
    default: return value;
    }
}

QFont Theme::font(TextSize size, bool strong) const
{
    QFont font;
    font.setFamilies(families());
    font.setPixelSize(qRound(Tokens::builtIn().textSize(size) * textScale_));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

QPalette Theme::palette() const
{
    QPalette p;
    const auto set = [&](QPalette::ColorRole role, Role from) { p.setColor(role, colour(from)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Surface);
    set(QPalette::AlternateBase, Role::Window);
    set(QPalette::Text, Role::Text);
    set(QPalette::Button, Role::Surface);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::BrightText, Role::OnAccent);
    set(QPalette::ToolTipBase, Role::Surface);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::PlaceholderText, Role::Muted);
    set(QPalette::Highlight, Role::Accent);
    set(QPalette::HighlightedText, Role::OnAccent);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::Accent);
    set(QPalette::Light, Role::Surface);
    set(QPalette::Midlight, Role::Hover);
    set(QPalette::Mid, Role::Border);
    set(QPalette::Dark, Role::Border);
    set(QPalette::Shadow, Role::Border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, colour(Role::Muted));
    return p;
}

QString Theme::styleSheet() const
{
    const auto bytes = resources::read(u"style/photodesk.qss"_s);
    if (!bytes)
        qFatal("resources/style/photodesk.qss is missing");
    QHash<QString, QString> values;
    for (int r = 0; r < roleCount; ++r)
        values.insert(roleName(Role(r)), colour(Role(r)).name());
    for (int m = 0; m < metricCount; ++m)
        values.insert(metricName(Metric(m)), u"%1px"_s.arg(metric(Metric(m))));
    for (int t = 0; t <= int(TextSize::Display); ++t)
        values.insert(u"text_"_s + textSizeName(TextSize(t)),
                      u"%1px"_s.arg(qRound(Tokens::builtIn().textSize(TextSize(t)) * textScale_)));
    // Inside a border of 1 px a control's content is two pixels lower, inside the focus ring of 2 px four.
    const auto inner = [&](const QString& name, Metric of) {
        values.insert(name + u"_inner"_s, u"%1px"_s.arg(metric(of) - 2));
        values.insert(name + u"_ringed"_s, u"%1px"_s.arg(metric(of) - 4));
    };
    inner(u"control"_s, Metric::Control);
    inner(u"hit"_s, Metric::Hit);
    const int decision = metric(Metric::Control) * 3 / 2; // two lines
    values.insert(u"decision_inner"_s, u"%1px"_s.arg(decision - 2));
    values.insert(u"decision_ringed"_s, u"%1px"_s.arg(decision - 4));
    values.insert(u"scheme"_s, scheme_ == Scheme::Dark ? u"dark"_s : u"light"_s);

    QString out;
    const QString text = QString::fromUtf8(*bytes);
    static const QRegularExpression placeholder(u"@([a-z_]+)"_s);
    qsizetype at = 0;
    for (auto it = placeholder.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (!values.contains(match.captured(1)))
            qFatal("photodesk.qss asks for the unknown token %s", qPrintable(match.captured()));
        out += QStringView(text).sliced(at, match.capturedStart() - at);
        out += values.value(match.captured(1));
        at = match.capturedEnd();
    }
    out += QStringView(text).sliced(at);
    return out;
}

} // namespace photodesk::widgets
