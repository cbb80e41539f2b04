#pragma once

#include "imaging/photo.h"

#include <QByteArray>

#include <optional>

namespace photodesk::imaging {

/// The format by the first bytes; names and declared types of files are not believed.
[[nodiscard]] std::optional<PhotoFormat> sniff(const QByteArray& bytes);

/// What a file that is no photo of ours is, for support: "gif", "tiff", "pdf", … or "unknown first bytes".
[[nodiscard]] QString otherFormat(const QByteArray& bytes);

} // namespace photodesk::imaging
