#pragma once

#include "domain/result.h"
#include "server/http/spooled_body.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace photodesk::server::http::detail {

/// Makes the directory (only its owner may enter) and removes what an earlier run left in it.
[[nodiscard]] Result<void> prepareSpoolDirectory(const QString& directory);

/// Writes one body into a file of its own while hashing. The file is gone with this object unless finish()
/// handed it on. Blocks: worker threads only. StorageFull when the device, quota or file size limit is
/// reached.
class SpoolWriter {
public:
    explicit SpoolWriter(QString directory);
    SpoolWriter(const SpoolWriter&) = delete;
    SpoolWriter& operator=(const SpoolWriter&) = delete;
    ~SpoolWriter();

    [[nodiscard]] Result<void> write(QByteArrayView bytes);
    /// Flushes to the device and closes. A body of zero bytes has a file as well.
    [[nodiscard]] Result<SpooledBody> finish();

private:
    struct Open;
    [[nodiscard]] Result<void> open();

    QString directory_;
    std::unique_ptr<Open> open_;
};

} // namespace photodesk::server::http::detail
