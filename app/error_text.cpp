#include "app/error_text.h"

#include <QCoreApplication>

namespace photodesk::app {
namespace {

class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
public:
    [[nodiscard]] static QString what(ErrorCode code);                 ///< happened
    [[nodiscard]] static QString meaning(ErrorCode code, Doing doing); ///< for the work
    [[nodiscard]] static QString todo(ErrorCode code);
};

QString ErrorText::what(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotSignedIn: return tr("The sign-in has run out.");
    case ErrorCode::WrongCredentials: return tr("User name or password is wrong.");
    case ErrorCode::AccountLocked: return tr("This account is locked after too many wrong passwords.");
    case ErrorCode::Forbidden: return tr("This account may not do that.");
    case ErrorCode::NotFound: return tr("It is no longer there.");
    case ErrorCode::RequestTimeout: return tr("The server did not answer in time.");
    case ErrorCode::TooManyRequests: return tr("The server asks for a pause.");
    case ErrorCode::Overloaded: return tr("The server is busy.");
    case ErrorCode::IdempotencyConflict: return tr("The same decision was sent before with other content.");
    case ErrorCode::StaleVersion: return tr("The photo changed while you looked at it.");
    case ErrorCode::NotAllowedInState: return tr("The photo can no longer be decided.");
    case ErrorCode::LeaseLost: return tr("Somebody else has this photo now.");
    case ErrorCode::UndoExpired: return tr("The time for undoing is over.");
    case ErrorCode::NotYourDecision: return tr("That was another person's decision.");
    case ErrorCode::SecondReviewerNeeded: return tr("You gave the first opinion on this photo.");
    case ErrorCode::ReasonUnknown: return tr("A reason is not in this batch's list.");
    case ErrorCode::ReasonRequired: return tr("A rejection needs a reason the student can act on.");
    case ErrorCode::StudentActed: return tr("The student has already acted on the decision.");
    case ErrorCode::BulkNotAllowed: return tr("This batch does not allow photos to be approved together.");
    case ErrorCode::BulkTooFew: return tr("Too few of the chosen photos may be approved together.");
    case ErrorCode::BulkInWork: return tr("You have another approval of several photos in work.");
    case ErrorCode::BulkEnded: return tr("This approval of several photos is over.");
    case ErrorCode::SampleNotFinished: return tr("The sample is not looked at to the end.");
    case ErrorCode::EmptyFile:
    case ErrorCode::NotAnImage:
    case ErrorCode::ImageTruncated: return tr("The picture can't be shown: the file is damaged.");
    case ErrorCode::FileTooLarge:
    case ErrorCode::TooManyPixels: return tr("The picture is too large to be shown.");
    case ErrorCode::ModelMissing:
    case ErrorCode::ModelCorrupt: return tr("The measuring part of this installation is incomplete.");
    case ErrorCode::InferenceFailed: return tr("This picture could not be measured here.");
    case ErrorCode::RenderFailed: return tr("No picture can be made with this crop.");
    case ErrorCode::EncodeFailed: return tr("The picture does not fit the file size the standard asks for.");
    case ErrorCode::InvalidField: return tr("The server does not take these values.");
    case ErrorCode::DatabaseUnavailable:
    case ErrorCode::DatabaseFailed:
    case ErrorCode::StorageFailed: return tr("The server can't reach its data.");
    case ErrorCode::StorageFull: return tr("The disk is full.");
    case ErrorCode::Conflict: return tr("Something changed at the same time.");
    case ErrorCode::NetworkUnreachable: return tr("The server can't be reached.");
    case ErrorCode::ServerCertificate: return tr("The server's certificate is not trusted.");
    case ErrorCode::BadReply: return tr("The server's answer makes no sense.");
    case ErrorCode::SecretStoreUnavailable: return tr("There is no keychain on this computer.");
    case ErrorCode::OutboxUnavailable: return tr("Decisions can't be kept on this computer's disk.");
    case ErrorCode::OutboxSealed:
        return tr("Earlier decisions on this computer are sealed with another key.");
    case ErrorCode::SchemaTooNew: return tr("The decisions kept here belong to a newer PhotoDesk.");
    case ErrorCode::BadConfiguration: return tr("That is not a server address this workstation may use.");
    case ErrorCode::Cancelled: return tr("It was cancelled.");
    default: return tr("Something went wrong that should not.");
    }
}

QString ErrorText::todo(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotSignedIn: return tr("Enter the password again.");
    case ErrorCode::WrongCredentials: return tr("Check both and try again.");
    case ErrorCode::AccountLocked: return tr("Wait a little, or ask an administrator.");
    case ErrorCode::Forbidden: return tr("Ask an administrator for the right.");
    case ErrorCode::NetworkUnreachable:
        return tr("Check the network cable or the address; it is tried again by itself.");
    case ErrorCode::RequestTimeout:
    case ErrorCode::TooManyRequests:
    case ErrorCode::Overloaded: return tr("It is tried again by itself.");
    case ErrorCode::ServerCertificate: return tr("Do not go on; ask the operator.");
    case ErrorCode::BadConfiguration: return tr("Use https://; plain http works only on this computer.");
    case ErrorCode::StorageFull: return tr("Free some space, then decide again.");
    case ErrorCode::OutboxUnavailable:
        return tr("Close a second PhotoDesk if there is one, else ask the operator.");
    case ErrorCode::OutboxSealed:
        return tr("Sign in with the keychain or password used then, or ask the operator.");
    case ErrorCode::SchemaTooNew: return tr("Update PhotoDesk on this computer.");
    case ErrorCode::ModelMissing:
    case ErrorCode::ModelCorrupt: return tr("Ask the operator to install PhotoDesk again.");
    case ErrorCode::ReasonRequired:
    case ErrorCode::ReasonUnknown: return tr("Choose another reason.");
    case ErrorCode::RenderFailed:
    case ErrorCode::EncodeFailed:
    case ErrorCode::InvalidField: return tr("Change crop or brush a little and try again.");
    case ErrorCode::BulkNotAllowed: return tr("An administrator can turn it on for the batch.");
    case ErrorCode::BulkTooFew: return tr("Choose more, or look at them one by one.");
    case ErrorCode::BulkInWork: return tr("Finish it or give it up first.");
    case ErrorCode::BulkEnded: return tr("Choose anew.");
    case ErrorCode::SampleNotFinished: return tr("Look at the rest of the sample, then confirm.");
    case ErrorCode::BadReply:
    case ErrorCode::Internal: return tr("If it happens again, tell the operator the code.");
    default: return {};
    }
}

QString ErrorText::meaning(ErrorCode code, Doing doing)
{
    switch (doing) {
    case Doing::SigningIn:
        return code == ErrorCode::WrongCredentials ? QString() : tr("You are not signed in.");
    case Doing::Deciding: return tr("Your decision was not taken; the photo is back.");
    case Doing::Undoing: return tr("The decision stands.");
    case Doing::Claiming: return tr("You can go on with the photos you have.");
    case Doing::LoadingPhoto: return tr("Judge by what you can see, or ask for a second opinion.");
    case Doing::Returning: return tr("The photo stays with you.");
    case Doing::Copying: return tr("Nothing was copied.");
    case Doing::LoadingHistory: return tr("The list is not up to date.");
    case Doing::Reworking:
        switch (code) {
        case ErrorCode::StaleVersion:
        case ErrorCode::NotAllowedInState:
        case ErrorCode::LeaseLost:
        case ErrorCode::SecondReviewerNeeded:
        case ErrorCode::NotFound: return tr("Your rework was not saved; the photo is as it was.");
        default: return tr("Nothing is lost: what you set is still here.");
        }
    case Doing::LoadingSheet: return tr("What you see may be incomplete.");
    case Doing::OpeningPhoto: return tr("The photo was not opened.");
    case Doing::ApprovingTogether: return tr("Nothing was approved together.");
    case Doing::Sending:
        switch (code) {
        case ErrorCode::StaleVersion:
        case ErrorCode::NotAllowedInState:
        case ErrorCode::LeaseLost:
        case ErrorCode::SecondReviewerNeeded:
        case ErrorCode::IdempotencyConflict: return tr("Your decision was not accepted and changes nothing.");
        default: return tr("Your decisions are kept and will be sent.");
        }
    }
    return {};
}

} // namespace

widgets::Banner::Text errorText(const Error& error, Doing doing)
{
    return {ErrorText::what(error.code),
            ErrorText::meaning(error.code, doing),
            ErrorText::todo(error.code),
            errorName(error.code),
            {}};
}

QString errorLine(const Error& error, Doing doing)
{
    const auto text = errorText(error, doing);
    return text.meaning.isEmpty() ? text.what : text.what + QStringLiteral(" ") + text.meaning;
}

} // namespace photodesk::app
