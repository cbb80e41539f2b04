#pragma once

#include "imaging/same_picture.h"
#include "server/services/context.h"
#include "server/store/same_pictures.h"

#include <mutex>

namespace photodesk::server::services {

/// A new upload among all pictures there are: one's own refused one again (R06), the photo of one's other
/// diploma, somebody else's (R04). Flags for the reviewer; nothing is refused here. Any thread; the index is
/// this process's own and reads on in the table before each search.
class SamePictures {
public:
    explicit SamePictures(const Context& context);

    struct Upload {
        QString record, student;
        int attempt = 0;
        imaging::Fingerprint print;
    };
    struct Search {
        std::vector<store::SamePictureRow> found; ///< best first
        qint64 upTo = 0;                          ///< last row of the table it has looked at
    };
    /// The long part, before the upload's transaction. Error: the database's.
    [[nodiscard]] Result<Search> search(const Upload& upload);
    /// Inside it, which has begun with store::lockFingerprints(): what came since, then the upload's own
    /// fingerprint and the pairs; at most Settings::samePicturesKept of a kind, both ways round where two
    /// people are concerned. Answer: the report's checks of the three kinds.
    [[nodiscard]] Result<std::vector<CheckResult>> finish(store::Connection& c, const Upload& upload,
                                                          Search search, const Standard& standard);

private:
    Result<void> readOn(store::Connection& c);
    Result<void> look(store::Connection& c, const imaging::SamePictureIndex& index, const Upload& upload,
                      std::vector<store::SamePictureRow>& found) const;

    Context context_;
    imaging::SamePictureIndex index_;
    std::mutex mutex_; ///< guards readTo_ and who writes to the index
    qint64 readTo_ = 0;
};

} // namespace photodesk::server::services
