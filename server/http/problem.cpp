#include "server/http/problem.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::http {
namespace {

constexpr ProblemRow rows[] = {
    {ErrorCode::BadRequest, 400, "The request is malformed"},
    {ErrorCode::MalformedJson, 400, "The body is not valid JSON"},
    {ErrorCode::InvalidField, 422, "A field is missing or invalid"},
    {ErrorCode::NotSignedIn, 401, "Sign-in is required"},
    {ErrorCode::WrongCredentials, 401, "Wrong user name or password"},
    {ErrorCode::AccountLocked, 429, "Too many failed sign-ins"},
    {ErrorCode::Forbidden, 403, "The account lacks the right"},
    {ErrorCode::NotFound, 404, "There is no such thing"},
    {ErrorCode::MethodNotAllowed, 405, "The method is not allowed here"},
    {ErrorCode::LengthRequired, 411, "Content-Length is required"},
    {ErrorCode::BodyTooLarge, 413, "The body is too large"},
    {ErrorCode::HeaderTooLarge, 431, "The header is too large"},
    {ErrorCode::RequestTimeout, 408, "The request took too long"},
    {ErrorCode::UnsupportedMediaType, 415, "The content type is not supported"},
    {ErrorCode::TooManyRequests, 429, "Too many requests"},
    {ErrorCode::Overloaded, 503, "The server is overloaded"},
    {ErrorCode::IdempotencyConflict, 409, "The idempotency key was used for another request"},
    {ErrorCode::StaleVersion, 409, "The version is no longer current"},
    {ErrorCode::NotAllowedInState, 409, "Not allowed in the present state"},
    {ErrorCode::LeaseLost, 409, "The lease has passed to somebody else"},
    {ErrorCode::UndoExpired, 409, "The time to undo is over"},
    {ErrorCode::NotYourDecision, 403, "The decision is somebody else's"},
    {ErrorCode::SecondReviewerNeeded, 409, "Another reviewer has to decide"},
    {ErrorCode::ReasonUnknown, 422, "There is no such reason"},
    {ErrorCode::ReasonRequired, 422, "A reason is required"},
    {ErrorCode::StudentActed, 409, "The student has acted in the meantime"},
    {ErrorCode::BulkNotAllowed, 403, "The batch does not allow bulk approval"},
    {ErrorCode::BulkTooFew, 422, "Too few of the photos may be approved together"},
    {ErrorCode::BulkInWork, 409, "A bulk approval of yours is in work"},
    {ErrorCode::BulkEnded, 409, "The bulk approval is over"},
    {ErrorCode::SampleNotFinished, 409, "The sample has not been looked at"},
    {ErrorCode::FeatureCodeUnknown, 404, "There is no such feature code"},
    {ErrorCode::FeatureCodeRevoked, 410, "The feature code has been revoked"},
    {ErrorCode::FeatureCodeExpired, 410, "The feature code has expired"},
    {ErrorCode::BatchClosed, 409, "The batch is closed"},
    {ErrorCode::CollectionCodeNotFound, 422, "No QR code was found in the picture"},
    {ErrorCode::CollectionCodeSeveral, 422, "The picture shows more than one collection code"},
    {ErrorCode::CollectionCodeWrongFormat, 422, "This is not a collection code"},
    {ErrorCode::CollectionCodeBadSignature, 422, "The collection code's signature is wrong"},
    {ErrorCode::CollectionCodeExpired, 422, "The collection code is not valid today"},
    {ErrorCode::CollectionCodeNotForUs, 422, "The collection code was issued for another collector"},
    {ErrorCode::Last4Mismatch, 422, "The last four characters differ"},
    {ErrorCode::AlreadyEnrolled, 409, "The enrolment already has a record"},
    {ErrorCode::PaymentRequired, 402, "The fee has not been paid"},
    {ErrorCode::PaymentMismatch, 422, "The payment does not fit the order"},
    {ErrorCode::UploadInWork, 409, "An upload is being processed"},
    {ErrorCode::NothingToSubmit, 409, "There is nothing to submit"},
    {ErrorCode::WrongCode, 422, "The code is wrong"},
    {ErrorCode::CodeExpired, 422, "The code has expired"},
    {ErrorCode::ConsentRequired, 403, "The consent is missing"},
    {ErrorCode::EmptyFile, 422, "The file is empty"},
    {ErrorCode::FileTooLarge, 413, "The file is too large"},
    {ErrorCode::NotAnImage, 422, "The file is not a picture"},
    {ErrorCode::ImageTruncated, 422, "The picture is incomplete"},
    {ErrorCode::TooManyPixels, 422, "The picture has too many pixels"},
    {ErrorCode::TooFewPixels, 422, "The picture has too few pixels"},
    {ErrorCode::RepeatedRefusedPhoto, 422, "The same picture was refused before"},
    {ErrorCode::ModelMissing, 500, "A model is missing"},
    {ErrorCode::ModelCorrupt, 500, "A model is damaged"},
    {ErrorCode::InferenceFailed, 500, "The picture could not be analysed"},
    {ErrorCode::RenderFailed, 500, "The picture could not be rendered"},
    {ErrorCode::EncodeFailed, 500, "The picture could not be encoded"},
    {ErrorCode::DatabaseUnavailable, 503, "The database is not available"},
    {ErrorCode::DatabaseFailed, 500, "The database failed"},
    {ErrorCode::SchemaTooNew, 500, "The database is newer than the program"},
    {ErrorCode::StorageFull, 507, "The storage is full"},
    {ErrorCode::StorageFailed, 500, "The storage failed"},
    {ErrorCode::Conflict, 409, "The request conflicts with the present state"},
    // Of the workstation; from the server they mean an outside party such as the mail or photo store.
    {ErrorCode::NetworkUnreachable, 502, "An outside service cannot be reached"},
    {ErrorCode::ServerCertificate, 502, "The certificate of an outside service is not trusted"},
    {ErrorCode::BadReply, 502, "An outside service gave a wrong answer"},
    {ErrorCode::SecretStoreUnavailable, 500, "The secret store is not available"},
    {ErrorCode::OutboxUnavailable, 500, "The outbox is not available"},
    {ErrorCode::OutboxSealed, 500, "The outbox is sealed"},
    {ErrorCode::Cancelled, 409, "The work was cancelled"},
    {ErrorCode::BadConfiguration, 500, "The configuration is wrong"},
    {ErrorCode::Internal, 500, "Internal error"},
};

const ProblemRow& row(ErrorCode code)
{
    const auto* found = std::ranges::find(rows, code, &ProblemRow::code);
    return found == std::end(rows) ? *std::rbegin(rows) : *found;
}

} // namespace

std::span<const ProblemRow> problemTable()
{
    return rows;
}

int httpStatus(ErrorCode code)
{
    return row(code).status;
}

QLatin1StringView httpTitle(ErrorCode code)
{
    return QLatin1StringView(row(code).title);
}

QJsonObject problemObject(ErrorCode code, const QString& detail, const QJsonObject& extra)
{
    QJsonObject object = extra;
    const QString name(errorName(code));
    object[u"type"_s] = u"urn:photodesk:error:"_s + name;
    object[u"title"_s] = QString(httpTitle(code));
    object[u"status"_s] = httpStatus(code);
    object[u"code"_s] = name;
    if (!detail.isEmpty())
        object[u"detail"_s] = detail;
    return object;
}

} // namespace photodesk::server::http
