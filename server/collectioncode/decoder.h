#pragma once

#include "domain/id_last4.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace photodesk::server::collectioncode {

/// What a collection code says of one enrolment (学籍). Optional fields are empty where the issuer leaves
/// them out.
struct CollectionCode {
    QString name; ///< as issued; the registry masks it: 吴*
    IdLast4 idLast4;
    QString school;
    QString schoolCode;
    QString studentNo;         ///< 学号
    QString educationId;       ///< 学生唯一编号: one for each enrolment, never empty
    QString level;             ///< 层次
    QDateTime issued, expires; ///< UTC
    QByteArray
        raw; ///< the QR code's bytes: the caller keeps them sealed until the registry's receipt is final
};

/// Reads the codes of one issuer. Any thread. Bytes are hostile until proved otherwise.
class CollectionCodeDecoder {
public:
    virtual ~CollectionCodeDecoder() = default;
    /// Errors: CollectionCodeWrongFormat, CollectionCodeBadSignature, CollectionCodeNotForUs,
    /// CollectionCodeExpired (also: not valid yet). Details never hold what stands in the code.
    [[nodiscard]] virtual Result<CollectionCode> decode(const QByteArray& qrBytes,
                                                        const QDateTime& now) const = 0;
};

} // namespace photodesk::server::collectioncode
