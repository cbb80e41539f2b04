#pragma once

#include "app/client/photo_cache.h"
#include "app/review/imaging_pool.h"

#include <QImage>
#include <QSet>

#include <list>

namespace photodesk::app {

/// Small pictures for what is on the screen: fetched a few at a time, decoded and scaled in the pool, kept up
/// to a number of bytes. The newest request wins: what is no longer wanted and has not begun is forgotten.
class Thumbnails : public QObject {
    Q_OBJECT
public:
    struct Wanted {
        QString recordId;
        int attempt = 0;
        QString sha256;
    };
    Thumbnails(PhotoCache& cache, ImagingPool& pool, qint64 maxBytes, int atOnce, QObject* parent = nullptr);

    /// In device pixels; pictures of another height are shown until they have been made anew.
    void setHeight(int pixels);
    void want(std::vector<Wanted> nearestFirst);
    [[nodiscard]] QImage image(const QString& sha256) const; ///< null: not here
    void wipe();
    [[nodiscard]] qint64 bytes() const { return bytes_; }

Q_SIGNALS:
    void ready(const QString& recordId);

private:
    struct Entry {
        QImage image;
        std::list<QString>::iterator use;
        int height = 0; ///< asked for, not what came of it: small pictures are not enlarged
    };
    void pump();
    void fetch(const Wanted& wanted);
    void decode(const Wanted& wanted, const QByteArray& bytes);
    void done(const Wanted& wanted, const QImage& image, int height);
    void keep(const QString& sha256, const QImage& image, int height);
    [[nodiscard]] bool isFresh(const QString& sha256) const;

    PhotoCache& cache_;
    ImagingPool& pool_;
    qint64 maxBytes_;
    int atOnce_;
    int height_ = 0;
    qint64 bytes_ = 0;
    quint64 generation_ = 0;
    std::vector<Wanted> waiting_; ///< nearest last, to be taken from the end
    QSet<QString> underWay_;      ///< record ids
    QHash<QString, Entry> entries_;
    std::list<QString> uses_; ///< newest first
};

} // namespace photodesk::app
