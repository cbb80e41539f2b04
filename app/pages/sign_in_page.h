#pragma once

#include "app/pages/sign_in_form.h"

#include <QWidget>

namespace photodesk::app {

/// A form in the middle of the window: at the start, over a waiting screen, or after the idle lock.
class SignInPage : public QWidget {
    Q_OBJECT
public:
    SignInPage(Workplace& workplace, SignInForm::Purpose purpose, QWidget* parent = nullptr);
    [[nodiscard]] SignInForm* form() const { return form_; }
    /// Lets what lies below shimmer through.
    void setTranslucent(bool translucent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    SignInForm* form_;
    QPushButton* language_ = nullptr;
    Workplace& work_;
    bool translucent_ = false;
};

} // namespace photodesk::app
