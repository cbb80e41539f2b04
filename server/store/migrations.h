#pragma once

#include "server/store/connection.h"

#include <QStringList>

#include <vector>

namespace photodesk::server::store {

/// One numbered step of the schema.
struct Migration {
    int number = 0;
    QString name; ///< file name without the folder
    QStringList statements;
};

/// sql/common/ and the dialect's own folder together, by number. Statements are parted by lines of "-- ;", as
/// triggers hold semicolons and QSQLITE runs one statement a call.
[[nodiscard]] Result<std::vector<Migration>> builtInMigrations(Dialect dialect);
[[nodiscard]] QStringList splitStatements(const QString& text);

/// Runs what is missing, each step in its own transaction with its row in `migrations`; other processes
/// starting at the same time wait. Errors: SchemaTooNew when the database knows a step that `all` does not,
/// and the database's.
[[nodiscard]] Result<void> migrate(Connection& connection, const std::vector<Migration>& all);

} // namespace photodesk::server::store
