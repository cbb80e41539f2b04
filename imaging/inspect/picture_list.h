#pragma once

#include "imaging/inspect/photo_job.h"

#include <vector>

namespace photodesk::inspect {

/// Where pictures come from and where those made of them go.
struct Places {
    QStringList sources; ///< files and folders
    bool recursive = false;
    QString renderDirectory, overlayDirectory; ///< empty: none; what lies in them is no source
};

struct PictureList {
    std::vector<Input> inputs; ///< per source in the order given, within a folder by name
    int passedOver = 0;        ///< files of folders whose names are not those of pictures
};

/// Folders are read once. Names of outputs are unique, also where the file system ignores case.
[[nodiscard]] PictureList listPictures(const Places& places);

/// Why nothing may be written, or empty: an output would replace a photo or another output, by the places on
/// the disk that links lead to, or a folder is read and written. `files`: what is written besides pictures.
[[nodiscard]] QString outputFault(const Places& places, const PictureList& list, const QStringList& files);

/// Errors: StorageFailed.
[[nodiscard]] Result<void> makeFolders(const Places& places);

} // namespace photodesk::inspect
