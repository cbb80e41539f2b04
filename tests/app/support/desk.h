#pragma once

#include "app/review/workplace.h"
#include "tests/app/support/fake_server.h"

#include <QTemporaryDir>
#include <QTest>

namespace photodesk::test {

class FakeClock final : public app::Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return QDateTime::currentMSecsSinceEpoch() + ms; }
    qint64 ms = 0; ///< turned on by the test
};

/// Keeps secrets as a keychain does, and counts.
class FakeKeychain final : public app::SecretStore {
public:
    using SecretStore::SecretStore;
    QFuture<Result<QByteArray>> read(const QString& name) override
    {
        if (!available)
            return app::readyFuture<Result<QByteArray>>(fail(ErrorCode::SecretStoreUnavailable));
        if (!secrets.contains(name))
            return app::readyFuture<Result<QByteArray>>(fail(ErrorCode::NotFound));
        return app::readyFuture<Result<QByteArray>>(secrets.value(name));
    }
    QFuture<Result<void>> write(const QString& name, const QByteArray& secret) override
    {
        if (!available)
            return app::readyFuture<Result<void>>(fail(ErrorCode::SecretStoreUnavailable));
        secrets.insert(name, secret);
        return app::readyFuture<Result<void>>({});
    }
    QFuture<Result<void>> remove(const QString& name) override
    {
        secrets.remove(name);
        return app::readyFuture<Result<void>>({});
    }
    QHash<QString, QByteArray> secrets;
    bool available = true;
};

/// A workplace at a fake server, with everything on disk in a folder that goes away.
struct Desk {
    explicit Desk(int photos = 0, app::Prefetcher::Paint paint = {})
    {
        server.addUser(QStringLiteral("li"), QStringLiteral("right"));
        for (int i = 1; i <= photos; ++i)
            server.addRecord(FakeServer::plainRecord(i));
        app::Workplace::Options options;
        options.settingsFile = dir.filePath(QStringLiteral("settings.ini"));
        options.outboxFolder = dir.filePath(QStringLiteral("outbox"));
        options.modelDirectory = imaging::findModelDirectory();
        options.outbox = {5, 40};
        auto secrets = std::make_unique<FakeKeychain>();
        keychain = secrets.get();
        options.secrets = std::move(secrets);
        auto fakeClock = std::make_unique<FakeClock>();
        clock = fakeClock.get();
        options.clock = std::move(fakeClock);
        options.paint = paint ? std::move(paint) : [](const app::Prefetcher::PaintInput&) {
            return std::make_shared<app::Paintable>();
        };
        work = std::make_unique<app::Workplace>(std::move(options));
        work->session().setServer(*app::ServerAddress::parse(server.url()));
    }

    /// True once signed in and the outbox is open.
    bool signIn()
    {
        work->session()
            .signIn(QStringLiteral("li"), QStringLiteral("right"))
            .then(work.get(), [](const Result<void>&) {});
        return QTest::qWaitFor([this] {
            return work->session().state() == app::Session::State::SignedIn && work->outbox().isOpen();
        });
    }

    FakeServer server;
    QTemporaryDir dir;
    FakeKeychain* keychain = nullptr;
    FakeClock* clock = nullptr;
    std::unique_ptr<app::Workplace> work;
};

} // namespace photodesk::test
