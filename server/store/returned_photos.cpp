#include "server/store/returned_photos.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<void> keepAway(Connection& c, const QString& record, const QString& staff, qint64 until)
{
    PD_TRY(c.execute(u"INSERT INTO returned_photos (record, staff, kept_until) VALUES (?, ?, ?)"
                     " ON CONFLICT (record, staff) DO UPDATE SET kept_until = excluded.kept_until"_s,
                     {record, staff, until}));
    return {};
}

Result<void> tidyReturnedPhotos(Connection& c, qint64 now)
{
    PD_TRY(c.execute(u"DELETE FROM returned_photos WHERE kept_until <= ?"_s, {now}));
    return {};
}

} // namespace photodesk::server::store
