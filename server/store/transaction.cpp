#include "server/store/transaction.h"

#include "server/store/database.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {
constexpr std::chrono::seconds writerPatience{20};
}

Result<std::unique_ptr<Transaction>> Transaction::begin(Database& database, Mode mode)
{
    PD_ASSIGN(Connection * connection, database.local());
    const Dialect dialect = database.dialect();
    std::unique_lock<std::timed_mutex> writer;
    if (mode == Mode::Write && dialect == Dialect::Sqlite) {
        writer = std::unique_lock(database.writer_, writerPatience);
        if (!writer.owns_lock())
            return fail(ErrorCode::DatabaseUnavailable, u"the writer before does not end"_s);
    }
    const QString text = mode == Mode::Write ? sql::beginWrite(dialect) : sql::beginRead(dialect);
    if (auto begun = connection->command(text); !begun) {
        // A connection that died while it was idle shows only now; nothing was done yet, so once more is
        // safe.
        if (!connection->isLost())
            return fail(std::move(begun).error());
        PD_TRY(connection->reconnect());
        PD_TRY(connection->command(text));
    }
    return std::unique_ptr<Transaction>(new Transaction(*connection, std::move(writer)));
}

Transaction::~Transaction()
{
    if (open_ && !connection_.isLost())
        (void)connection_.command(u"ROLLBACK"_s);
}

Result<void> Transaction::commit()
{
    PD_TRY(connection_.command(u"COMMIT"_s));
    open_ = false;
    writer_ = {};
    return {};
}

} // namespace photodesk::server::store
