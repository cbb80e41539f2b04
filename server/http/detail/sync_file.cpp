#include "server/http/detail/sync_file.h"

#include <cerrno>

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace photodesk::server::http::detail {

int syncFile(NativeFile file)
{
#ifdef _WIN32
    return FlushFileBuffers(file) ? 0 : EIO;
#else
    while (::fsync(file) != 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
#endif
}

} // namespace photodesk::server::http::detail
