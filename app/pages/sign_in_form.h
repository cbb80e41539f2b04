#pragma once

#include "app/review/workplace.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace photodesk::widgets {
class Banner;
class FormField;
class PasswordEdit;
} // namespace photodesk::widgets

namespace photodesk::app {

/// Server, user, password. Again: only the password of who was signed in, over a screen that waits.
class SignInForm : public QFrame {
    Q_OBJECT
public:
    enum class Purpose { First, Again, Unlock };
    SignInForm(Workplace& workplace, Purpose purpose, QWidget* parent = nullptr);

    void setServer(const QString& server);
    void setUser(const QString& user);
    void setPassword(const QString& password); ///< of a demo ticket
    void submit();
    void takeFocus();
    void showError(const Error& error);

Q_SIGNALS:
    void signOutRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void refreshNotes();
    void checkReachable();
    void setBusy(bool busy);

    Workplace& work_;
    Purpose purpose_;
    QLabel* title_;
    QLabel* text_;
    QLineEdit* server_;
    QLineEdit* user_;
    widgets::PasswordEdit* password_;
    widgets::FormField* serverField_;
    widgets::FormField* userField_;
    widgets::FormField* passwordField_;
    widgets::Banner* banner_;
    QPushButton* button_;
    QPushButton* other_; ///< sign out instead
    QLabel* keychain_;
    bool capsLock_ = false;
    bool busy_ = false;
    quint64 probe_ = 0;
};

} // namespace photodesk::app
