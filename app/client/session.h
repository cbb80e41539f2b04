#pragma once

#include "app/client/api_client.h"
#include "app/client/sealed_box.h"
#include "app/client/secret_store.h"

#include <QThreadPool>
#include <QTimer>

namespace photodesk::app {

/// Who is signed in where. The token lies in the keychain, keyed by server and user; without a keychain in
/// memory only, and secretsAreKept() says so.
///
/// Three different things, three signals: trouble() is passing (no network; nothing changes), expired() means
/// the token is over but the person is here (requests wait, sign in again and they go out), signedOut() is
/// final.
class Session : public QObject {
    Q_OBJECT
public:
    enum class State { SignedOut, SigningIn, SignedIn, Expired, Locked };
    Q_ENUM(State)

    Session(ApiClient& api, SecretStore& secrets, QObject* parent = nullptr);
    ~Session() override;

    /// Signs out first where another server was in use.
    void setServer(const ServerAddress& server);

    /// While Expired or Locked only the same user may come back. Errors: WrongCredentials, AccountLocked,
    /// Forbidden, and those of the way to the server.
    [[nodiscard]] QFuture<Result<void>> signIn(const QString& user, const QString& password);
    /// With the token of the keychain, if there is one: true when signed in. A passing failure is tried again
    /// until signIn() or signOut() is called.
    [[nodiscard]] QFuture<Result<bool>> resume(const QString& user);
    void signOut();
    /// Nobody sits here: the screen is to be covered; what is to be sent is still sent.
    void lock();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] const Staff& staff() const { return staff_; }
    [[nodiscard]] const ReviewSettings& settings() const { return settings_; }
    [[nodiscard]] bool secretsAreKept() const { return secretsKept_; }
    /// Seals this user's outbox; set while signed in.
    [[nodiscard]] const std::optional<SealedBox>& box() const { return box_; }
    /// Server and user; also names the outbox file.
    [[nodiscard]] QByteArray owner() const;

Q_SIGNALS:
    void stateChanged(photodesk::app::Session::State state);
    void signedIn();
    void
    settingsChanged(); ///< the server has told how this installation works; comes after signedIn() as a rule
    void expired();
    void renewed(); ///< signed in again after expired() or lock(); what waited is on its way
    void signedOut();
    void trouble(const photodesk::Error& error);
    void secretsAreKeptChanged(bool kept);

private:
    using Done = std::shared_ptr<QPromise<Result<void>>>;
    using Resumed = std::shared_ptr<QPromise<Result<bool>>>;
    void setState(State state);
    void setSecretsKept(bool kept);
    void onUnauthorised();
    void accept(const StaffSession& session, const QString& password, const Done& done);
    void findBox(const QString& password, std::function<void(Result<SealedBox>)> then);
    void makeBox(const QString& password, std::function<void(Result<SealedBox>)> then);
    void fetchSettings(std::function<void(ApiResult<WhoAmI>)> then);
    void tryResume(const Resumed& resumed);
    void forget();
    [[nodiscard]] QString secretName(const char* what) const;

    ApiClient& api_;
    SecretStore& secrets_;
    State state_ = State::SignedOut;
    QString user_;
    Staff staff_;
    ReviewSettings settings_;
    std::optional<SealedBox> box_;
    bool secretsKept_ = true;
    quint64 generation_ = 0;
    Resumed resuming_;
    QTimer resumeAgain_;
    QThreadPool deriving_; ///< Argon2id
};

} // namespace photodesk::app
