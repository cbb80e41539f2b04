#pragma once

#include "server/store/connection.h"

/// What became of accepted uploads, and the pictures' own data.
namespace photodesk::server::store {

struct BlobRow {
    QString sha256, contentType;
    qint64 bytes = 0;
    int width = 0, height = 0;
};

struct AttemptRow {
    QString record;
    int number = 0;
    QString upload;
    BlobRow original;
    std::optional<BlobRow> derived;
    BlobRow thumbnail;
    QString pixelSha, report, machineVerdict, captureSource, studentNote;
    qint64 uploadedAt = 0;
    std::optional<qint64> submittedAt;

    /// What a reviewer judges: the derived picture, else the original.
    [[nodiscard]] const QString& shownSha() const { return derived ? derived->sha256 : original.sha256; }
};

/// One that is known already stays as it is.
[[nodiscard]] Result<void> insertBlob(Connection& c, const BlobRow& blob, qint64 now);
/// Blobs included.
[[nodiscard]] Result<void> insertAttempt(Connection& c, const AttemptRow& row);
[[nodiscard]] Result<std::optional<AttemptRow>> attempt(Connection& c, const QString& record, int number);
/// Of what a reviewer judges, without reading the report. Error: NotFound.
[[nodiscard]] Result<QString> shownShaOf(Connection& c, const QString& record, int number);
[[nodiscard]] Result<std::vector<AttemptRow>> attemptsOf(Connection& c,
                                                         const QString& record); ///< oldest first
[[nodiscard]] Result<void> markSubmitted(Connection& c, const QString& record, int number,
                                         const QString& note, qint64 now);
/// Of a picture of the same student that was refused and the refusal stands.
[[nodiscard]] Result<bool> refusedBytes(Connection& c, const QString& student, const QString& originalSha);
[[nodiscard]] Result<bool> refusedPixels(Connection& c, const QString& student, const QString& pixelSha);

} // namespace photodesk::server::store
