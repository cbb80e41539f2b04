#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace photodesk {

/// The closed list of what can go wrong. The names of errorName() are part of the HTTP contract (`code` of
/// problem+json) and of docs/errors.md: never renamed, never reused.
enum class ErrorCode {
    // requests
    BadRequest,
    MalformedJson,
    InvalidField,
    NotSignedIn,
    WrongCredentials,
    AccountLocked,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    LengthRequired,
    BodyTooLarge,
    HeaderTooLarge,
    RequestTimeout,
    UnsupportedMediaType,
    TooManyRequests,
    Overloaded,
    IdempotencyConflict,
    // records and decisions
    StaleVersion,
    NotAllowedInState,
    LeaseLost,
    UndoExpired,
    NotYourDecision,
    SecondReviewerNeeded,
    ReasonUnknown,
    ReasonRequired,
    StudentActed,
    BulkNotAllowed,
    BulkTooFew,
    BulkInWork,
    BulkEnded,
    SampleNotFinished,
    // enrolment
    FeatureCodeUnknown,
    FeatureCodeRevoked,
    FeatureCodeExpired,
    BatchClosed,
    CollectionCodeNotFound,
    CollectionCodeSeveral,
    CollectionCodeWrongFormat,
    CollectionCodeBadSignature,
    CollectionCodeExpired,
    CollectionCodeNotForUs,
    Last4Mismatch,
    AlreadyEnrolled,
    PaymentRequired,
    PaymentMismatch,
    UploadInWork,
    NothingToSubmit,
    WrongCode,
    CodeExpired,
    ConsentRequired,
    // pictures
    EmptyFile,
    FileTooLarge,
    NotAnImage,
    ImageTruncated,
    TooManyPixels,
    TooFewPixels,
    RepeatedRefusedPhoto,
    // engine
    ModelMissing,
    ModelCorrupt,
    InferenceFailed,
    RenderFailed,
    EncodeFailed,
    // storage
    DatabaseUnavailable,
    DatabaseFailed,
    SchemaTooNew,
    StorageFull,
    StorageFailed,
    Conflict,
    // workstation
    NetworkUnreachable,
    ServerCertificate,
    BadReply,
    SecretStoreUnavailable,
    OutboxUnavailable,
    OutboxSealed,
    Cancelled,
    BadConfiguration,
    Internal,
};

/// `detail` is for logs and support: never a name, an address, a token or a picture.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail;

    friend bool operator==(const Error&, const Error&) = default;
};

/// Stable lower-case name such as "stale_version".
[[nodiscard]] QLatin1StringView errorName(ErrorCode code);
[[nodiscard]] std::optional<ErrorCode> errorFromName(QStringView name);
[[nodiscard]] std::span<const ErrorCode> allErrorCodes();

} // namespace photodesk
