#pragma once

#include "server/store/connection.h"

/// Who gave which photo back and does not get it again for a while.
namespace photodesk::server::store {

[[nodiscard]] Result<void> keepAway(Connection& c, const QString& record, const QString& staff, qint64 until);
[[nodiscard]] Result<void> tidyReturnedPhotos(Connection& c, qint64 now);

/// A condition on `records` with two values, staff and now: not given back by them lately.
inline constexpr char notReturned[] =
    " AND NOT EXISTS (SELECT 1 FROM returned_photos WHERE returned_photos.record = records.id"
    " AND returned_photos.staff = ? AND returned_photos.kept_until > ?)";

} // namespace photodesk::server::store
