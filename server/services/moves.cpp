#include "server/services/moves.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {

Result<void> applyMove(store::Connection& connection, store::RecordRow& row, const Move& move, qint64 now)
{
    PD_TRY(checkTransition({row.state, move.action, move.actor, move.to, move.held}));
    store::RecordRow moved = row;
    moved.state = move.to;
    ++moved.version;
    if (!isReviewable(moved.state)) {
        moved.leaseUser.reset();
        moved.leaseUntil.reset();
    }
    PD_TRY(store::updateRecord(connection, moved, row.version, now));
    row = std::move(moved);
    return {};
}

RecordBrief briefOf(const store::RecordRow& row)
{
    return {row.id, row.state, row.version};
}

Refusal withRecord(Error error, const store::RecordRow& row)
{
    return {std::move(error), briefOf(row)};
}

QString auditActor(const Staff& staff)
{
    return u"staff:"_s + staff.id;
}

QString auditActor(const Student& student)
{
    return u"student:"_s + student.id;
}

QString auditSubject(const store::RecordRow& row)
{
    return u"record:"_s + row.id;
}

} // namespace photodesk::server::services
