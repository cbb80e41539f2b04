#pragma once

#include "app/client/sheet_types.h"

#include <QJsonObject>

/// JSON of the contact sheet's routes to types. Errors: MalformedJson, InvalidField.
namespace photodesk::app::api {

[[nodiscard]] Result<SheetRows> sheetRows(const QJsonObject& object);
[[nodiscard]] Result<Bulk> bulk(const QJsonObject& object);
/// {"bulk": …}, null for none.
[[nodiscard]] Result<std::optional<Bulk>> currentBulk(const QJsonObject& object);
[[nodiscard]] QJsonObject bulkBody(const QString& batchId, const std::vector<BulkChoice>& photos);

} // namespace photodesk::app::api
