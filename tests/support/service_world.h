#pragma once

#include "server/identity/code_sender.h"
#include "server/services/photo_processor.h"
#include "server/services/secrets.h"
#include "server/services/services.h"
#include "server/services/upload_worker.h"
#include "server/store/database.h"
#include "tests/support/manual_clock.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <mutex>

namespace photodesk::test {

/// A telephone: keeps the last code it was sent.
class Pocket final : public server::identity::CodeSender {
public:
    [[nodiscard]] Result<void> send(const QString& phone, const QString& code) override;
    QString lastCode;
    int sent = 0;
};

/// Imaging without pictures. Bytes are "pixels" or "pixels|file": what is before the bar makes the pixel
/// hash. Bytes
/// "!name" fail with that error, "noface" has no derived picture, "red…" gets a red report, "print7" the
/// fingerprint of shot 7 ("print7b": another file of it).
class ScriptedProcessor final : public server::services::PhotoProcessor {
public:
    [[nodiscard]] Result<server::services::ProcessedPhoto>
    process(const server::services::ProcessingOrder& order) override;
    int processed = 0;
    std::function<void()> before; ///< called while the upload is in work
};

/// A whole server below HTTP over the present row's database, with hands to play student and staff. Helpers
/// end the test process when they fail; what is under test is asked of `services` directly.
class World {
public:
    World();
    ~World();

    [[nodiscard]] server::services::Staff staff(const QString& user,
                                                const std::vector<Role>& roles = {Role::Reviewer});
    [[nodiscard]] server::services::Student student(const QString& phone);
    [[nodiscard]] server::services::StaffBatch batch(const QString& name, qint64 feeFen = 0);
    /// Answer: the record's id.
    [[nodiscard]] QString enrol(const server::services::Student& student,
                                const server::services::StaffBatch& batch, const QString& name);
    [[nodiscard]] server::services::Outcome<server::services::Upload>
    upload(const server::services::Student& student, const QString& record, const QByteArray& bytes);
    /// upload() and the worker's part.
    void draft(const server::services::Student& student, const QString& record, const QByteArray& bytes);
    void submit(const server::services::Student& student, const QString& record);
    [[nodiscard]] server::services::StudentRecord record(const server::services::Student& student,
                                                         const QString& id);
    /// A new student's record that waits in review. Answer: the record's id.
    [[nodiscard]] QString inReview(const QByteArray& bytes = {});
    [[nodiscard]] server::services::Student owner(const QString& record) const
    {
        return owners_.value(record);
    }

    [[nodiscard]] std::vector<server::services::ReviewItem> claim(const server::services::Staff& staff,
                                                                  int count = 1);
    [[nodiscard]] static Decision decisionOn(const server::services::ReviewItem& item, Verdict verdict,
                                             const QStringList& reasons = {});
    /// Claims the one that waits and decides. Answer: the decision's id.
    QString decided(const server::services::Staff& staff, Verdict verdict, const QStringList& reasons = {});

    [[nodiscard]] const server::services::Context& context() const { return *context_; }
    [[nodiscard]] server::store::Database& database() { return *database_; }
    [[nodiscard]] const server::store::DatabaseConfig& config() const { return config_; }
    [[nodiscard]] QString folder() const { return folder_.path(); }
    [[nodiscard]] QString spool(const QByteArray& bytes);
    [[nodiscard]] static QString sha256(const QByteArray& bytes);

    ManualClock clock;
    Pocket pocket;
    ScriptedProcessor processor;
    server::services::Settings settings;

private:
    QTemporaryDir
        folder_; ///< in memory where the system has such a place: thousands of flushes take minutes on a disk
    server::store::DatabaseConfig config_;
    std::unique_ptr<server::store::Database> database_;
    std::unique_ptr<server::photos::PhotoStore> photos_;
    std::unique_ptr<server::services::Secrets> secrets_;
    std::unique_ptr<ReasonCatalogue> reasons_;
    std::unique_ptr<server::services::Context> context_;
    QHash<QString, server::services::Student> owners_;
    std::optional<server::services::StaffBatch> commonBatch_;
    int made_ = 0;

public:
    std::unique_ptr<server::services::Services> services;
    std::unique_ptr<server::services::UploadWorker> worker;
};

/// The value of an Outcome or Result, or the end of the test process with the error's name.
template <typename T>
auto must(T outcome)
{
    if (!outcome) {
        if constexpr (requires { outcome.error().error; })
            qFatal("unexpected %s %s", errorName(outcome.error().error.code).data(),
                   qUtf8Printable(outcome.error().error.detail));
        else
            qFatal("unexpected %s %s", errorName(outcome.error().code).data(),
                   qUtf8Printable(outcome.error().detail));
    }
    if constexpr (!std::is_void_v<typename T::value_type>)
        return *std::move(outcome);
}

/// Name of the error's code, or "" for success: reads well in QCOMPARE.
template <typename T>
QString codeOf(const T& outcome)
{
    if (outcome)
        return {};
    if constexpr (requires { outcome.error().error; })
        return errorName(outcome.error().error.code);
    else
        return errorName(outcome.error().code);
}

} // namespace photodesk::test
