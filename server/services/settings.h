#pragma once

#include <QString>

#include <vector>

namespace photodesk::server::services {

/// Limits of the use cases; the values come from resources/limits.json and resources/consent.json. Times in
/// ms.
struct Settings {
    qint64 leaseMs, heartbeatMs, undoMs, idempotencyKeepMs;
    qint64 claimDepth, claimDepthMax;
    qint64 staffSessionMs, studentSessionMs;
    qint64 signInFailuresFree, signInDelayMs, signInDelayMaxMs;
    qint64 codeIntervalMs, codesPerDay, codeTries, codeValidMs;
    qint64 guessesPerAccountHour, guessesPerAddressHour;
    qint64 noteMaxChars, nameMaxChars, pageDefault, pageMax;
    qint64 uploadMaxBytes, uploadMaxPixels, uploadTriesMax, uploadStaleMs, uploadRetryMs;
    qint64 imagingThreads, imagingPollMs, thumbnailPx, samePicturesKept;
    qint64 returnKeepAwayMs, paceBreakMs, agreementWindowMs;
    qint64 idleLockMs, idleLockMinMs, idleLockMaxMs;
    std::vector<qint64> queueWaitingMs, queueAgeMs; ///< what the queue offers to be filtered by, ascending
    qint64 reworkRendersMax, reworkRetryMs;
    qint64 bulkSamplePercent, bulkSampleLeast, bulkMost, bulkExpiresMs;
    qint64 sheetPageDefault, sheetPageMax;
    qint64 passwordOps, passwordMemoryBytes, passwordLeastChars;
    QString termsVersion, faceConsentVersion; ///< what a student must have agreed to

    [[nodiscard]] static Settings fromResources();
};

} // namespace photodesk::server::services
