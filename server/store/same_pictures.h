#pragma once

#include "server/store/connection.h"

#include <QByteArray>

/// Fingerprints of pictures, and which pictures were found to be one shot.
namespace photodesk::server::store {

/// Until the transaction ends nobody else adds a fingerprint: whoever looks for equals and then adds misses
/// none.
[[nodiscard]] Result<void> lockFingerprints(Connection& c);

struct FingerprintRow {
    qint64 seq = 0;
    QString id;
    QByteArray data;
};
/// Those after `seq`, at most `limit`, in order.
[[nodiscard]] Result<std::vector<FingerprintRow>> fingerprintsAfter(Connection& c, qint64 seq, int limit);
/// Under lockFingerprints().
[[nodiscard]] Result<void> insertFingerprint(Connection& c, const QString& id, const QString& record,
                                             int attempt, const QByteArray& data, qint64 now);

/// Whose picture a fingerprint is of.
struct FingerprintOwner {
    QString record, student, state;
    int attempt = 0;
    bool newest = false;  ///< the record's present attempt
    bool refused = false; ///< and the refusal stands
    QByteArray data;
};
[[nodiscard]] Result<std::optional<FingerprintOwner>> fingerprintOwner(Connection& c, const QString& id);

struct SamePictureRow {
    QString record;
    int attempt = 0;
    QString otherRecord;
    int otherAttempt = 0;
    QString relation;
    double score = 0;
};
/// A pair known already stays as it is.
[[nodiscard]] Result<void> insertSamePicture(Connection& c, const SamePictureRow& row, qint64 now);
[[nodiscard]] Result<std::vector<SamePictureRow>> samePicturesOf(Connection& c, const QString& record,
                                                                 int attempt); ///< most alike first

} // namespace photodesk::server::store
