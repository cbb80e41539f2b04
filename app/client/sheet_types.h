#pragma once

#include "app/client/api_types.h"
#include "domain/bulk.h"

/// What the contact sheet's routes of docs/api/openapi.yaml carry, as types.
namespace photodesk::app {

struct SheetQuery {
    QString batchId; ///< empty: every batch
    QString check;   ///< whose value and status each photo is to carry; empty: none
    QString after;   ///< cursor; empty: the first page
    int limit = 0;
};

/// A photo in first review as it stands on the sheet: no name, no report.
struct SheetPhoto {
    enum class Held { Free, Mine, Other };
    QString recordId, batchId, thumbnailSha256;
    qint64 version = 0;
    int attempt = 0;
    bool repeated = false;
    MachineVerdict verdict = MachineVerdict::Amber;
    QDateTime queuedAt;
    Held held = Held::Free;
    bool note = false, rendered = false;
    std::optional<CheckStatus> checkStatus; ///< of the check asked for; none: not in the report
    std::optional<double> checkValue;

    /// Could be part of a bulk as far as can be told from here; the server has the last word.
    [[nodiscard]] bool isClean() const
    {
        return verdict == MachineVerdict::Green && !note && rendered && held != Held::Other;
    }
};

struct SheetBatch {
    QString id, school, name;
    int waiting = 0;
    bool bulkAllowed = false;
    int bulkSamplePercent = 0;
};

struct SheetRows {
    std::vector<SheetPhoto> photos;
    std::vector<SheetBatch> batches; ///< with the first page
    QString next;                    ///< cursor, empty at the end
};

struct BulkChoice {
    QString recordId;
    qint64 version = 0;
};

struct Bulk {
    QString id, batchId;
    BulkState state = BulkState::Sampling;
    QDateTime expiresAt;
    int sampleSize = 0, sampleApproved = 0;
    QStringList sampleLeft; ///< still to be looked at
    int rest = 0;           ///< to be approved together, or approved together by it
    std::vector<std::pair<QString, LeftOut>> leftOut;
    std::optional<QDateTime> undoUntil;

    [[nodiscard]] bool isReady() const { return state == BulkState::Sampling && sampleLeft.isEmpty(); }
};

enum class BulkStep { Approve, Cancel, Undo };

} // namespace photodesk::app
