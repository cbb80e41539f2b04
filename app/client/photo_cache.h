#pragma once

#include "app/client/api_client.h"

#include <QHash>
#include <QThreadPool>

#include <list>

namespace photodesk::app {

/// Pictures in memory only, oldest use out first; gone at sign-out. Original and derived are held against the
/// hash the server named, a thumbnail against its ETag; what does not agree is a BadReply and is not kept.
class PhotoCache : public QObject {
    Q_OBJECT
public:
    PhotoCache(ApiClient& api, qint64 maxBytes, QObject* parent = nullptr);
    ~PhotoCache() override;

    /// `ref` is needed for original and derived.
    [[nodiscard]] QFuture<Result<QByteArray>> fetch(const QString& recordId, int attempt, PhotoKind kind,
                                                    const PhotoRef& ref = {});
    /// The server has another picture under this name now (a thumbnail, whose hash nobody knows beforehand).
    void forget(const QString& recordId, int attempt, PhotoKind kind);
    /// Overwrites and forgets everything; answers still under way are dropped.
    void wipe();
    [[nodiscard]] qint64 bytes() const { return bytes_; }
    [[nodiscard]] qsizetype count() const { return entries_.size(); }

private:
    struct Entry {
        QByteArray data;
        std::list<QString>::iterator use;
    };
    using Promise = std::shared_ptr<QPromise<Result<QByteArray>>>;
    void keep(const QString& key, const QByteArray& data);
    void evict();
    void finish(const QString& key, const Result<QByteArray>& result);

    ApiClient& api_;
    qint64 maxBytes_;
    qint64 bytes_ = 0;
    quint64 generation_ = 0;
    QHash<QString, Entry> entries_;
    std::list<QString> uses_; ///< newest first
    QHash<QString, QList<Promise>> waiting_;
    QThreadPool hashing_; ///< 4 MB of SHA-256 are too long for the GUI thread
};

} // namespace photodesk::app
