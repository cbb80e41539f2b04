#include "server/services/settings.h"

#include "domain/json.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {

Settings Settings::fromResources()
{
    using resources::limit;
    Settings s;
    s.leaseMs = limit("lease_ms"_L1);
    s.heartbeatMs = limit("heartbeat_ms"_L1);
    s.undoMs = limit("undo_ms"_L1);
    s.idempotencyKeepMs = limit("idempotency_keep_ms"_L1);
    s.claimDepth = limit("claim_depth"_L1);
    s.claimDepthMax = limit("claim_depth_max"_L1);
    s.staffSessionMs = limit("staff_session_ms"_L1);
    s.studentSessionMs = limit("student_session_ms"_L1);
    s.signInFailuresFree = limit("sign_in_failures_free"_L1);
    s.signInDelayMs = limit("sign_in_delay_ms"_L1);
    s.signInDelayMaxMs = limit("sign_in_delay_max_ms"_L1);
    s.codeIntervalMs = limit("sms_code_interval_ms"_L1);
    s.codesPerDay = limit("sms_code_per_day"_L1);
    s.codeTries = limit("sms_code_tries"_L1);
    s.codeValidMs = limit("sms_code_valid_ms"_L1);
    s.guessesPerAccountHour = limit("feature_code_guesses_per_account_hour"_L1);
    s.guessesPerAddressHour = limit("feature_code_guesses_per_address_hour"_L1);
    s.noteMaxChars = limit("note_max_chars"_L1);
    s.nameMaxChars = limit("name_max_chars"_L1);
    s.pageDefault = limit("page_limit_default"_L1);
    s.pageMax = limit("page_limit_max"_L1);
    s.bulkSamplePercent = limit("bulk_sample_percent"_L1);
    s.bulkSampleLeast = limit("bulk_sample_least"_L1);
    s.bulkMost = limit("bulk_most"_L1);
    s.bulkExpiresMs = limit("bulk_expires_ms"_L1);
    s.sheetPageDefault = limit("sheet_page_default"_L1);
    s.sheetPageMax = limit("sheet_page_max"_L1);
    s.uploadMaxBytes = limit("upload_max_bytes"_L1);
    s.uploadMaxPixels = limit("upload_max_pixels"_L1);
    s.uploadTriesMax = limit("upload_attempts_max"_L1);
    s.uploadStaleMs = limit("upload_stale_ms"_L1);
    s.uploadRetryMs = limit("retry_first_ms"_L1);
    s.imagingThreads = limit("imaging_threads"_L1);
    s.imagingPollMs = limit("imaging_poll_ms"_L1);
    s.thumbnailPx = limit("thumbnail_px"_L1);
    s.samePicturesKept = limit("same_pictures_kept"_L1);
    s.returnKeepAwayMs = limit("return_keep_away_ms"_L1);
    s.paceBreakMs = limit("pace_break_ms"_L1);
    s.agreementWindowMs = limit("agreement_window_ms"_L1);
    s.idleLockMs = limit("gui_idle_lock_ms"_L1);
    s.idleLockMinMs = limit("idle_lock_min_ms"_L1);
    s.idleLockMaxMs = limit("idle_lock_max_ms"_L1);
    s.queueWaitingMs = {limit("queue_waiting_short_ms"_L1), limit("queue_waiting_long_ms"_L1),
                        limit("queue_waiting_overdue_ms"_L1)};
    s.queueAgeMs = {limit("queue_age_short_ms"_L1), limit("queue_age_long_ms"_L1)};
    s.reworkRendersMax = limit("rework_renders_max"_L1);
    s.reworkRetryMs = limit("rework_retry_ms"_L1);
    s.passwordOps = limit("password_ops"_L1);
    s.passwordMemoryBytes = limit("password_memory_bytes"_L1);
    s.passwordLeastChars = limit("password_least_chars"_L1);
    const auto consent = resources::read(u"consent.json"_s).and_then(json::parseObject);
    const QJsonObject texts = consent.value_or(QJsonObject());
    s.termsVersion = texts["terms_version"_L1].toString();
    s.faceConsentVersion = texts["face_version"_L1].toString();
    return s;
}

} // namespace photodesk::server::services
