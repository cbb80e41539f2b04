#include "server/services/audit.h"

#include "domain/json.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr int verifyPage = 1000;

Result<qint64> seqFrom(const QString& cursor)
{
    if (cursor.isEmpty())
        return 0;
    bool ok = false;
    const qint64 seq = cursor.toLongLong(&ok);
    if (!ok || seq < 0)
        return fail(ErrorCode::InvalidField, u"after"_s);
    return seq;
}

Result<AuditEntry> entryFrom(const store::AuditRow& row)
{
    PD_ASSIGN(QJsonObject detail, json::parseObject(row.detail.toUtf8()));
    return AuditEntry{row.seq,           row.at,   row.actor,       row.action, row.subject,
                      std::move(detail), row.hash, row.previousHash};
}

} // namespace

Audit::Audit(const Context& context) : context_(context) {}

Outcome<AuditPage> Audit::page(const QString& after, int limit) const
{
    PD_ASSIGN(const qint64 seq, seqFrom(after));
    return context_.database.read([&](store::Connection& c) -> Outcome<AuditPage> {
        PD_ASSIGN(const auto rows, store::auditAfter(c, seq, limit + 1));
        AuditPage page;
        for (const store::AuditRow& row : rows) {
            if (qsizetype(page.items.size()) == limit) {
                page.next = QString::number(page.items.back().seq);
                break;
            }
            PD_ASSIGN(AuditEntry entry, entryFrom(row));
            page.items.push_back(std::move(entry));
        }
        return page;
    });
}

Outcome<AuditVerdict> Audit::verify() const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<AuditVerdict> {
        AuditVerdict verdict;
        QString previous;
        for (;;) {
            PD_ASSIGN(const auto rows, store::auditAfter(c, verdict.entries, verifyPage));
            if (rows.empty())
                break;
            for (const store::AuditRow& row : rows) {
                const bool fits = row.seq == verdict.entries + 1 && row.previousHash == previous
                                  && row.hash == store::auditHash(row);
                if (!fits) {
                    verdict.brokenAt = verdict.entries + 1;
                    return verdict;
                }
                previous = row.hash;
                ++verdict.entries;
            }
        }
        PD_ASSIGN(const auto head, store::auditHead(c));
        if (head.seq != verdict.entries) // the end was cut off, or something put behind it
            verdict.brokenAt = std::min(head.seq, verdict.entries) + 1;
        else if (head.hash != previous) // rewritten up to its end, hashes included
            verdict.brokenAt = verdict.entries;
        return verdict;
    });
}

} // namespace photodesk::server::services
