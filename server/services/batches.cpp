#include "server/services/batches.h"

#include "domain/feature_code.h"
#include "domain/money.h"
#include "resources/resources.h"
#include "server/services/random.h"
#include "server/services/settings.h"
#include "server/store/audit_log.h"
#include "server/store/batches.h"
#include "server/store/database.h"

#include <QColor>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

StaffBatch viewOf(const store::BatchRow& row, const Settings& settings, qint64 now)
{
    StaffBatch view;
    view.id = row.id;
    view.school = row.school;
    view.name = row.name;
    view.open = row.isOpen(now);
    view.standard = row.standard;
    view.background = row.background;
    view.feeFen = row.feeFen;
    view.bulkAllowed = row.bulkAllowed;
    view.bulkSamplePercent = row.bulkSamplePercent.value_or(settings.bulkSamplePercent);
    return view;
}

Result<QString> schoolNamed(store::Connection& c, const QString& name, qint64 now)
{
    PD_ASSIGN(const auto known, store::schoolByName(c, name));
    if (known)
        return *known;
    const QString id = newId();
    PD_TRY(store::insertSchool(c, id, name, now));
    return id;
}

/// The batch's colour as "#rrggbb": one the standard allows.
Result<QString> backgroundOf(const NewBatch& batch)
{
    auto standard = resources::standard(batch.standard);
    if (!standard || standard->backgrounds.empty())
        return fail(ErrorCode::InvalidField, u"standard"_s);
    if (batch.background.isEmpty())
        return QColor::fromRgb(standard->backgrounds.front()).name();
    const QColor colour(batch.background);
    if (!colour.isValid())
        return fail(ErrorCode::InvalidField, u"background"_s);
    for (const quint32 allowed : standard->backgrounds) {
        if (colour.rgb() == allowed)
            return colour.name();
    }
    return fail(ErrorCode::InvalidField, u"background: not one of the standard's"_s);
}

} // namespace

Batches::Batches(const Context& context) : context_(context) {}

Outcome<std::vector<StaffBatch>> Batches::list() const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<std::vector<StaffBatch>> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto rows, store::allBatches(c));
        PD_ASSIGN(const auto counts, store::recordCounts(c));
        PD_ASSIGN(const auto codes, store::liveFeatureCodes(c, now));
        std::vector<StaffBatch> views;
        for (const store::BatchRow& row : rows) {
            StaffBatch view = viewOf(row, context_.settings, now);
            for (const store::FeatureCodeRow& code : codes) {
                if (code.batch == row.id && !view.featureCode)
                    view.featureCode = code.code;
            }
            for (const store::StateCount& count : counts) {
                const auto state = recordStateFromName(count.state);
                if (count.batch == row.id && state)
                    view.counts[*state] = count.count;
            }
            views.push_back(std::move(view));
        }
        return views;
    });
}

Outcome<StaffBatch> Batches::create(const NewBatch& batch, const QString& by)
{
    const QString school = batch.school.trimmed(), name = batch.name.trimmed();
    const qint64 nameMax = context_.settings.nameMaxChars;
    if (school.isEmpty() || name.isEmpty() || school.size() > nameMax || name.size() > nameMax)
        return fail(ErrorCode::InvalidField, u"school or name"_s);
    if (batch.captureMode != "together"_L1 && batch.captureMode != "scattered"_L1)
        return fail(ErrorCode::InvalidField, u"capture mode"_s);
    PD_TRY(Money::fromFen(batch.feeFen));
    PD_ASSIGN(const QString background, backgroundOf(batch));
    return context_.database.write([&](store::Connection& c) -> Outcome<StaffBatch> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const QString schoolId, schoolNamed(c, school, now));
        const store::BatchRow row{
            newId(),           schoolId,  school,       name,          batch.standard, background,
            batch.captureMode, u"open"_s, batch.feeFen, batch.opensAt, batch.closesAt, false,
            std::nullopt};
        PD_TRY(store::insertBatch(c, row, now));
        PD_TRY(store::appendAudit(c, now, by, u"batch.create"_s, u"batch:"_s + row.id,
                                  {{"standard"_L1, row.standard}, {"fee_fen"_L1, row.feeFen}}));
        return viewOf(row, context_.settings, now);
    });
}

Outcome<QString> Batches::issueFeatureCode(const QString& batchId, std::optional<qint64> expiresAt,
                                           const QString& by)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<QString> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto batch, store::batchById(c, batchId));
        if (!batch)
            return fail(ErrorCode::NotFound);
        QString code;
        do { // 31^6 codes: a second round is rare
            code = FeatureCode::generate(randomBelow).text();
            PD_ASSIGN(const auto taken, store::featureCode(c, code));
            if (taken)
                code.clear();
        } while (code.isEmpty());
        PD_TRY(store::insertFeatureCode(c, {code, batchId, u"live"_s, expiresAt}, now));
        PD_TRY(store::appendAudit(c, now, by, u"feature_code.issue"_s, u"batch:"_s + batchId));
        return code;
    });
}

Outcome<void> Batches::addFeatureCode(const QString& batchId, const QString& code, const QString& by)
{
    PD_ASSIGN(const auto parsed, FeatureCode::parse(code));
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto batch, store::batchById(c, batchId));
        if (!batch)
            return fail(ErrorCode::NotFound);
        PD_TRY(store::insertFeatureCode(c, {parsed.text(), batchId, u"live"_s, std::nullopt}, now));
        PD_TRY(store::appendAudit(c, now, by, u"feature_code.issue"_s, u"batch:"_s + batchId));
        return {};
    });
}

namespace {

Outcome<void> endFeatureCode(const Context& context, const QString& code, const QString& by,
                             QLatin1StringView state)
{
    PD_ASSIGN(const auto parsed, FeatureCode::parse(code));
    return context.database.write([&](store::Connection& c) -> Outcome<void> {
        PD_ASSIGN(const auto row, store::featureCode(c, parsed.text()));
        if (!row)
            return fail(ErrorCode::FeatureCodeUnknown);
        PD_TRY(store::setFeatureCodeState(c, row->code, state));
        PD_TRY(store::appendAudit(c, context.clock.nowMs(), by, u"feature_code."_s + state,
                                  u"batch:"_s + row->batch));
        return {};
    });
}

} // namespace

Outcome<void> Batches::revokeFeatureCode(const QString& code, const QString& by)
{
    return endFeatureCode(context_, code, by, "revoked"_L1);
}

Outcome<void> Batches::expireFeatureCode(const QString& code, const QString& by)
{
    return endFeatureCode(context_, code, by, "expired"_L1);
}

Outcome<void> Batches::setOpen(const QString& batchId, bool open, const QString& by)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        PD_ASSIGN(const auto batch, store::batchById(c, batchId));
        if (!batch)
            return fail(ErrorCode::NotFound);
        PD_TRY(store::setBatchState(c, batchId, open ? "open"_L1 : "closed"_L1));
        PD_TRY(store::appendAudit(c, context_.clock.nowMs(), by, open ? u"batch.open"_s : u"batch.close"_s,
                                  u"batch:"_s + batchId));
        return {};
    });
}

Outcome<StaffBatch> Batches::setBulk(const QString& batchId, bool allowed,
                                     std::optional<qint64> samplePercent, const QString& by)
{
    constexpr qint64 whole = 100;
    if (samplePercent && (*samplePercent < 1 || *samplePercent > whole))
        return fail(ErrorCode::InvalidField, u"sample_percent"_s);
    return context_.database.write([&](store::Connection& c) -> Outcome<StaffBatch> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(store::setBatchBulk(c, batchId, allowed, samplePercent));
        PD_ASSIGN(const auto batch, store::batchById(c, batchId));
        if (!batch)
            return fail(ErrorCode::NotFound);
        const StaffBatch view = viewOf(*batch, context_.settings, now);
        PD_TRY(store::appendAudit(c, now, by, u"batch.bulk"_s, u"batch:"_s + batchId,
                                  {{"allowed"_L1, allowed}, {"sample_percent"_L1, view.bulkSamplePercent}}));
        return view;
    });
}

} // namespace photodesk::server::services
