#include "app/pages/sign_in_form.h"

#include "app/error_text.h"
#include "widgets/banner.h"
#include "widgets/controls.h"
#include "widgets/form_field.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {
constexpr int formWidth = 400;
}

SignInForm::SignInForm(Workplace& workplace, Purpose purpose, QWidget* parent)
    : QFrame(parent), work_(workplace), purpose_(purpose),
      title_(makeLabel({}, TextSize::Large, widgets::Role::Text, true)),
      text_(makeLabel({}, TextSize::Body, widgets::Role::Muted)), server_(new QLineEdit),
      user_(new QLineEdit), password_(new PasswordEdit), serverField_(new FormField({}, server_)),
      userField_(new FormField({}, user_)), passwordField_(new FormField({}, password_)), banner_(new Banner),
      button_(makeButton(QString(), ButtonKind::Primary)), other_(makeButton(QString(), ButtonKind::Quiet)),
      keychain_(makeLabel({}, TextSize::Small, widgets::Role::Muted))
{
    build();
    connect(button_, &QPushButton::clicked, this, &SignInForm::submit);
    connect(password_, &QLineEdit::returnPressed, this, &SignInForm::submit);
    connect(user_, &QLineEdit::returnPressed, this, [this] { password_->setFocus(); });
    connect(server_, &QLineEdit::editingFinished, this, &SignInForm::checkReachable);
    connect(other_, &QPushButton::clicked, this, &SignInForm::signOutRequested);
    connect(&work_.session(), &Session::secretsAreKeptChanged, this, &SignInForm::refreshNotes);
    password_->installEventFilter(this);
    retranslate();
}

void SignInForm::build()
{
    setObjectName(u"signInForm"_s);
    server_->setObjectName(u"serverEdit"_s);
    user_->setObjectName(u"userEdit"_s);
    password_->setObjectName(u"passwordEdit"_s);
    button_->setObjectName(u"signInButton"_s);
    setFixedWidth(formWidth);
    setProperty("card", true); // as makeCard()
    server_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    user_->setMaxLength(64);
    password_->setMaxLength(256);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(32, 28, 32, 28);
    box->setSpacing(8);
    box->addWidget(title_);
    box->addWidget(text_);
    box->addSpacing(8);
    box->addWidget(banner_);
    box->addWidget(serverField_);
    box->addWidget(userField_);
    box->addWidget(passwordField_);
    box->addWidget(button_);
    box->addWidget(other_);
    box->addWidget(keychain_);
    text_->setWordWrap(true);
    keychain_->setWordWrap(true);
    banner_->hide();
    const bool first = purpose_ == Purpose::First;
    serverField_->setVisible(first);
    user_->setReadOnly(!first);
    user_->setFocusPolicy(first ? Qt::StrongFocus : Qt::NoFocus);
    other_->setVisible(!first);
}

void SignInForm::setServer(const QString& server)
{
    server_->setText(server);
    checkReachable();
}

void SignInForm::setUser(const QString& user)
{
    user_->setText(user);
}

void SignInForm::setPassword(const QString& password)
{
    password_->setText(password);
}

void SignInForm::takeFocus()
{
    if (purpose_ == Purpose::First && server_->text().isEmpty())
        server_->setFocus();
    else if (user_->text().isEmpty())
        user_->setFocus();
    else
        password_->setFocus();
}

void SignInForm::checkReachable()
{
    serverField_->setError({});
    serverField_->setHint({});
    if (purpose_ != Purpose::First || server_->text().trimmed().isEmpty() || busy_)
        return;
    const auto address = ServerAddress::parse(server_->text());
    if (!address) {
        serverField_->setError(errorText(address.error(), Doing::SigningIn).what);
        return;
    }
    work_.session().setServer(*address);
    const quint64 probe = ++probe_;
    serverField_->setHint(tr("Looking for the server…"));
    work_.api().ready().then(this, [this, probe](const ApiResult<void>& ready) {
        if (probe != probe_)
            return;
        if (ready || ready.error().httpStatus != 0) {
            serverField_->setHint(ready ? tr("● The server answers.")
                                        : tr("● The server is there, but not ready."));
        } else {
            serverField_->setHint({});
            serverField_->setError(errorText(ready.error().error, Doing::SigningIn).what);
        }
    });
}

void SignInForm::submit()
{
    if (busy_)
        return;
    banner_->hide();
    userField_->setError(user_->text().trimmed().isEmpty() ? tr("Enter your user name.") : QString());
    passwordField_->setError(password_->text().isEmpty() ? tr("Enter your password.") : QString());
    if (userField_->hasError() || passwordField_->hasError()) {
        takeFocus();
        return;
    }
    if (purpose_ == Purpose::First) {
        const auto address = ServerAddress::parse(server_->text());
        if (!address) {
            serverField_->setError(errorText(address.error(), Doing::SigningIn).what + u' '
                                   + errorText(address.error(), Doing::SigningIn).todo);
            server_->setFocus();
            return;
        }
        work_.session().setServer(*address);
        work_.settings().set(Setting::Server, address->text());
        work_.settings().set(Setting::User, user_->text().trimmed());
    }
    setBusy(true);
    work_.session()
        .signIn(user_->text().trimmed(), password_->text())
        .then(this, [this](const Result<void>& done) {
            setBusy(false);
            password_->clear();
            if (!done && done.error().code != ErrorCode::Cancelled) {
                showError(done.error());
                password_->setFocus();
            }
        });
}

void SignInForm::showError(const Error& error)
{
    banner_->show(Banner::Kind::Error, errorText(error, Doing::SigningIn), false);
}

void SignInForm::setBusy(bool busy)
{
    busy_ = busy;
    button_->setText(busy ? tr("Signing in…") : purpose_ == Purpose::Unlock ? tr("Unlock") : tr("Sign in"));
    for (QWidget* widget : std::initializer_list<QWidget*>{server_, user_, password_, button_})
        widget->setEnabled(!busy);
}

void SignInForm::refreshNotes()
{
    passwordField_->setHint(capsLock_ ? tr("Caps Lock is on.") : QString());
    keychain_->setText(
        work_.session().secretsAreKept()
            ? QString()
            : tr("No keychain is in use here: the sign-in is kept in memory only, and your password "
                 "seals the decisions waiting on the disk."));
    keychain_->setVisible(!keychain_->text().isEmpty());
}

void SignInForm::retranslate()
{
    switch (purpose_) {
    case Purpose::First:
        title_->setText(tr("PhotoDesk"));
        text_->setText(tr("Sign in to review photos."));
        break;
    case Purpose::Again:
        title_->setText(tr("Sign in again"));
        text_->setText(
            tr("The sign-in has run out. Nothing is lost: what you decided is kept and goes out as soon as "
               "you are back."));
        break;
    case Purpose::Unlock:
        title_->setText(tr("Locked"));
        text_->setText(tr("Undecided photos were given back to the queue; your decisions are kept."));
        break;
    }
    serverField_->setLabel(tr("Server"));
    userField_->setLabel(tr("User name"));
    passwordField_->setLabel(tr("Password"));
    server_->setPlaceholderText(u"https://photos.example.edu"_s);
    other_->setText(tr("Sign out instead"));
    setBusy(busy_);
    refreshNotes();
    if (probe_ > 0) // its outcome was said in the other language
        checkReachable();
}

void SignInForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

bool SignInForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == password_ && event->type() == QEvent::KeyPress) {
        // Qt tells no lock state: a capital letter without Shift gives it away.
        const auto* key = static_cast<QKeyEvent*>(event);
        const QString text = key->text();
        if (text.size() == 1 && text.front().isLetter()) {
            const bool shift = key->modifiers().testFlag(Qt::ShiftModifier);
            capsLock_ = text.front().isUpper() != shift;
            refreshNotes();
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace photodesk::app
