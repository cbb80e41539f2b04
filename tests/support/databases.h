#pragma once

#include "server/store/database.h"

#include <QTemporaryDir>

#include <memory>

namespace photodesk::test {

/// The rows of initTestCase_data(): every test function of the case runs on both databases.
void addDialects();
[[nodiscard]] server::store::Dialect dialect(); ///< of the present row

/// An empty place for a database of the present row; SQLite's lies in `folder`.
[[nodiscard]] server::store::DatabaseConfig emptyDatabase(const QTemporaryDir& folder);
/// The same with the schema in it, opened.
[[nodiscard]] std::unique_ptr<server::store::Database>
openDatabase(const server::store::DatabaseConfig& config);
[[nodiscard]] server::store::DatabaseConfig schemaDatabase(const QTemporaryDir& folder);

} // namespace photodesk::test
