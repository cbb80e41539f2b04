#pragma once

#include "server/store/connection.h"
#include "server/store/transaction.h"

#include <QUrl>

#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace photodesk::server::store {

struct DatabaseConfig {
    QString sqliteFile; ///< used when `postgres` is empty
    QUrl postgres;      ///< postgresql://user:password@host:port/name?host=/socket/folder&sslmode=…

    /// `url` empty: DIR/photodesk.sqlite. Error: BadConfiguration.
    [[nodiscard]] static Result<DatabaseConfig> from(const QString& dataDirectory, const QString& url);
};

/// The database of one process. Every thread has its own connection, opened when it first asks and closed
/// when it ends. Must outlive the use, not the life, of the threads.
class Database {
public:
    /// Opens, checks the modes, brings the schema up to date. Errors: DatabaseUnavailable, DatabaseFailed,
    /// SchemaTooNew, StorageFull.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseConfig& config);
    /// Without touching the schema.
    [[nodiscard]] static Result<std::unique_ptr<Database>> openRaw(const DatabaseConfig& config);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// This thread's connection. A lost one is opened again, once per call.
    [[nodiscard]] Result<Connection*> local();
    [[nodiscard]] Dialect dialect() const { return dialect_; }
    /// Answers: for readiness.
    [[nodiscard]] Result<void> check();

    /// Runs `work(Connection&)` in one write transaction: committed when it returns a value, rolled back when
    /// it returns an error. Deadlocks and serialisation conflicts are run again a few times.
    template <typename Work>
    [[nodiscard]] auto write(Work&& work)
    {
        return run<std::invoke_result_t<Work&, Connection&>>(Transaction::Mode::Write, work);
    }
    /// The same for reading several things from one snapshot.
    template <typename Work>
    [[nodiscard]] auto read(Work&& work)
    {
        return run<std::invoke_result_t<Work&, Connection&>>(Transaction::Mode::Read, work);
    }

private:
    friend class Transaction;
    friend class ThreadConnections;

    explicit Database(DatabaseConfig config, Dialect dialect);
    [[nodiscard]] Result<std::unique_ptr<Connection>> connect() const;
    void closeThread(std::thread::id thread);

    template <typename Answer, typename Work>
    Answer run(Transaction::Mode mode, Work& work)
    {
        for (int round = 1;; ++round) {
            auto transaction = Transaction::begin(*this, mode);
            if (!transaction)
                return fail(std::move(transaction).error());
            Answer answer = work((*transaction)->connection());
            const auto mayRunAgain = [&] {
                return round < maxRounds && (*transaction)->connection().lastFailureTransient();
            };
            if (answer) {
                auto committed = (*transaction)->commit();
                if (committed)
                    return answer;
                if (!mayRunAgain())
                    return fail(std::move(committed).error());
            } else if (!mayRunAgain()) {
                return answer;
            }
        }
    }

    static constexpr int maxRounds = 5;

    DatabaseConfig config_;
    Dialect dialect_;
    quint64 id_ = 0;
    std::mutex mutex_; ///< guards connections_
    std::unordered_map<std::thread::id, std::unique_ptr<Connection>> connections_;
    /// SQLite has one writer; queueing here is fair and quick where its own busy handler sleeps.
    std::timed_mutex writer_;
};

} // namespace photodesk::server::store
