#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

#include <functional>

namespace photodesk::server::services {

/// A body that lies complete and flushed in a file of the data folder.
struct SpooledPhoto {
    QString path;
    QString sha256; ///< 64 hexadecimal digits
    qint64 bytes = 0;
};

/// Taking pictures in. Any thread.
class Uploads {
public:
    explicit Uploads(const Context& context);

    /// Called after each commit that leaves something to do; UploadWorker::wake.
    void onReceived(std::function<void()> wake) { wake_ = std::move(wake); }

    /// Before the body is read. Errors: NotFound, PaymentRequired, NotAllowedInState.
    [[nodiscard]] Outcome<void> admit(const Student& student, const QString& recordId) const;
    /// Moves the file into the photo store and commits a row; an older waiting upload is superseded.
    /// `captureSource` is "album" or "camera". Errors: those of admit, EmptyFile, InvalidField,
    /// RepeatedRefusedPhoto, StorageFull.
    [[nodiscard]] Outcome<Upload> accept(const Student& student, const QString& recordId,
                                         const SpooledPhoto& photo, const QString& captureSource);
    /// Error: NotFound, also for somebody else's.
    [[nodiscard]] Outcome<Upload> state(const Student& student, const QString& uploadId) const;

private:
    Context context_;
    std::function<void()> wake_;
};

} // namespace photodesk::server::services
