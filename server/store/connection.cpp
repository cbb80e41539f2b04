#include "server/store/connection.h"

#include "server/store/sql_error.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr qsizetype statementsKept = 256;

Rows allRows(QSqlQuery& query)
{
    Rows rows;
    const int columns = query.record().count();
    while (query.next()) {
        std::vector<QVariant> values;
        values.reserve(std::size_t(columns));
        for (int column = 0; column < columns; ++column)
            values.push_back(query.value(column));
        rows.emplace_back(std::move(values));
    }
    return rows;
}

} // namespace

Connection::Connection(QSqlDatabase database, Dialect dialect)
    : database_(std::move(database)), dialect_(dialect)
{
}

Connection::~Connection()
{
    const QString name = database_.connectionName();
    statements_.clear();
    database_.close();
    database_ = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Error Connection::failure(const QSqlQuery& query)
{
    const QSqlError error = query.lastError();
    const SqlFault fault = classify(error, dialect_);
    lost_ = lost_ || fault.connectionLost;
    transient_ = fault.transient;
    // The native code alone: the text of a unique violation can hold the value.
    return {fault.code, u"sql "_s + error.nativeErrorCode()};
}

Result<QSqlQuery*> Connection::run(const QString& sql, const Values& values)
{
    transient_ = false;
    if (lost_)
        return fail(ErrorCode::DatabaseUnavailable, u"connection lost"_s);
    for (const Value& value : values) {
        // PostgreSQL has no NUL in texts and Qt's driver would cut the statement there.
        if (value.variant().typeId() == QMetaType::QString
            && value.variant().toString().contains(QChar(u'\0')))
            return fail(ErrorCode::InvalidField, u"NUL character"_s);
    }
    std::shared_ptr<QSqlQuery>& query = statements_[sql];
    if (!query) {
        if (statements_.size() > statementsKept) { // dynamic texts must not pile up
            statements_.clear();
            return run(sql, values);
        }
        auto prepared = std::make_shared<QSqlQuery>(database_);
        prepared->setForwardOnly(true);
        if (!prepared->prepare(sql)) {
            const Error error = failure(*prepared);
            statements_.remove(sql);
            return fail(error);
        }
        query = std::move(prepared);
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values[i].variant());
    if (!query->exec()) {
        const Error error = failure(*query);
        query->finish();
        return fail(error);
    }
    return query.get();
}

Result<Rows> Connection::query(const QString& sql, const Values& values)
{
    PD_ASSIGN(QSqlQuery * query, run(sql, values));
    Rows rows = allRows(*query);
    if (query->lastError().isValid()) { // SQLite may fail while stepping
        const Error error = failure(*query);
        query->finish();
        return fail(error);
    }
    query->finish();
    return rows;
}

Result<std::optional<Row>> Connection::queryOne(const QString& sql, const Values& values)
{
    PD_ASSIGN(Rows rows, query(sql, values));
    if (rows.empty())
        return std::optional<Row>();
    return std::optional<Row>(std::move(rows.front()));
}

Result<int> Connection::execute(const QString& sql, const Values& values)
{
    PD_ASSIGN(QSqlQuery * query, run(sql, values));
    const int changed = query->numRowsAffected();
    query->finish();
    return changed;
}

Result<void> Connection::command(const QString& sql)
{
    transient_ = false;
    if (lost_)
        return fail(ErrorCode::DatabaseUnavailable, u"connection lost"_s);
    QSqlQuery query(database_);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return fail(failure(query));
    return {};
}

Result<void> Connection::reconnect()
{
    statements_.clear();
    database_.close();
    if (!database_.open())
        return fail(ErrorCode::DatabaseUnavailable, u"sql "_s + database_.lastError().nativeErrorCode());
    lost_ = false;
    return configure();
}

Result<void> Connection::configure()
{
    if (dialect_ == Dialect::PostgreSql)
        return command(u"SET client_min_messages TO warning"_s);
    PD_TRY(command(u"PRAGMA foreign_keys=ON"_s));
    PD_ASSIGN(const auto mode, queryOne(u"PRAGMA journal_mode=WAL"_s));
    if (!mode || mode->text(0) != "wal"_L1)
        return fail(ErrorCode::DatabaseFailed, u"the folder does not allow write-ahead logging"_s);
    return command(u"PRAGMA synchronous=FULL"_s);
}

} // namespace photodesk::server::store
