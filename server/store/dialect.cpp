#include "server/store/dialect.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store::sql {

QLatin1StringView folder(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "sqlite"_L1 : "postgresql"_L1;
}

QString beginWrite(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
}

QString beginRead(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? u"BEGIN"_s : u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s;
}

QLatin1StringView forUpdate(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? ""_L1 : " FOR UPDATE"_L1;
}

QLatin1StringView skipLocked(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? ""_L1 : " FOR UPDATE SKIP LOCKED"_L1;
}

QLatin1StringView position(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "instr"_L1 : "strpos"_L1;
}

} // namespace photodesk::server::store::sql
