#include "app/client/secret_store.h"

#include "app/client/async.h"
#include "resources/resources.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

const QString service = u"PhotoDesk"_s;

Error errorOf(const QKeychain::Job& job)
{
    if (job.error() == QKeychain::EntryNotFound)
        return {ErrorCode::NotFound, u"not in the keychain"_s};
    return {ErrorCode::SecretStoreUnavailable, u"keychain error %1"_s.arg(int(job.error()))};
}

/// Ends the promise once: by the job, or by the time-out where no keychain answers. QtKeychain runs jobs one
/// after another and can't cancel, so a late answer is simply dropped.
template <typename T, typename OnDone>
QFuture<Result<T>> run(QKeychain::Job* job, const QString& name, OnDone onDone)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto finish = [promise](Result<T> result) {
        if (promise->future().isFinished())
            return;
        promise->addResult(std::move(result));
        promise->finish();
    };
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [finish, onDone](QKeychain::Job* done) {
        if (done->error() == QKeychain::NoError)
            finish(onDone(*done));
        else
            finish(fail(errorOf(*done)));
    });
    QTimer::singleShot(int(resources::limit("keychain_wait_ms"_L1)), job, [finish] {
        finish(fail(ErrorCode::SecretStoreUnavailable, u"the keychain does not answer"_s));
    });
    job->start();
    return promise->future();
}

Error unavailable()
{
    return {ErrorCode::SecretStoreUnavailable, u"no keychain"_s};
}

} // namespace

KeychainStore::KeychainStore(QObject* parent) : SecretStore(parent) {}

QFuture<Result<QByteArray>> KeychainStore::read(const QString& name)
{
    return run<QByteArray>(new QKeychain::ReadPasswordJob(service), name,
                           [](QKeychain::Job& job) -> Result<QByteArray> {
                               // Stored as text: some Secret Service back ends garble raw bytes.
                               const auto& read = static_cast<QKeychain::ReadPasswordJob&>(job);
                               return QByteArray::fromBase64(read.textData().toLatin1());
                           });
}

QFuture<Result<void>> KeychainStore::write(const QString& name, const QByteArray& secret)
{
    auto* job = new QKeychain::WritePasswordJob(service);
    job->setTextData(QString::fromLatin1(secret.toBase64()));
    return run<void>(job, name, [](QKeychain::Job&) { return Result<void>(); });
}

QFuture<Result<void>> KeychainStore::remove(const QString& name)
{
    return run<void>(new QKeychain::DeletePasswordJob(service), name,
                     [](QKeychain::Job&) { return Result<void>(); });
}

QFuture<Result<QByteArray>> NoSecretStore::read(const QString&)
{
    return readyFuture<Result<QByteArray>>(fail(unavailable()));
}

QFuture<Result<void>> NoSecretStore::write(const QString&, const QByteArray&)
{
    return readyFuture<Result<void>>(fail(unavailable()));
}

QFuture<Result<void>> NoSecretStore::remove(const QString&)
{
    return readyFuture<Result<void>>(fail(unavailable()));
}

} // namespace photodesk::app
