#include "app/client/session.h"

#include "app/client/async.h"
#include "resources/resources.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

ReviewSettings defaultSettings()
{
    return {resources::limit("lease_ms"_L1),
            resources::limit("heartbeat_ms"_L1),
            resources::limit("undo_ms"_L1),
            int(resources::limit("claim_depth"_L1)),
            true,
            false,
            resources::limit("gui_idle_lock_ms"_L1)};
}

} // namespace

Session::Session(ApiClient& api, SecretStore& secrets, QObject* parent)
    : QObject(parent), api_(api), secrets_(secrets), settings_(defaultSettings())
{
    deriving_.setMaxThreadCount(1);
    resumeAgain_.setSingleShot(true);
    connect(&api.transport(), &Transport::unauthorised, this, &Session::onUnauthorised);
}

Session::~Session()
{
    deriving_.waitForDone();
}

void Session::setServer(const ServerAddress& server)
{
    if (api_.transport().server() != server && state_ != State::SignedOut)
        signOut();
    api_.transport().setServer(server);
}

QByteArray Session::owner() const
{
    const auto& server = api_.transport().server();
    return (server ? server->text() : QString()).toUtf8() + '\n' + user_.toUtf8();
}

QString Session::secretName(const char* what) const
{
    return QLatin1StringView(what) + u'\n' + QString::fromUtf8(owner());
}

QFuture<Result<void>> Session::signIn(const QString& user, const QString& password)
{
    auto done = std::make_shared<QPromise<Result<void>>>();
    done->start();
    auto finish = [done](Result<void> result) {
        done->addResult(std::move(result));
        done->finish();
    };
    const bool again = state_ == State::Expired || state_ == State::Locked;
    if (again && user != user_) {
        finish(fail(ErrorCode::Forbidden, u"another user's work is open"_s));
        return done->future();
    }
    resumeAgain_.stop();
    if (resuming_) {
        resuming_->addResult(false);
        resuming_->finish();
        resuming_.reset();
    }
    const quint64 generation = ++generation_;
    if (!again)
        setState(State::SigningIn);
    api_.signIn(user, password).then(this, [=, this](const ApiResult<StaffSession>& session) {
        if (generation != generation_) {
            finish(fail(ErrorCode::Cancelled));
        } else if (!session) {
            if (!again)
                setState(State::SignedOut);
            finish(fail(session.error().error));
        } else {
            user_ = user;
            accept(*session, password, done);
        }
    });
    return done->future();
}

void Session::accept(const StaffSession& session, const QString& password, const Done& done)
{
    staff_ = session.staff;
    api_.transport().setToken(session.token.toLatin1());
    secrets_.write(secretName("token"), session.token.toLatin1())
        .then(this, [this](const Result<void>& kept) { setSecretsKept(kept.has_value()); });
    if (state_ == State::Expired || state_ == State::Locked) {
        setState(State::SignedIn);
        api_.transport().unblock();
        done->addResult(Result<void>());
        done->finish();
        Q_EMIT renewed();
        return;
    }
    const quint64 generation = generation_;
    findBox(password, [=, this](Result<SealedBox> box) {
        if (generation != generation_)
            box = fail(ErrorCode::Cancelled);
        if (!box) {
            forget();
            setState(State::SignedOut);
            done->addResult(fail(box.error()));
            done->finish();
            return;
        }
        box_ = *std::move(box);
        setState(State::SignedIn);
        Q_EMIT signedIn();
        done->addResult(Result<void>());
        done->finish();
    });
    fetchSettings([](const ApiResult<WhoAmI>&) {});
}

void Session::fetchSettings(std::function<void(ApiResult<WhoAmI>)> then)
{
    const quint64 generation = generation_;
    api_.whoAmI().then(this, [=, this](const ApiResult<WhoAmI>& who) {
        if (generation != generation_)
            return;
        if (who) {
            staff_ = who->staff;
            settings_ = who->settings;
            Q_EMIT settingsChanged();
        }
        then(who);
    });
}

void Session::findBox(const QString& password, std::function<void(Result<SealedBox>)> then)
{
    secrets_.read(secretName("outbox")).then(this, [=, this](const Result<QByteArray>& key) {
        if (key) {
            then(SealedBox::fromKey(*key));
        } else if (key.error().code != ErrorCode::NotFound) {
            setSecretsKept(false);
            makeBox(password, then);
        } else {
            const QByteArray fresh = SealedBox::randomBytes(SealedBox::keyBytes);
            secrets_.write(secretName("outbox"), fresh).then(this, [=, this](const Result<void>& kept) {
                if (kept)
                    then(SealedBox::fromKey(fresh));
                else
                    makeBox(password, then);
            });
        }
    });
}

void Session::makeBox(const QString& password, std::function<void(Result<SealedBox>)> then)
{
    // The salt is known before any file is open: it is bound to server and user, which no two outboxes share.
    const QByteArray salt =
        QCryptographicHash::hash("photodesk outbox salt\n" + owner(), QCryptographicHash::Sha256)
            .first(SealedBox::saltBytes);
    runIn(deriving_, [password, salt]() -> Result<SealedBox> {
        PD_ASSIGN(const QByteArray key, SealedBox::keyFromPassword(password, salt));
        return SealedBox::fromKey(key);
    }).then(this, [then](const Result<SealedBox>& box) { then(box); });
}

QFuture<Result<bool>> Session::resume(const QString& user)
{
    auto resumed = std::make_shared<QPromise<Result<bool>>>();
    resumed->start();
    user_ = user;
    const quint64 generation = ++generation_;
    secrets_.read(secretName("token")).then(this, [=, this](const Result<QByteArray>& token) {
        if (generation != generation_ || !token) {
            if (!token && token.error().code == ErrorCode::SecretStoreUnavailable)
                setSecretsKept(false);
            resumed->addResult(false);
            resumed->finish();
            return;
        }
        api_.transport().setToken(*token);
        resuming_ = resumed;
        setState(State::SigningIn);
        tryResume(resumed);
    });
    return resumed->future();
}

void Session::tryResume(const Resumed& resumed)
{
    auto finish = [this, resumed](Result<bool> result) {
        resuming_.reset();
        resumed->addResult(std::move(result));
        resumed->finish();
    };
    fetchSettings([=, this](const ApiResult<WhoAmI>& who) {
        if (resuming_ != resumed)
            return;
        if (!who && who.error().retry == Retry::Later && who.error().error.code != ErrorCode::NotSignedIn) {
            Q_EMIT trouble(who.error().error);
            resumeAgain_.disconnect();
            connect(&resumeAgain_, &QTimer::timeout, this, [this, resumed] { tryResume(resumed); });
            resumeAgain_.start(int(resources::limit("retry_max_ms"_L1) / 10));
            return;
        }
        if (!who) {
            forget();
            setState(State::SignedOut);
            finish(false);
            return;
        }
        secrets_.read(secretName("outbox")).then(this, [=, this](const Result<QByteArray>& key) {
            auto box = key ? SealedBox::fromKey(*key) : fail(key.error());
            if (!box) { // the password is needed to open the outbox
                forget();
                setState(State::SignedOut);
                finish(false);
                return;
            }
            box_ = *std::move(box);
            setState(State::SignedIn);
            Q_EMIT signedIn();
            finish(true);
        });
    });
}

void Session::onUnauthorised()
{
    if (state_ == State::SignedIn) {
        setState(State::Expired);
        Q_EMIT expired();
    } else if (state_ == State::SignedOut || state_ == State::SigningIn) {
        api_.transport().abandon(); // a token from the keychain that is over: start afresh
    }
}

void Session::lock()
{
    if (state_ == State::SignedIn)
        setState(State::Locked);
}

void Session::signOut()
{
    if (state_ == State::SignedOut)
        return;
    if (state_ != State::Expired)
        api_.signOut(); // gives claims back; if it does not arrive they run out by themselves
    forget();
    setState(State::SignedOut);
    Q_EMIT signedOut();
}

void Session::forget()
{
    ++generation_;
    resumeAgain_.stop();
    secrets_.remove(secretName("token"));
    api_.transport().setToken({});
    api_.transport().abandon();
    box_.reset();
    staff_ = {};
    settings_ = defaultSettings();
}

void Session::setState(State state)
{
    if (state_ == state)
        return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

void Session::setSecretsKept(bool kept)
{
    if (secretsKept_ == kept)
        return;
    secretsKept_ = kept;
    Q_EMIT secretsAreKeptChanged(kept);
}

} // namespace photodesk::app
