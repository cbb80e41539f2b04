#pragma once

#include <QString>

namespace photodesk::server::store {

enum class Dialect { Sqlite, PostgreSql };

/// The few places where one text does not do for both. SQLite has one writer at a time (BEGIN IMMEDIATE), so
/// its row locks are empty.
namespace sql {

[[nodiscard]] QLatin1StringView folder(Dialect dialect); ///< of the migrations
[[nodiscard]] QString beginWrite(Dialect dialect);
[[nodiscard]] QString beginRead(Dialect dialect);            ///< one snapshot for several reads
[[nodiscard]] QLatin1StringView forUpdate(Dialect dialect);  ///< " FOR UPDATE" or nothing
[[nodiscard]] QLatin1StringView skipLocked(Dialect dialect); ///< " FOR UPDATE SKIP LOCKED" or nothing

[[nodiscard]] QLatin1StringView position(Dialect dialect); ///< function (text, part), from 1; 0: not in it

} // namespace sql

} // namespace photodesk::server::store
