#pragma once

#include "app/review/workplace.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace photodesk::app {

class KeyTable;

/// Language, theme, text size, motion, keys; where one is signed in and where secrets lie. All takes effect
/// at once.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPage(Workplace& workplace, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    QCheckBox* toggle(Setting setting, const char* name);

    Workplace& work_;
    QLabel* title_;
    QLabel* lookTitle_;
    QLabel* keysTitle_;
    QLabel* accountTitle_;
    QLabel* languageLabel_;
    QLabel* themeLabel_;
    QComboBox* language_;
    QComboBox* theme_;
    QCheckBox* largeText_;
    QCheckBox* reducedMotion_;
    QCheckBox* restReminder_;
    QCheckBox* singleKeys_;
    QLabel* singleKeysNote_;
    QLabel* account_;
    QLabel* secrets_;
    KeyTable* keyTable_;
    bool filling_ = false;
};

} // namespace photodesk::app
