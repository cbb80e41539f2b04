#include "server/program/demo_story.h"

#include "domain/decision.h"
#include "domain/order.h"
#include "server/services/lifecycle.h"
#include "server/services/orders.h"
#include "server/services/random.h"
#include "server/services/upload_worker.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

using services::Outcome;

constexpr qint64 minuteMs = 60'000, hourMs = 60 * minuteMs;
// Between the steps of one attempt, and from a decision until its undo window has surely closed.
constexpr qint64 enrolBefore = 90 * minuteMs, payBefore = 80 * minuteMs, uploadBefore = 30 * minuteMs,
                 decideAfter = 40 * minuteMs, betweenDecisions = 10 * minuteMs, settleAfter = 2 * hourMs;

qint64 hoursAgo(const QJsonObject& object, QLatin1StringView key, double otherwise)
{
    return qint64(object[key].toDouble(otherwise) * double(hourMs));
}

} // namespace

DemoStory::DemoStory(Installation& installation, DemoPeople& people, StoryClock& clock,
                     services::PhotoProcessor& pictures, const QString& demoFolder)
    : installation_(installation), people_(people), clock_(clock), pictures_(pictures),
      worker_(std::make_unique<services::UploadWorker>(installation.context(), nullptr)),
      demoFolder_(demoFolder), now_(clock.nowMs())
{
}

DemoStory::~DemoStory() = default;

void DemoStory::addRecord(const QJsonObject& record, const QJsonObject& batch)
{
    const QString key = record["key"_L1].toString(), phone = record["phone"_L1].toString();
    const QJsonArray attempts = record["attempts"_L1].toArray();
    // Somebody who has not submitted anything yet came within the last hours.
    constexpr double freshHours = 5;
    const qint64 start = now_ - hoursAgo(attempts.first().toObject(), "submitted_hours_ago"_L1, freshHours);

    QString code;
    for (const QJsonValue& value : batch["feature_codes"_L1].toArray()) {
        if (value["state"_L1].toString() == "live"_L1)
            code = value["code"_L1].toString();
    }
    lastEnrolment_ = std::max(lastEnrolment_, start - enrolBefore);
    at(start - enrolBefore, [=, this] { return enrol(key, record, code); });
    const qint64 fee = batch["fee_fen"_L1].toInteger();
    const QString state = record["state"_L1].toString();
    const bool paid = fee > 0 && state != "unpaid"_L1 && record["cancelled"_L1]["paid"_L1].toBool(true);
    if (paid)
        at(start - payBefore, [=, this] { return pay(key, fee); });
    qint64 last = start;
    for (const QJsonValue& value : attempts) {
        const QJsonObject attempt = value.toObject();
        addAttempt(key, phone, attempt);
        last = now_ - hoursAgo(attempt, "submitted_hours_ago"_L1, freshHours) + decideAfter;
    }
    addEnding(key, record, last + settleAfter);
}

void DemoStory::addAttempt(const QString& key, const QString& phone, const QJsonObject& attempt)
{
    constexpr double freshHours = 4;
    const qint64 submitted = now_ - hoursAgo(attempt, "submitted_hours_ago"_L1, freshHours);
    const QString picture = attempt["picture"_L1].toString(),
                  source = attempt["capture_source"_L1].toString(u"album"_s),
                  note = attempt["student_note"_L1].toString();
    at(submitted - uploadBefore, [=, this] { return upload(key, phone, picture, source); });
    if (!attempt.contains("submitted_hours_ago"_L1))
        return;
    at(submitted, [=, this] { return submit(key, phone, note); });
    qint64 decided = submitted + decideAfter;
    for (const QJsonValue& value : attempt["decisions"_L1].toArray()) {
        const QJsonObject decision = value.toObject();
        at(decided, [=, this] { return decide(key, decision); });
        decided += betweenDecisions;
    }
}

void DemoStory::addEnding(const QString& key, const QJsonObject& record, qint64 time)
{
    const QString state = record["state"_L1].toString();
    const bool sentBack = state == "reopened"_L1, delivered = sentBack || state == "delivered"_L1;
    if (delivered || state == "producing"_L1) {
        at(time,
           [=, this] { return move(key, RecordAction::Produce, Actor::Job, RecordState::Producing, {}); });
    }
    if (delivered) {
        at(time + hourMs, [=, this] {
            return move(key, RecordAction::Deliver, Actor::Registry, RecordState::Delivered, {});
        });
    }
    if (sentBack) {
        const QString why = record["reopened"_L1]["reason"_L1].toString();
        at(time + 2 * hourMs, [=, this] {
            return move(key, RecordAction::Reopen, Actor::Registry, RecordState::Reopened, why);
        });
    }
    if (state == "cancelled"_L1) {
        const QJsonObject how = record["cancelled"_L1].toObject();
        const bool byStudent = how["by"_L1].toString() == "student"_L1, paid = how["paid"_L1].toBool();
        const QString why = how["note"_L1].toString();
        at(time, [=, this] {
            return move(key, paid ? RecordAction::Refund : RecordAction::Cancel,
                        byStudent ? Actor::Student : Actor::Administrator, RecordState::Cancelled, why);
        });
    }
}

void DemoStory::addOrder(const QJsonObject& order)
{
    at(now_ - hoursAgo(order, "placed_hours_ago"_L1, 1), [=, this] { return placeOrder(order); });
}

void DemoStory::closeBatch(const QString& batchId)
{
    at(lastEnrolment_ + minuteMs,
       [=, this] { return installation_.services().batches.setOpen(batchId, false, u"operator"_s); });
}

Outcome<void> DemoStory::tell()
{
    std::ranges::stable_sort(events_, {}, &Event::at);
    for (const Event& event : events_) {
        clock_.setMs(std::min(event.at, now_));
        PD_TRY(event.act());
    }
    clock_.setMs(now_);
    return {};
}

Outcome<void> DemoStory::enrol(const QString& key, const QJsonObject& record, const QString& featureCode)
{
    PD_ASSIGN(const auto student, people_.student(record["phone"_L1].toString()));
    const services::EnrolmentRequest request{featureCode, record["id_last4"_L1].toString(),
                                             record["name"_L1].toString(),
                                             record["enrolment_no"_L1].toString()};
    PD_ASSIGN(const QJsonObject made,
              installation_.services().enrolments.enrol(student, u"127.0.0.1"_s, request, services::newId()));
    recordIds_.insert(key, made["id"_L1].toString());
    return {};
}

Outcome<void> DemoStory::pay(const QString& key, qint64 amountFen)
{
    PD_ASSIGN(const auto staff, people_.staff(u"admin"_s));
    PD_TRY(installation_.services().enrolments.counterPayment(staff, recordIds_.value(key), amountFen,
                                                              services::newId()));
    return {};
}

Outcome<void> DemoStory::upload(const QString& key, const QString& phone, const QString& picture,
                                const QString& captureSource)
{
    PD_ASSIGN(const auto student, people_.student(phone));
    QFile file(QDir(demoFolder_).filePath(picture));
    const QString spooled = QDir(installation_.folder()).filePath(u"demo-upload"_s);
    if (!file.copy(spooled) || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageFailed, picture);
    const QByteArray bytes = file.readAll();
    const services::SpooledPhoto photo{
        spooled, QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
        bytes.size()};
    PD_ASSIGN(const auto accepted,
              installation_.services().uploads.accept(student, recordIds_.value(key), photo, captureSource));
    PD_TRY(worker_->runOne(pictures_));
    PD_ASSIGN(const auto after, installation_.services().uploads.state(student, accepted.id));
    if (after.state != services::UploadState::Accepted)
        return fail(ErrorCode::Internal, u"%1 was not accepted: %2"_s.arg(picture, after.code));
    return {};
}

Outcome<void> DemoStory::submit(const QString& key, const QString& phone, const QString& note)
{
    PD_ASSIGN(const auto student, people_.student(phone));
    PD_ASSIGN(const auto record, installation_.services().enrolments.get(student, recordIds_.value(key)));
    PD_TRY(installation_.services().submissions.submit(student, record.id, record.version, note));
    return {};
}

Outcome<std::optional<services::ReviewItem>> DemoStory::claimOf(const services::Staff& staff,
                                                                const QString& recordId, bool secondReview)
{
    services::Reviews& reviews = installation_.services().reviews;
    services::ClaimRequest wanted;
    wanted.count = int(installation_.context().settings.claimDepthMax);
    wanted.secondReview = secondReview;
    PD_ASSIGN(const auto claims, reviews.claim(staff, wanted));
    QStringList others;
    std::optional<services::ReviewItem> item;
    for (const services::ReviewItem& claimed : claims.items) {
        if (claimed.record.id == recordId)
            item = claimed;
        else
            others << claimed.record.id;
    }
    PD_TRY(reviews.release(staff, others));
    return item;
}

Outcome<void> DemoStory::decide(const QString& key, const QJsonObject& decision)
{
    PD_ASSIGN(const auto staff, people_.staff(decision["by"_L1].toString()));
    services::Reviews& reviews = installation_.services().reviews;
    PD_ASSIGN(auto item, claimOf(staff, recordIds_.value(key), false));
    if (!item) {
        PD_ASSIGN(item, claimOf(staff, recordIds_.value(key), true));
    }
    const auto verdict = verdictFromName(decision["verdict"_L1].toString());
    if (!item || !verdict)
        return fail(ErrorCode::Internal, u"no claim or no verdict for "_s + key);
    Decision made;
    made.recordId = item->record.id;
    made.version = item->record.version;
    made.attempt = item->attempt.number;
    made.photoSha256 = item->attempt.derived ? item->attempt.derived->sha256 : item->attempt.original.sha256;
    made.verdict = *verdict;
    made.reasons = decision["reasons"_L1].toVariant().toStringList();
    made.mainReason = decision["main_reason"_L1].toString();
    made.note = decision["note"_L1].toString();
    made.decidedAt = QDateTime::fromMSecsSinceEpoch(clock_.nowMs(), Qt::UTC);
    made.idempotencyKey = services::newId();
    PD_TRY(reviews.decide(staff, made));
    return {};
}

Outcome<void> DemoStory::move(const QString& key, RecordAction action, Actor actor, RecordState to,
                              const QString& why)
{
    PD_TRY(services::Lifecycle(installation_.context())
               .move({recordIds_.value(key), action, actor, to, u"operator"_s, why}));
    return {};
}

Outcome<void> DemoStory::placeOrder(const QJsonObject& order)
{
    const auto state = orderStateFromName(order["state"_L1].toString());
    if (!state)
        return fail(ErrorCode::InvalidField, u"order state"_s);
    services::NewOrder placed;
    placed.recordId = recordIds_.value(order["record"_L1].toString());
    placed.layout = order["layout"_L1].toString();
    placed.amountFen = order["amount_fen"_L1].toInteger();
    placed.address = order["address"_L1].toObject();
    services::Orders orders(installation_.context());
    PD_ASSIGN(const QString id, orders.place(placed, u"operator"_s));
    services::OrderProgress progress;
    progress.state = *state;
    progress.carrier = order["carrier"_L1].toString();
    progress.waybill = order["waybill"_L1].toString();
    progress.holdReason = order["hold_reason"_L1].toString();
    return orders.bringTo(id, progress, u"operator"_s);
}

} // namespace photodesk::server::program
