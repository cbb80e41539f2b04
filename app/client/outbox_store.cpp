#include "app/client/outbox_store.h"

#include "app/client/api_json.h"
#include "domain/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

constexpr int schemaVersion = 1;
constexpr int sqliteFull = 13;
constexpr int kindWaiting = 0;
constexpr int kindRefused = 1;
const QByteArray checkText = "photodesk outbox";

Error errorOf(const QSqlError& error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    constexpr int primaryMask = 0xff;
    if (isNumber && (code & primaryMask) == sqliteFull)
        return {ErrorCode::StorageFull, u"the disk of the outbox is full"_s};
    return {ErrorCode::OutboxUnavailable, u"sqlite %1"_s.arg(error.nativeErrorCode())};
}

QByteArray plainOf(const Decision& decision, const RefusedDecision* refused)
{
    QJsonObject o{{"record_id"_L1, decision.recordId},
                  {"idempotency_key"_L1, decision.idempotencyKey},
                  {"decision"_L1, toJson(decision)}};
    if (refused) {
        o.insert("code"_L1, errorName(refused->error.code));
        if (refused->present) {
            o.insert("present"_L1, QJsonObject{{"id"_L1, refused->present->id},
                                               {"state"_L1, recordStateName(refused->present->state)},
                                               {"version"_L1, refused->present->version}});
        }
    }
    return json::compact(o);
}

Result<RefusedDecision> fromPlain(const QByteArray& plain)
{
    PD_ASSIGN(const QJsonObject o, json::parseObject(plain));
    RefusedDecision r;
    PD_ASSIGN(r.decision, decisionFromJson(o.value("decision"_L1).toObject()));
    r.decision.recordId = o.value("record_id"_L1).toString();
    r.decision.idempotencyKey = o.value("idempotency_key"_L1).toString();
    r.error.code = errorFromName(o.value("code"_L1).toString()).value_or(ErrorCode::Internal);
    if (o.contains("present"_L1)) {
        PD_ASSIGN(auto present, api::recordBrief(o.value("present"_L1).toObject()));
        r.present = std::move(present);
    }
    return r;
}

} // namespace

/// Touched in the outbox's thread only.
struct OutboxStore::State {
    QString connection = QUuid::createUuid().toString();
    std::optional<SealedBox> box;
    QByteArray owner;

    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(connection, false); }

    Result<void> run(const QString& sql, const QVariantList& values = {}) const
    {
        QSqlQuery query(database());
        if (!query.prepare(sql))
            return fail(errorOf(query.lastError()));
        for (const QVariant& value : values)
            query.addBindValue(value);
        if (!query.exec())
            return fail(errorOf(query.lastError()));
        return {};
    }

    Result<QVariant> one(const QString& sql) const
    {
        QSqlQuery query(database());
        if (!query.exec(sql))
            return fail(errorOf(query.lastError()));
        return query.next() ? query.value(0) : QVariant();
    }

    Result<void> openFile(const QString& file)
    {
        const QFileInfo info(file);
        if (!QDir().mkpath(info.absolutePath()))
            return fail(ErrorCode::OutboxUnavailable, u"no folder for the outbox"_s);
        QFile::setPermissions(info.absolutePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(file);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=1000"_s);
        if (!db.open())
            return fail(errorOf(db.lastError()));
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        // One workstation per outbox: a second one is told so instead of sending everything twice.
        PD_TRY(run(u"PRAGMA locking_mode=EXCLUSIVE"_s));
        PD_ASSIGN(const QVariant mode, one(u"PRAGMA journal_mode=WAL"_s));
        if (mode.toString().compare("wal"_L1, Qt::CaseInsensitive) != 0)
            return fail(ErrorCode::OutboxUnavailable, u"no write-ahead log on this disk"_s);
        PD_TRY(run(u"PRAGMA synchronous=FULL"_s));
        PD_TRY(run(u"PRAGMA secure_delete=ON"_s));
        PD_ASSIGN(const QVariant version, one(u"PRAGMA user_version"_s));
        if (version.toInt() > schemaVersion)
            return fail(ErrorCode::SchemaTooNew, u"the outbox is of a newer workstation"_s);
        if (version.toInt() == schemaVersion)
            return {};
        PD_TRY(run(u"BEGIN IMMEDIATE"_s));
        PD_TRY(run(u"CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL)"_s));
        PD_TRY(run(u"CREATE TABLE entries(seq INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL,"
                   " sealed BLOB NOT NULL)"_s));
        PD_TRY(run(u"INSERT INTO meta VALUES('check', ?)"_s, {box->seal(checkText, owner)}));
        PD_TRY(run(u"PRAGMA user_version=%1"_s.arg(schemaVersion)));
        return run(u"COMMIT"_s);
    }

    Result<OutboxContent> load() const
    {
        PD_ASSIGN(const QVariant check, one(u"SELECT value FROM meta WHERE name='check'"_s));
        PD_ASSIGN(const QByteArray text, box->open(check.toByteArray(), owner));
        if (text != checkText)
            return fail(ErrorCode::OutboxSealed, u"the check does not agree"_s);
        OutboxContent content;
        QSqlQuery query(database());
        if (!query.exec(u"SELECT seq, kind, sealed FROM entries ORDER BY seq"_s))
            return fail(errorOf(query.lastError()));
        while (query.next()) {
            PD_ASSIGN(const QByteArray plain, box->open(query.value(2).toByteArray(), owner));
            PD_ASSIGN(RefusedDecision entry, fromPlain(plain));
            entry.seq = query.value(0).toLongLong();
            if (query.value(1).toInt() == kindWaiting)
                content.waiting.push_back({entry.seq, std::move(entry.decision)});
            else
                content.refused.push_back(std::move(entry));
        }
        return content;
    }

    void closeFile()
    {
        {
            QSqlDatabase db = database();
            if (db.isOpen())
                db.close();
        }
        QSqlDatabase::removeDatabase(connection);
        box.reset();
    }
};

OutboxStore::OutboxStore() : inThread_(new QObject), state_(std::make_shared<State>())
{
    thread_.setObjectName(u"outbox"_s);
    inThread_->moveToThread(&thread_);
    QObject::connect(&thread_, &QThread::finished, inThread_, &QObject::deleteLater);
    thread_.start();
}

OutboxStore::~OutboxStore()
{
    // quit() from outside would overtake what is still queued.
    QMetaObject::invokeMethod(inThread_, [state = state_] {
        state->closeFile();
        QThread::currentThread()->quit();
    });
    thread_.wait();
}

template <typename Work>
auto OutboxStore::post(Work work)
{
    using T = decltype(work(*state_));
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    auto future = promise->future();
    QMetaObject::invokeMethod(inThread_, [promise, state = state_, work = std::move(work)]() mutable {
        promise->addResult(work(*state));
        promise->finish();
    });
    return future;
}

QFuture<Result<OutboxContent>> OutboxStore::open(const QString& file, const QByteArray& owner,
                                                 const SealedBox& box)
{
    return post([file, owner, box](State& state) -> Result<OutboxContent> {
        state.closeFile();
        state.box = box;
        state.owner = owner;
        auto opened = state.openFile(file);
        Result<OutboxContent> content = opened ? state.load() : fail(opened.error());
        if (!content)
            state.closeFile();
        return content;
    });
}

QFuture<Result<qint64>> OutboxStore::append(const Decision& decision)
{
    return post([decision](State& state) -> Result<qint64> {
        if (!state.box)
            return fail(ErrorCode::OutboxUnavailable, u"the outbox is not open"_s);
        QSqlQuery query(state.database());
        query.prepare(u"INSERT INTO entries(kind, sealed) VALUES(?, ?)"_s);
        query.addBindValue(kindWaiting);
        query.addBindValue(state.box->seal(plainOf(decision, nullptr), state.owner));
        if (!query.exec())
            return fail(errorOf(query.lastError()));
        return query.lastInsertId().toLongLong();
    });
}

QFuture<Result<void>> OutboxStore::remove(qint64 seq)
{
    return post([seq](State& state) -> Result<void> {
        return state.run(u"DELETE FROM entries WHERE seq=?"_s, {seq});
    });
}

QFuture<Result<void>> OutboxStore::refuse(const RefusedDecision& refused)
{
    return post([refused](State& state) -> Result<void> {
        if (!state.box)
            return fail(ErrorCode::OutboxUnavailable, u"the outbox is not open"_s);
        return state.run(
            u"UPDATE entries SET kind=?, sealed=? WHERE seq=?"_s,
            {kindRefused, state.box->seal(plainOf(refused.decision, &refused), state.owner), refused.seq});
    });
}

QFuture<Result<void>> OutboxStore::close()
{
    return post([](State& state) -> Result<void> {
        state.closeFile();
        return {};
    });
}

} // namespace photodesk::app
