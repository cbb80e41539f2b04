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
/// Errors: NotFound (a source that is neither), StorageFailed (an output folder that cannot be made).
[[nodiscard]] Result<PictureList> listPictures(const Places& places);

} // namespace photodesk::inspect
