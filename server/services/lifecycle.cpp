#include "server/services/lifecycle.h"

#include "server/services/moves.h"
#include "server/services/settings.h"
#include "server/store/audit_log.h"
#include "server/store/batches.h"
#include "server/store/database.h"
#include "server/store/decisions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

/// The guards that can be told from the database; the row is locked, so its version is current.
Result<Guards> proven(store::Connection& c, const Context& context, const store::RecordRow& row,
                      const LifecycleMove& move, qint64 now)
{
    Guards held = Guard::VersionCurrent;
    if (!move.why.trimmed().isEmpty())
        held |= Guard::WrittenReason;
    PD_ASSIGN(const auto decisions, store::decisionsOfRecord(c, row.id));
    qint64 last = 0;
    for (const store::DecisionRow& decision : decisions)
        last = std::max(last, decision.appliedAt);
    if (now >= last + context.settings.undoMs)
        held |= Guard::UndoWindowOver;
    PD_ASSIGN(const auto batch, store::batchById(c, row.batch));
    if (batch && batch->isOpen(now))
        held |= Guard::BatchOpen;
    return held;
}

/// Whoever gave the decision that is recalled does not give the second opinion on it, and the student does
/// not hear of it.
Result<void> doubt(store::Connection& c, store::RecordRow& row)
{
    PD_ASSIGN(const auto decisions, store::decisionsOfRecord(c, row.id));
    const auto standing =
        std::find_if(decisions.rbegin(), decisions.rend(), [](const auto& d) { return !d.undoneAt; });
    if (standing == decisions.rend())
        return {};
    row.firstReviewer = standing->staff;
    return store::cancelNotice(c, standing->id);
}

} // namespace

Lifecycle::Lifecycle(const Context& context) : context_(context) {}

Outcome<RecordBrief> Lifecycle::move(const LifecycleMove& move)
{
    const qint64 now = context_.clock.nowMs();
    return context_.database.write([&](store::Connection& c) -> Outcome<RecordBrief> {
        PD_ASSIGN(auto found, store::lockRecord(c, move.recordId));
        if (!found)
            return fail(ErrorCode::NotFound);
        store::RecordRow row = *std::move(found);
        const RecordState from = row.state;
        PD_ASSIGN(const Guards held, proven(c, context_, row, move, now));
        if (move.action == RecordAction::Recall)
            PD_TRY(doubt(c, row));
        if (auto moved = applyMove(c, row, {move.action, move.actor, move.to, held}, now); !moved)
            return fail(withRecord(moved.error(), row));
        PD_TRY(store::appendAudit(c, now, move.by, u"record.move"_s, auditSubject(row),
                                  {{"from"_L1, recordStateName(from)},
                                   {"to"_L1, recordStateName(row.state)},
                                   {"why"_L1, move.why}}));
        return briefOf(row);
    });
}

} // namespace photodesk::server::services
