#include "server/store/migrations.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto advisoryLock = "7406213885"_L1; // any number of our own

Result<void> applyStep(Connection& connection, const Migration& step)
{
    for (const QString& statement : step.statements)
        PD_TRY(connection.command(statement));
    PD_TRY(connection.execute(u"INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)"_s,
                              {step.number, step.name, QDateTime::currentMSecsSinceEpoch()}));
    return connection.command(u"COMMIT"_s);
}

Result<void> applyMissing(Connection& connection, const std::vector<Migration>& all)
{
    PD_TRY(
        connection.command(u"CREATE TABLE IF NOT EXISTS migrations ("
                           "number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)"_s));
    for (const Migration& step : all) {
        // Asked inside the transaction: on SQLite another process may have been here while we waited.
        PD_TRY(connection.command(sql::beginWrite(connection.dialect())));
        Result<void> done;
        auto known = connection.queryOne(u"SELECT name FROM migrations WHERE number = ?"_s, {step.number});
        if (!known)
            done = fail(std::move(known).error());
        else if (*known && (*known)->text(0) != step.name)
            done = fail(ErrorCode::SchemaTooNew, u"step %1 is another one"_s.arg(step.number));
        else if (!*known)
            done = applyStep(connection, step);
        else
            done = connection.command(u"COMMIT"_s);
        if (!done) {
            (void)connection.command(u"ROLLBACK"_s);
            return fail(std::move(done).error());
        }
    }
    PD_ASSIGN(const auto newest, connection.queryOne(u"SELECT COALESCE(MAX(number), 0) FROM migrations"_s));
    const int ours = all.empty() ? 0 : all.back().number;
    if (newest && newest->number(0) > ours)
        return fail(ErrorCode::SchemaTooNew, u"schema %1, program %2"_s.arg(newest->number(0)).arg(ours));
    return {};
}

} // namespace

QStringList splitStatements(const QString& text)
{
    QStringList statements;
    QString statement;
    const auto finish = [&] {
        if (!statement.trimmed().isEmpty())
            statements << statement.trimmed();
        statement.clear();
    };
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed() == "-- ;"_L1)
            finish();
        else if (!line.trimmed().startsWith("--"_L1))
            statement += line + u'\n';
    }
    finish();
    return statements;
}

Result<std::vector<Migration>> builtInMigrations(Dialect dialect)
{
    std::vector<Migration> all;
    for (const QLatin1StringView folder : {"common"_L1, sql::folder(dialect)}) {
        const QDir directory(u":/photodesk/store/sql/"_s + folder);
        for (const QString& name : directory.entryList({u"*.sql"_s}, QDir::Files)) {
            QFile file(directory.filePath(name));
            const int number = name.section(u'_', 0, 0).toInt();
            if (number <= 0 || !file.open(QIODevice::ReadOnly))
                return fail(ErrorCode::Internal, u"migration "_s + name);
            all.push_back({number, name, splitStatements(QString::fromUtf8(file.readAll()))});
        }
    }
    std::ranges::sort(all, {}, &Migration::number);
    if (all.empty() || std::ranges::adjacent_find(all, {}, &Migration::number) != all.end())
        return fail(ErrorCode::Internal, u"migrations are missing or share a number"_s);
    return all;
}

Result<void> migrate(Connection& connection, const std::vector<Migration>& all)
{
    if (connection.dialect() == Dialect::Sqlite)
        return applyMissing(connection, all);
    PD_TRY(connection.command(u"SELECT pg_advisory_lock("_s + advisoryLock + u")"_s));
    const Result<void> done = applyMissing(connection, all);
    PD_TRY(connection.command(u"SELECT pg_advisory_unlock("_s + advisoryLock + u")"_s));
    return done;
}

} // namespace photodesk::server::store
