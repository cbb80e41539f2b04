#include "server/store/sql_error.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

// sqlite.org/rescode.html; the low byte is the primary code.
constexpr int sqliteBusy = 5, sqliteLocked = 6, sqliteIoError = 10, sqliteFull = 13, sqliteCannotOpen = 14;
constexpr int sqliteUnique = 2067, sqlitePrimaryKey = 1555, sqliteRowId = 2579, primaryMask = 0xff;

SqlFault classifySqlite(int code)
{
    if (code == sqliteUnique || code == sqlitePrimaryKey || code == sqliteRowId)
        return {ErrorCode::Conflict};
    switch (code & primaryMask) {
    case sqliteFull: return {ErrorCode::StorageFull};
    case sqliteBusy:
    case sqliteLocked: return {ErrorCode::DatabaseUnavailable, false, true};
    case sqliteIoError:
    case sqliteCannotOpen: return {ErrorCode::DatabaseUnavailable};
    default: return {};
    }
}

// PostgreSQL's documentation, appendix A.
SqlFault classifyPostgres(const QString& state)
{
    if (state == "23505"_L1)
        return {ErrorCode::Conflict};
    if (state == "53100"_L1)
        return {ErrorCode::StorageFull};
    if (state == "40001"_L1 || state == "40P01"_L1)
        return {ErrorCode::DatabaseUnavailable, false, true};
    // Without a state the server did not answer; 08: connection, 57P: shutting down, 53: out of resources.
    if (state.isEmpty() || state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return {ErrorCode::DatabaseUnavailable, true};
    if (state.startsWith("53"_L1))
        return {ErrorCode::DatabaseUnavailable};
    return {};
}

} // namespace

SqlFault classify(const QSqlError& error, Dialect dialect)
{
    return dialect == Dialect::Sqlite ? classifySqlite(error.nativeErrorCode().toInt())
                                      : classifyPostgres(error.nativeErrorCode());
}

} // namespace photodesk::server::store
