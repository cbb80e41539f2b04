#include "domain/error.h"

#include <algorithm>
#include <array>

namespace photodesk {
namespace {

struct Entry {
    ErrorCode code;
    const char* name;
};

constexpr Entry entries[] = {
    {ErrorCode::BadRequest, "bad_request"},
    {ErrorCode::MalformedJson, "malformed_json"},
    {ErrorCode::InvalidField, "invalid_field"},
    {ErrorCode::NotSignedIn, "not_signed_in"},
    {ErrorCode::WrongCredentials, "wrong_credentials"},
    {ErrorCode::AccountLocked, "account_locked"},
    {ErrorCode::Forbidden, "forbidden"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::MethodNotAllowed, "method_not_allowed"},
    {ErrorCode::LengthRequired, "length_required"},
    {ErrorCode::BodyTooLarge, "body_too_large"},
    {ErrorCode::HeaderTooLarge, "header_too_large"},
    {ErrorCode::RequestTimeout, "request_timeout"},
    {ErrorCode::UnsupportedMediaType, "unsupported_media_type"},
    {ErrorCode::TooManyRequests, "too_many_requests"},
    {ErrorCode::Overloaded, "overloaded"},
    {ErrorCode::IdempotencyConflict, "idempotency_conflict"},
    {ErrorCode::StaleVersion, "stale_version"},
    {ErrorCode::NotAllowedInState, "not_allowed_in_state"},
    {ErrorCode::LeaseLost, "lease_lost"},
    {ErrorCode::UndoExpired, "undo_expired"},
    {ErrorCode::NotYourDecision, "not_your_decision"},
    {ErrorCode::SecondReviewerNeeded, "second_reviewer_needed"},
    {ErrorCode::ReasonUnknown, "reason_unknown"},
    {ErrorCode::ReasonRequired, "reason_required"},
    {ErrorCode::StudentActed, "student_acted"},
    {ErrorCode::BulkNotAllowed, "bulk_not_allowed"},
    {ErrorCode::BulkTooFew, "bulk_too_few"},
    {ErrorCode::BulkInWork, "bulk_in_work"},
    {ErrorCode::BulkEnded, "bulk_ended"},
    {ErrorCode::SampleNotFinished, "sample_not_finished"},
    {ErrorCode::FeatureCodeUnknown, "feature_code_unknown"},
    {ErrorCode::FeatureCodeRevoked, "feature_code_revoked"},
    {ErrorCode::FeatureCodeExpired, "feature_code_expired"},
    {ErrorCode::BatchClosed, "batch_closed"},
    {ErrorCode::CollectionCodeNotFound, "collection_code_not_found"},
    {ErrorCode::CollectionCodeSeveral, "collection_code_several"},
    {ErrorCode::CollectionCodeWrongFormat, "collection_code_wrong_format"},
    {ErrorCode::CollectionCodeBadSignature, "collection_code_bad_signature"},
    {ErrorCode::CollectionCodeExpired, "collection_code_expired"},
    {ErrorCode::CollectionCodeNotForUs, "collection_code_not_for_us"},
    {ErrorCode::Last4Mismatch, "last4_mismatch"},
    {ErrorCode::AlreadyEnrolled, "already_enrolled"},
    {ErrorCode::PaymentRequired, "payment_required"},
    {ErrorCode::PaymentMismatch, "payment_mismatch"},
    {ErrorCode::UploadInWork, "upload_in_work"},
    {ErrorCode::NothingToSubmit, "nothing_to_submit"},
    {ErrorCode::WrongCode, "wrong_code"},
    {ErrorCode::CodeExpired, "code_expired"},
    {ErrorCode::ConsentRequired, "consent_required"},
    {ErrorCode::EmptyFile, "empty_file"},
    {ErrorCode::FileTooLarge, "file_too_large"},
    {ErrorCode::NotAnImage, "not_an_image"},
    {ErrorCode::ImageTruncated, "image_truncated"},
    {ErrorCode::TooManyPixels, "too_many_pixels"},
    {ErrorCode::TooFewPixels, "too_few_pixels"},
    {ErrorCode::RepeatedRefusedPhoto, "repeated_refused_photo"},
    {ErrorCode::ModelMissing, "model_missing"},
    {ErrorCode::ModelCorrupt, "model_corrupt"},
    {ErrorCode::InferenceFailed, "inference_failed"},
    {ErrorCode::RenderFailed, "render_failed"},
    {ErrorCode::EncodeFailed, "encode_failed"},
    {ErrorCode::DatabaseUnavailable, "database_unavailable"},
    {ErrorCode::DatabaseFailed, "database_failed"},
    {ErrorCode::SchemaTooNew, "schema_too_new"},
    {ErrorCode::StorageFull, "storage_full"},
    {ErrorCode::StorageFailed, "storage_failed"},
    {ErrorCode::Conflict, "conflict"},
    {ErrorCode::NetworkUnreachable, "network_unreachable"},
    {ErrorCode::ServerCertificate, "server_certificate"},
    {ErrorCode::BadReply, "bad_reply"},
    {ErrorCode::SecretStoreUnavailable, "secret_store_unavailable"},
    {ErrorCode::OutboxUnavailable, "outbox_unavailable"},
    {ErrorCode::OutboxSealed, "outbox_sealed"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::BadConfiguration, "bad_configuration"},
    {ErrorCode::Internal, "internal"},
};

constexpr auto codes = [] {
    std::array<ErrorCode, std::size(entries)> list{};
    std::ranges::transform(entries, list.begin(), &Entry::code);
    return list;
}();

} // namespace

QLatin1StringView errorName(ErrorCode code)
{
    const auto* entry = std::ranges::find(entries, code, &Entry::code);
    return QLatin1StringView(entry == std::end(entries) ? "internal" : entry->name);
}

std::optional<ErrorCode> errorFromName(QStringView name)
{
    for (const Entry& entry : entries) {
        if (name == QLatin1StringView(entry.name))
            return entry.code;
    }
    return std::nullopt;
}

std::span<const ErrorCode> allErrorCodes()
{
    return codes;
}

} // namespace photodesk
