#pragma once

#include "domain/result.h"
#include "server/store/dialect.h"
#include "server/store/value.h"

#include <QHash>
#include <QSqlDatabase>

#include <memory>

class QSqlQuery;

namespace photodesk::server::store {

/// One open connection; belongs to the thread that asked Database::local() for it. Statements stay prepared.
/// Errors of everything: Conflict (a unique value exists already), StorageFull, DatabaseUnavailable
/// (connection lost, or locked too long), DatabaseFailed, InvalidField (a NUL character in a text).
class Connection {
public:
    Connection(QSqlDatabase database, Dialect dialect);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Every row at once: callers page what may be long. `?` stands for a parameter.
    [[nodiscard]] Result<Rows> query(const QString& sql, const Values& values = {});
    [[nodiscard]] Result<std::optional<Row>> queryOne(const QString& sql, const Values& values = {});
    /// Rows changed.
    [[nodiscard]] Result<int> execute(const QString& sql, const Values& values = {});
    /// A statement that is not kept and takes no parameters: BEGIN, DDL, pragmas.
    [[nodiscard]] Result<void> command(const QString& sql);

    [[nodiscard]] Dialect dialect() const { return dialect_; }
    [[nodiscard]] bool isLost() const { return lost_; }
    /// The last failure was a deadlock or a serialisation conflict: the transaction may simply be run again.
    [[nodiscard]] bool lastFailureTransient() const { return transient_; }
    /// Opens again after a loss; prepared statements are forgotten.
    [[nodiscard]] Result<void> reconnect();
    /// What each opened connection must be told first.
    [[nodiscard]] Result<void> configure();

private:
    Result<QSqlQuery*> run(const QString& sql, const Values& values);
    Error failure(const QSqlQuery& query);

    QSqlDatabase database_;
    Dialect dialect_;
    bool lost_ = false, transient_ = false;
    QHash<QString, std::shared_ptr<QSqlQuery>> statements_;
};

} // namespace photodesk::server::store
