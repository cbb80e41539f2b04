#pragma once

#include "domain/error.h"
#include "server/store/dialect.h"

class QSqlError;

namespace photodesk::server::store {

struct SqlFault {
    ErrorCode code = ErrorCode::DatabaseFailed;
    bool connectionLost = false;
    bool transient = false; ///< running the transaction again may help
};

/// From SQLite's (extended) result code or PostgreSQL's SQLSTATE.
[[nodiscard]] SqlFault classify(const QSqlError& error, Dialect dialect);

} // namespace photodesk::server::store
