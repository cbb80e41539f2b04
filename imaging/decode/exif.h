#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace photodesk::imaging {

struct ExifFacts {
    int orientation = 1; ///< 1–8; 1 where the file says nothing or nonsense
    QString software, cameraModel, cameraMake;
    bool hasCameraData = false;
    bool hasThumbnail = false;
    QDateTime taken;
};

/// Reads a block that begins with "Exif\0\0" or with the TIFF header. A broken block gives the defaults.
[[nodiscard]] ExifFacts readExif(const QByteArray& block);

} // namespace photodesk::imaging
