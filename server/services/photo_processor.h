#pragma once

#include "domain/report.h"
#include "domain/result.h"
#include "domain/standard.h"

#include <QByteArray>
#include <QColor>
#include <QDate>
#include <QSize>

#include <memory>

namespace photodesk::imaging {
class ModelStore;
}

namespace photodesk::server::services {

struct ProcessedPhoto {
    QSize size;          ///< upright original
    QString contentType; ///< of the original, by its bytes
    QString pixelSha256; ///< of the decoded upright pixels and their size
    Report report;
    QByteArray derived; ///< JPEG; empty when none can be made
    QSize derivedSize;
    QByteArray thumbnail; ///< JPEG
    QSize thumbnailSize;
    QByteArray fingerprint; ///< imaging::Fingerprint of the original; empty: it can't be looked for among others
};

struct ProcessingOrder {
    QByteArray bytes;
    Standard standard;
    QRgb background = 0;
    QDate today;              ///< of the upload: the age of a picture is counted from it
    bool liveCapture = false; ///< straight from the camera: checks of the file's history do not apply
};

/// Pixels for the upload worker; one object per thread, not shared.
class PhotoProcessor {
public:
    virtual ~PhotoProcessor() = default;
    /// Errors that refuse the picture: EmptyFile, FileTooLarge, NotAnImage, ImageTruncated, TooManyPixels,
    /// TooFewPixels. Everything else is a failure of ours and is tried again.
    [[nodiscard]] virtual Result<ProcessedPhoto> process(const ProcessingOrder& order) = 0;
};

struct ImagingLimits {
    qint64 maxBytes = 0, maxPixels = 0;
    int thumbnailPx = 0;
};

/// The imaging engine. Errors: those of Engine::create.
[[nodiscard]] Result<std::unique_ptr<PhotoProcessor>>
makeImagingProcessor(std::shared_ptr<const imaging::ModelStore> models, ImagingLimits limits);

} // namespace photodesk::server::services
