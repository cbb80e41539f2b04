#include "server/store/settings.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<std::optional<QString>> setting(Connection& c, const QString& name)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT value FROM settings WHERE name = ?"_s, {name}));
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Result<void> storeSetting(Connection& c, const QString& name, const QString& value, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO settings (name, value, changed_at) VALUES (?, ?, ?) ON CONFLICT (name)"
                     " DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at"_s,
                     {name, value, now}));
    return {};
}

} // namespace photodesk::server::store
