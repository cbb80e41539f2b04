#include "app/appearance.h"

#include "translations/translations.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {
constexpr double largeText = 1.25;
}

Appearance::Appearance(QApplication& application, Settings& settings, QObject* parent)
    : QObject(parent), application_(application), settings_(settings)
{
    applyTheme();
    applyLanguage();
    connect(&settings, &Settings::changed, this, [this](Setting setting) {
        switch (setting) {
        case Setting::Language: applyLanguage(); break;
        case Setting::Theme:
        case Setting::LargeText:
        case Setting::ReducedMotion: applyTheme(); break;
        default: break;
        }
    });
}

Appearance::~Appearance()
{
    for (const auto& translator : {own_.get(), qt_.get()}) {
        if (translator)
            QCoreApplication::removeTranslator(translator);
    }
}

void Appearance::applyLanguage()
{
    const QLocale locale(settings_.text(Setting::Language));
    QLocale::setDefault(locale);
    // Widgets take their locale from their parent; windows from the default one when they are made.
    for (QWidget* window : QApplication::topLevelWidgets())
        window->setLocale(locale);
    auto own = loadTranslation(locale);
    auto qt = std::make_unique<QTranslator>();
    if (locale.language() != QLocale::Chinese
        || !qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        qt.reset();
    if (own_)
        QCoreApplication::removeTranslator(own_.get());
    if (qt_)
        QCoreApplication::removeTranslator(qt_.get());
    own_ = std::move(own);
    qt_ = std::move(qt);
    if (qt_)
        QCoreApplication::installTranslator(qt_.get());
    if (own_)
        QCoreApplication::installTranslator(own_.get());
}

void Appearance::applyTheme()
{
    const QString name = settings_.text(Setting::Theme);
    const auto mode = name == "dark"_L1    ? widgets::ThemeMode::Dark
                      : name == "light"_L1 ? widgets::ThemeMode::Light
                                           : widgets::ThemeMode::System;
    theme_.setTextScale(settings_.isOn(Setting::LargeText) ? largeText : 1.0);
    theme_.setReducedMotion(settings_.isOn(Setting::ReducedMotion));
    theme_.apply(application_, mode);
}

} // namespace photodesk::app
