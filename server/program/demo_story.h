#pragma once

#include "server/program/demo_people.h"

#include <QJsonObject>

#include <functional>
#include <vector>

namespace photodesk::server::services {
class UploadWorker;
class PhotoProcessor;
} // namespace photodesk::server::services

namespace photodesk::server::program {

/// Turns the records and orders of demo.json into things that happened, each at its time, and lets them
/// happen in that order.
class DemoStory {
public:
    DemoStory(Installation& installation, DemoPeople& people, StoryClock& clock,
              services::PhotoProcessor& pictures, const QString& demoFolder);
    ~DemoStory();
    DemoStory(const DemoStory&) = delete;
    DemoStory& operator=(const DemoStory&) = delete;

    void addRecord(const QJsonObject& record, const QJsonObject& batch);
    void addOrder(const QJsonObject& order);
    /// New enrolments stop once everybody has enrolled.
    void closeBatch(const QString& batchId);

    /// The first error ends it.
    [[nodiscard]] services::Outcome<void> tell();

private:
    using Act = std::function<services::Outcome<void>()>;

    struct Event {
        qint64 at;
        Act act;
    };

    void at(qint64 time, Act act) { events_.push_back({time, std::move(act)}); }
    void addAttempt(const QString& key, const QString& phone, const QJsonObject& attempt);
    void addEnding(const QString& key, const QJsonObject& record, qint64 time);

    services::Outcome<void> enrol(const QString& key, const QJsonObject& record, const QString& featureCode);
    services::Outcome<void> pay(const QString& key, qint64 amountFen);
    services::Outcome<void> upload(const QString& key, const QString& phone, const QString& picture,
                                   const QString& captureSource);
    services::Outcome<void> submit(const QString& key, const QString& phone, const QString& note);
    /// Claims this one record and no other; nothing when it is not in that queue.
    services::Outcome<std::optional<services::ReviewItem>>
    claimOf(const services::Staff& staff, const QString& recordId, bool secondReview);
    services::Outcome<void> decide(const QString& key, const QJsonObject& decision);
    services::Outcome<void> move(const QString& key, RecordAction action, Actor actor, RecordState to,
                                 const QString& why);
    services::Outcome<void> placeOrder(const QJsonObject& order);

    Installation& installation_;
    DemoPeople& people_;
    StoryClock& clock_;
    services::PhotoProcessor& pictures_;
    std::unique_ptr<services::UploadWorker> worker_;
    QString demoFolder_;
    qint64 now_;
    std::vector<Event> events_;
    QHash<QString, QString> recordIds_; ///< by key of demo.json
    qint64 lastEnrolment_ = 0;
};

} // namespace photodesk::server::program
