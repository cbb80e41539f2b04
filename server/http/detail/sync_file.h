#pragma once

namespace photodesk::server::http::detail {

#ifdef _WIN32
using NativeFile = void*;
#else
using NativeFile = int;
#endif

/// Flushes what was written to the device; the only system call of this folder. 0 or the value of errno.
[[nodiscard]] int syncFile(NativeFile file);

} // namespace photodesk::server::http::detail
