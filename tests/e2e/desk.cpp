#include "tests/e2e/desk.h"

#include "app/key_press.h"
#include "app/pages/screen_photo.h"
#include "app/pages/sign_in_page.h"
#include "imaging/engine.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

constexpr int signInWithinMs = 20000, photoWithinMs = 30000;

app::Workplace::Options optionsFor(const QString& folder)
{
    app::Workplace::Options options;
    options.settingsFile = QDir(folder).filePath(u"settings.ini"_s);
    options.outboxFolder = QDir(folder).filePath(u"outbox"_s);
    options.modelDirectory = imaging::findModelDirectory();
    options.secrets = std::make_unique<app::NoSecretStore>();
    options.paint = app::paintForScreen;
    return options;
}

} // namespace

Desk::Desk(const QString& folder)
    : work_(std::make_unique<app::Workplace>(optionsFor(folder))),
      window_(std::make_unique<app::MainWindow>(*work_))
{
    constexpr QSize desktop(1440, 900);
    window_->resize(desktop);
    window_->show();
}

Desk::~Desk()
{
    window_.reset();
    work_.reset();
}

bool Desk::signIn(const QString& server, const QString& user, const QString& password)
{
    app::SignInForm& form = *window_->signInPage()->form();
    form.setServer(server);
    form.setUser(user);
    form.setPassword(password);
    form.submit();
    // Keys reach shortcuts only in the active window, and on a busy machine it becomes so late.
    window_->activateWindow();
    return QTest::qWaitForWindowActive(window_.get(), signInWithinMs)
           && QTest::qWaitFor([this] { return work_->session().state() == app::Session::State::SignedIn; },
                              signInWithinMs);
}

bool Desk::waitForPhoto()
{
    return QTest::qWaitFor(
        [this] {
            return work_->review().current()
                   && work_->review().stage() == app::ReviewController::Stage::Deciding;
        },
        photoWithinMs);
}

void Desk::press(int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    app::pressKey(*window_, key, modifiers, text);
}

QString Desk::currentRecord() const
{
    const app::ReviewItem* item = work_->review().current();
    return item ? item->record.id : QString();
}

QStringList Desk::claimed() const
{
    QStringList ids;
    for (const app::ReviewItem& item : work_->queue().items())
        ids << item.record.id;
    return ids;
}

int Desk::unsent() const
{
    return work_->outbox().unsent();
}

} // namespace photodesk::test
