#include "server/services/enrolments.h"

#include "domain/feature_code.h"
#include "domain/id_last4.h"
#include "domain/json.h"
#include "domain/mask.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/repeatable.h"
#include "server/services/secrets.h"
#include "server/store/audit_log.h"
#include "server/store/batches.h"
#include "server/store/database.h"
#include "server/store/payments.h"
#include "server/store/students.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qsizetype enrolmentNoMax = 64; // as in the contract

struct Guesser {
    QString account, address;
};

Guesser guesserOf(const Context& context, const Student& student, const QString& address)
{
    return {u"account:"_s + student.id,
            u"address:"_s + context.secrets.keyedHash(Secrets::Purpose::Address, address.toUtf8())};
}

Outcome<void> checkGuesses(store::Connection& c, const Context& context, const Guesser& guesser, qint64 now)
{
    const std::pair<QString, qint64> limits[] = {{guesser.account, context.settings.guessesPerAccountHour},
                                                 {guesser.address, context.settings.guessesPerAddressHour}};
    for (const auto& [subject, most] : limits) {
        PD_ASSIGN(const auto failed, store::guessesSince(c, subject, now - hourMs));
        if (failed.count >= most)
            return fail(Refusal({ErrorCode::TooManyRequests, {}}, *failed.oldest + hourMs - now));
    }
    return {};
}

Result<store::BatchRow> batchOfCode(store::Connection& c, const QString& typed, qint64 now)
{
    PD_ASSIGN(const auto code, FeatureCode::parse(typed));
    PD_ASSIGN(const auto row, store::featureCode(c, code.text()));
    if (!row)
        return fail(ErrorCode::FeatureCodeUnknown);
    if (row->state == "revoked"_L1)
        return fail(ErrorCode::FeatureCodeRevoked);
    if (row->state != "live"_L1 || (row->expiresAt && *row->expiresAt <= now))
        return fail(ErrorCode::FeatureCodeExpired);
    PD_ASSIGN(auto batch, store::batchById(c, row->batch));
    if (!batch)
        return fail(ErrorCode::FeatureCodeUnknown);
    if (!batch->isOpen(now))
        return fail(ErrorCode::BatchClosed);
    return *std::move(batch);
}

bool isFailedGuess(ErrorCode code)
{
    return code == ErrorCode::FeatureCodeUnknown || code == ErrorCode::FeatureCodeRevoked
           || code == ErrorCode::FeatureCodeExpired;
}

/// In a transaction of its own: the one that failed is rolled back.
Result<void> noteGuess(const Context& context, const Guesser& guesser, ErrorCode code)
{
    if (!isFailedGuess(code))
        return {};
    return context.database.write([&](store::Connection& c) -> Result<void> {
        const qint64 now = context.clock.nowMs();
        PD_TRY(store::insertGuess(c, guesser.account, now));
        return store::insertGuess(c, guesser.address, now);
    });
}

struct Checked {
    QString nameMasked, idLast4, enrolmentKey;
};

Result<Checked> checkedRequest(const EnrolmentRequest& request, const Settings& settings)
{
    PD_ASSIGN(const auto last4, IdLast4::parse(request.idLast4));
    const QString name = request.name.normalized(QString::NormalizationForm_C).simplified();
    const QString number = request.enrolmentNo.trimmed().toUpper();
    if (name.isEmpty() || name.size() > settings.nameMaxChars)
        return fail(ErrorCode::InvalidField, u"name"_s);
    if (number.size() > enrolmentNoMax)
        return fail(ErrorCode::InvalidField, u"enrolment_no"_s);
    return Checked{maskName(name), last4.text(), name + u'\n' + last4.text() + u'\n' + number};
}

} // namespace

Result<EnrolmentRequest> EnrolmentRequest::fromJson(const QJsonObject& object)
{
    json::Reader in(object);
    EnrolmentRequest request;
    request.featureCode = in.string("feature_code"_L1);
    request.idLast4 = in.string("id_last4"_L1);
    request.name = in.string("name"_L1);
    request.enrolmentNo = in.optionalString("enrolment_no"_L1).value_or(QString());
    if (!in.ok())
        return fail(in.error());
    return request;
}

Enrolments::Enrolments(const Context& context) : context_(context) {}

Outcome<StudentBatch> Enrolments::batchByCode(const Student& student, const QString& address,
                                              const QString& code)
{
    const Guesser guesser = guesserOf(context_, student, address);
    auto found = context_.database.read([&](store::Connection& c) -> Outcome<StudentBatch> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(checkGuesses(c, context_, guesser, now));
        PD_ASSIGN(const auto batch, batchOfCode(c, code, now));
        return StudentBatch{batch.id, batch.school, batch.name, batch.standard, batch.feeFen};
    });
    if (!found)
        PD_TRY(noteGuess(context_, guesser, found.error().error.code));
    return found;
}

Outcome<QJsonObject> Enrolments::enrol(const Student& student, const QString& address,
                                       const EnrolmentRequest& request, const QString& idempotencyKey)
{
    const Guesser guesser = guesserOf(context_, student, address);
    const QJsonObject body{{"feature_code"_L1, request.featureCode},
                           {"id_last4"_L1, request.idLast4},
                           {"name"_L1, request.name},
                           {"enrolment_no"_L1, request.enrolmentNo}};
    const Repeatable call(auditActor(student), idempotencyKey, u"enrol"_s, body);
    auto made = context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        const qint64 now = context_.clock.nowMs();
        return call.run(c, now, [&]() -> Outcome<QJsonObject> {
            PD_TRY(checkGuesses(c, context_, guesser, now));
            PD_ASSIGN(const auto batch, batchOfCode(c, request.featureCode, now));
            PD_ASSIGN(const auto checked, checkedRequest(request, context_.settings));
            // The page takes no collection code, so there is one source of the last four only.
            const Guards held =
                Guard::BatchOpen | Guard::FeatureCodeLive | Guard::Last4Equal | Guard::NoLiveRecord;
            PD_TRY(checkTransition(
                {RecordState::None, RecordAction::Enrol, Actor::Student, RecordState::Unpaid, held}));
            const QString hash = context_.secrets.keyedHash(
                Secrets::Purpose::Enrolment, (batch.id + u'\n' + checked.enrolmentKey).toUtf8());
            store::RecordRow row;
            row.id = newId();
            row.batch = batch.id;
            row.student = student.id;
            row.nameMasked = checked.nameMasked;
            row.idLast4 = checked.idLast4;
            row.state = RecordState::Unpaid;
            row.version = 1;
            row.createdAt = now;
            // NoLiveRecord is proven by the unique index, against others in the same moment, too.
            if (auto inserted = store::insertRecord(c, row, hash); !inserted) {
                const bool taken = inserted.error().code == ErrorCode::Conflict;
                return taken ? fail(Error{ErrorCode::AlreadyEnrolled, {}})
                             : fail(std::move(inserted).error());
            }
            if (batch.feeFen == 0)
                PD_TRY(applyMove(
                    c, row,
                    {RecordAction::Pay, Actor::Payment, RecordState::AwaitingUpload, Guard::PaymentVerified},
                    now));
            PD_ASSIGN(const auto stored, store::recordById(c, row.id));
            PD_ASSIGN(const StudentRecord view, studentRecord(c, context_.reasons, *stored));
            PD_TRY(store::appendAudit(c, now, auditActor(student), u"record.enrol"_s, auditSubject(row),
                                      {{"batch"_L1, batch.id}}));
            return toJson(view);
        });
    });
    if (!made)
        PD_TRY(noteGuess(context_, guesser, made.error().error.code));
    return made;
}

Outcome<std::vector<StudentRecord>> Enrolments::list(const Student& student) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<std::vector<StudentRecord>> {
        PD_ASSIGN(const auto rows, store::recordsOfStudent(c, student.id));
        std::vector<StudentRecord> views;
        for (const store::RecordRow& row : rows) {
            PD_ASSIGN(StudentRecord view, studentRecord(c, context_.reasons, row));
            views.push_back(std::move(view));
        }
        return views;
    });
}

Outcome<StudentRecord> Enrolments::get(const Student& student, const QString& recordId) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<StudentRecord> {
        PD_ASSIGN(const auto row, ownRecord(c, student, recordId, false));
        PD_ASSIGN(StudentRecord view, studentRecord(c, context_.reasons, row));
        return view;
    });
}

Outcome<PhotoFile> Enrolments::photo(const Student& student, const QString& recordId, PhotoKind kind) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<PhotoFile> {
        PD_ASSIGN(const auto row, ownRecord(c, student, recordId, false));
        PD_ASSIGN(const auto latest, store::attempt(c, row.id, row.attempt));
        if (!latest)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(PhotoFile file, photoFile(context_.photos, *latest, kind));
        return file;
    });
}

Outcome<QJsonObject> Enrolments::counterPayment(const Staff& staff, const QString& recordId, qint64 amountFen,
                                                const QString& idempotencyKey)
{
    if (!staff.rights().testFlag(Right::TakePayment))
        return fail(ErrorCode::Forbidden);
    const Repeatable call(auditActor(staff), idempotencyKey, u"payment:"_s + recordId,
                          {{"amount_fen"_L1, amountFen}});
    return context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        const qint64 now = context_.clock.nowMs();
        return call.run(c, now, [&]() -> Outcome<QJsonObject> {
            PD_ASSIGN(auto row, store::lockRecord(c, recordId));
            if (!row)
                return fail(ErrorCode::NotFound);
            const Guards held = amountFen == row->feeFen ? Guard::PaymentVerified : Guard::None;
            if (auto moved = applyMove(
                    c, *row, {RecordAction::Pay, Actor::Payment, RecordState::AwaitingUpload, held}, now);
                !moved)
                return fail(withRecord(std::move(moved).error(), *row));
            PD_TRY(store::insertPayment(
                c, {newId(), row->id, u"counter"_s, idempotencyKey, amountFen, staff.id, now}));
            PD_TRY(store::appendAudit(c, now, auditActor(staff), u"record.pay"_s, auditSubject(*row),
                                      {{"amount_fen"_L1, amountFen}}));
            return toJson(briefOf(*row));
        });
    });
}

} // namespace photodesk::server::services
