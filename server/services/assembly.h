#pragma once

#include "server/services/context.h"
#include "server/services/views.h"
#include "server/store/attempts.h"
#include "server/store/decisions.h"
#include "server/store/records.h"
#include "server/store/revisions.h"
#include "server/store/uploads.h"

/// Rows to views, inside the caller's transaction.
namespace photodesk::server::services {

/// Midnight before `now` where the contract counts its days, in UTC+8.
[[nodiscard]] qint64 startOfDay(qint64 now);
[[nodiscard]] PastDecision pastDecision(const store::DecisionRow& row, const Settings& settings);
[[nodiscard]] Revision revisionView(const store::RevisionRow& row); ///< without parameters
[[nodiscard]] Person personOf(const store::RecordRow& row);
[[nodiscard]] Result<std::vector<Attempt>> attemptViews(store::Connection& c, const Settings& settings,
                                                        const QString& recordId);
[[nodiscard]] Result<ReviewItem> reviewItem(store::Connection& c, const Settings& settings,
                                            const store::RecordRow& row);
[[nodiscard]] Result<Queue> queueView(store::Connection& c, const QString& staffId, const QString& batchId,
                                      qint64 now);
[[nodiscard]] Result<Upload> uploadView(store::Connection& c, const store::UploadRow& row);
[[nodiscard]] Result<StudentRecord> studentRecord(store::Connection& c, const ReasonCatalogue& reasons,
                                                  const store::RecordRow& row);
/// NotFound when the attempt has no such picture.
[[nodiscard]] Result<PhotoFile> photoFile(const photos::PhotoStore& photos, const store::AttemptRow& row,
                                          PhotoKind kind);

/// The record if it is the student's; NotFound alike for somebody else's and for none.
[[nodiscard]] Result<store::RecordRow> ownRecord(store::Connection& c, const Student& student,
                                                 const QString& id, bool forUpdate);

} // namespace photodesk::server::services
