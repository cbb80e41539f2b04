#include "tests/support/databases.h"

#include "tests/support/postgres.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace photodesk::test {

using server::store::DatabaseConfig;
using server::store::Dialect;

void addDialects()
{
    QTest::addColumn<int>("dialect");
    QTest::newRow("sqlite") << int(Dialect::Sqlite);
    QTest::newRow("postgresql") << int(Dialect::PostgreSql);
}

Dialect dialect()
{
    QFETCH_GLOBAL(int, dialect);
    return Dialect(dialect);
}

namespace {

DatabaseConfig place(const QTemporaryDir& folder, bool withSchema)
{
    if (dialect() == Dialect::Sqlite)
        return {folder.filePath(u"photodesk.sqlite"_s), {}};
    return {{}, Postgres::instance().newDatabase(withSchema)};
}

} // namespace

DatabaseConfig emptyDatabase(const QTemporaryDir& folder)
{
    return place(folder, false);
}

DatabaseConfig schemaDatabase(const QTemporaryDir& folder)
{
    return place(folder, true);
}

std::unique_ptr<server::store::Database> openDatabase(const DatabaseConfig& config)
{
    auto database = server::store::Database::open(config);
    if (!database)
        qFatal("database: %s", qUtf8Printable(database.error().detail));
    return *std::move(database);
}

} // namespace photodesk::test
