#pragma once

#include "app/client/settings.h"
#include "widgets/theme.h"

#include <QTranslator>

#include <memory>

namespace photodesk::app {

/// Language and theme as the settings say, at once when they change.
class Appearance : public QObject {
    Q_OBJECT
public:
    Appearance(QApplication& application, Settings& settings, QObject* parent = nullptr);
    ~Appearance() override;

private:
    void applyLanguage();
    void applyTheme();

    QApplication& application_;
    Settings& settings_;
    widgets::Theme theme_;
    std::unique_ptr<QTranslator> own_, qt_;
};

} // namespace photodesk::app
