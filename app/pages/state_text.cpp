#include "app/pages/state_text.h"

#include <QCoreApplication>

namespace photodesk::app {

QString recordStateText(RecordState state)
{
    switch (state) {
    case RecordState::None: break;
    case RecordState::Unpaid: return QCoreApplication::translate("RecordState", "unpaid");
    case RecordState::AwaitingUpload:
        return QCoreApplication::translate("RecordState", "waiting for a photo");
    case RecordState::Draft: return QCoreApplication::translate("RecordState", "with the student");
    case RecordState::InReview: return QCoreApplication::translate("RecordState", "in review");
    case RecordState::SecondReview: return QCoreApplication::translate("RecordState", "in second review");
    case RecordState::Rejected: return QCoreApplication::translate("RecordState", "rejected");
    case RecordState::Approved: return QCoreApplication::translate("RecordState", "approved");
    case RecordState::Producing: return QCoreApplication::translate("RecordState", "being produced");
    case RecordState::Delivered: return QCoreApplication::translate("RecordState", "delivered");
    case RecordState::Cancelled: return QCoreApplication::translate("RecordState", "cancelled");
    case RecordState::Reopened: return QCoreApplication::translate("RecordState", "reopened");
    }
    return {};
}

QString roleText(Role role)
{
    switch (role) {
    case Role::Reviewer: return QCoreApplication::translate("Role", "Reviewer");
    case Role::SeniorReviewer: return QCoreApplication::translate("Role", "Senior reviewer");
    case Role::Administrator: return QCoreApplication::translate("Role", "Administrator");
    case Role::Print: return QCoreApplication::translate("Role", "Print staff");
    case Role::Auditor: return QCoreApplication::translate("Role", "Auditor");
    }
    return {};
}

} // namespace photodesk::app
