#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

struct EnrolmentRequest {
    QString featureCode, idLast4, name, enrolmentNo; ///< as typed; the name is kept masked only

    [[nodiscard]] static Result<EnrolmentRequest> fromJson(const QJsonObject& object);
};

/// A student's records from enrolment to the card on the phone, and payment at the counter. Any thread.
class Enrolments {
public:
    explicit Enrolments(const Context& context);

    /// Only failures count against the limits of the account and of the address it came from.
    /// Errors: FeatureCodeUnknown, FeatureCodeRevoked, FeatureCodeExpired, BatchClosed, TooManyRequests.
    [[nodiscard]] Outcome<StudentBatch> batchByCode(const Student& student, const QString& address,
                                                    const QString& code);
    /// Answer: StudentRecord, word for word the first one for a repeated key. Errors: those of batchByCode,
    /// InvalidField, AlreadyEnrolled, IdempotencyConflict.
    [[nodiscard]] Outcome<QJsonObject> enrol(const Student& student, const QString& address,
                                             const EnrolmentRequest& request, const QString& idempotencyKey);
    [[nodiscard]] Outcome<std::vector<StudentRecord>> list(const Student& student) const;
    /// Error: NotFound, also for somebody else's.
    [[nodiscard]] Outcome<StudentRecord> get(const Student& student, const QString& recordId) const;
    /// The latest attempt's picture. Errors: NotFound.
    [[nodiscard]] Outcome<PhotoFile> photo(const Student& student, const QString& recordId,
                                           PhotoKind kind) const;

    /// Answer: RecordBrief. Errors: NotFound, PaymentMismatch, NotAllowedInState, IdempotencyConflict.
    [[nodiscard]] Outcome<QJsonObject> counterPayment(const Staff& staff, const QString& recordId,
                                                      qint64 amountFen, const QString& idempotencyKey);

private:
    Context context_;
};

} // namespace photodesk::server::services
