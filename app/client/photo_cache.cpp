#include "app/client/photo_cache.h"

#include "app/client/async.h"
#include "app/client/sealed_box.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

QString keyOf(const QString& recordId, int attempt, PhotoKind kind, const PhotoRef& ref)
{
    if (kind != PhotoKind::Thumbnail && !ref.sha256.isEmpty())
        return ref.sha256;
    return u"%1/%2/%3"_s.arg(recordId).arg(attempt).arg(int(kind));
}

QByteArray hashInTag(QByteArray etag)
{
    if (etag.startsWith("W/"))
        etag.remove(0, 2);
    return etag.replace('"', "").toLower();
}

} // namespace

PhotoCache::PhotoCache(ApiClient& api, qint64 maxBytes, QObject* parent)
    : QObject(parent), api_(api), maxBytes_(maxBytes)
{
    hashing_.setMaxThreadCount(1);
}

PhotoCache::~PhotoCache()
{
    hashing_.waitForDone();
    wipe();
}

QFuture<Result<QByteArray>> PhotoCache::fetch(const QString& recordId, int attempt, PhotoKind kind,
                                              const PhotoRef& ref)
{
    const QString key = keyOf(recordId, attempt, kind, ref);
    if (const auto it = entries_.find(key); it != entries_.end()) {
        uses_.splice(uses_.begin(), uses_, it->use);
        return readyFuture<Result<QByteArray>>(it->data);
    }
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    auto future = promise->future();
    const bool underWay = waiting_.contains(key);
    waiting_[key].append(promise);
    if (underWay)
        return future;

    const QByteArray wanted = ref.sha256.toLatin1();
    const quint64 generation = generation_;
    api_.photo(recordId, attempt, kind).then(this, [=, this](const ApiResult<HttpReply>& reply) {
        if (generation != generation_)
            return;
        if (!reply) {
            finish(key, fail(reply.error().error));
            return;
        }
        const QByteArray expected = wanted.isEmpty() ? hashInTag(reply->etag) : wanted;
        const QByteArray body = reply->body;
        runIn(hashing_, [body] {
            return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
        }).then(this, [=, this](const QByteArray& actual) {
            if (generation != generation_)
                return;
            if (actual != expected)
                finish(key, fail(ErrorCode::BadReply, u"the picture is not the one the server named"_s));
            else
                finish(key, body);
        });
    });
    return future;
}

void PhotoCache::forget(const QString& recordId, int attempt, PhotoKind kind)
{
    const auto it = entries_.find(keyOf(recordId, attempt, kind, {}));
    if (it == entries_.end())
        return;
    bytes_ -= it->data.size();
    uses_.erase(it->use);
    entries_.erase(it);
}

void PhotoCache::finish(const QString& key, const Result<QByteArray>& result)
{
    if (result)
        keep(key, *result);
    for (const Promise& promise : waiting_.take(key)) {
        promise->addResult(result);
        promise->finish();
    }
}

void PhotoCache::keep(const QString& key, const QByteArray& data)
{
    if (entries_.contains(key))
        return;
    uses_.push_front(key);
    entries_.insert(key, {data, uses_.begin()});
    bytes_ += data.size();
    evict();
}

void PhotoCache::evict()
{
    while (bytes_ > maxBytes_ && uses_.size() > 1) {
        bytes_ -= entries_.take(uses_.back()).data.size();
        uses_.pop_back();
    }
}

void PhotoCache::wipe()
{
    ++generation_;
    for (Entry& entry : entries_) {
        if (entry.data.isDetached())
            SealedBox::wipe(entry.data);
    }
    entries_.clear();
    uses_.clear();
    bytes_ = 0;
    const auto waiting = std::exchange(waiting_, {});
    for (const auto& promises : waiting) {
        for (const Promise& promise : promises) {
            promise->addResult(fail(ErrorCode::Cancelled, u"signed out"_s));
            promise->finish();
        }
    }
}

} // namespace photodesk::app
