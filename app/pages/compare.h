#pragma once

#include "app/pages/screen_photo.h"

#include <QTransform>

namespace photodesk::app {

/// A picture that can be shown, or compared with. Whoever knows of more than the record holds (the similar
/// picture of another person) gives it to PhotoPane::addPicture().
struct ComparePicture {
    enum class Kind {
        Processed,
        Original,
        EarlierProcessed,
        EarlierOriginal,
        OtherPerson, ///< never with a name: who it is, is no business of the reviewer
    };
    QString title; ///< for menus and captions, in the language of the moment
    Kind kind = Kind::Processed;
    PhotoKey key;                 ///< record, attempt, kind of file
    PhotoRef ref;                 ///< hash and size, where known
    QString standard;             ///< the local analysis needs it
    std::optional<Report> report; ///< of its original, where known

    [[nodiscard]] WantedPhoto wanted() const { return {key, ref, standard, report, ref.sha256}; }
};

/// Of one record, the one to be judged first, then its original, then earlier attempts, newest first.
[[nodiscard]] std::vector<ComparePicture> picturesOf(const ReviewItem& item);
/// Of the record `recordId`, which is another person's.
[[nodiscard]] ComparePicture otherPersonsPicture(const QString& recordId, int attempt, PhotoKind kind,
                                                 const PhotoRef& ref, const QString& standard);

struct Registration {
    const ComparePicture& picture;
    QSize size;                 ///< of the upright full picture
    std::optional<QLineF> eyes; ///< in its pixels
};
/// Maps pixels of `second` to pixels of `first` so that both faces lie in the same place: by the cut where
/// one is cut out of the other, else by the eyes, else as both fit. No turning: a tilt is to be seen.
[[nodiscard]] QTransform registered(const Registration& second, const Registration& first,
                                    const std::optional<Cut>& cut);

} // namespace photodesk::app
