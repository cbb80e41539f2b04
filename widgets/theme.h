#pragma once

#include "widgets/tokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace photodesk::widgets {

enum class ThemeMode { System, Light, Dark };

/// Makes palette, font and stylesheet of the application out of the tokens. GUI thread.
/// One per process, as QApplication's palette is; widgets ask Theme::current() while painting.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);
    ~Theme() override;

    /// The theme applied last, else a light one that was never applied (unit tests of single widgets).
    [[nodiscard]] static const Theme& current();

    /// Sets Fusion, palette, font and stylesheet, and becomes current(). With System it follows the desktop.
    void apply(QApplication& application, ThemeMode mode);
    [[nodiscard]] ThemeMode mode() const { return mode_; }
    [[nodiscard]] Scheme scheme() const { return scheme_; }

    /// Large text: 1.0–1.5 on all type sizes and control heights. Takes effect at once when applied.
    void setTextScale(double scale);
    [[nodiscard]] double textScale() const { return textScale_; }
    /// Reduced motion: motionMs() is then 0.
    void setReducedMotion(bool reduced);
    [[nodiscard]] bool reducedMotion() const { return reducedMotion_; }
    [[nodiscard]] int motionMs() const;

    [[nodiscard]] QColor colour(Role role) const;
    /// Heights of controls and rows, icons and the inspector grow with the text scale; other lengths do not.
    [[nodiscard]] int metric(Metric metric) const;
    [[nodiscard]] QFont font(TextSize size = TextSize::Body, bool strong = false) const;
    [[nodiscard]] QPalette palette() const;
    /// resources/style/photodesk.qss with @role and @metric names filled in.
    [[nodiscard]] QString styleSheet() const;

Q_SIGNALS:
    void changed(); ///< colours, sizes or fonts are new; QEvent::StyleChange has been sent to all widgets

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] Scheme systemScheme() const;

    QApplication* application_ = nullptr;
    ThemeMode mode_ = ThemeMode::System;
    Scheme scheme_ = Scheme::Light;
    QPalette desktopPalette_; ///< as the desktop gave it, before ours
    double textScale_ = 1.0;
    bool reducedMotion_ = false;
    bool refreshing_ = false;
};

} // namespace photodesk::widgets
