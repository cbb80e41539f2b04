#pragma once

#include "app/client/api_types.h"
#include "app/client/endpoints.h"
#include "app/client/server_address.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QUrlQuery>

#include <memory>
#include <optional>
#include <vector>

class QNetworkReply;

namespace photodesk::app {

struct HttpRequest {
    EndpointId endpoint = EndpointId::Ready;
    QStringList arguments; ///< for the {…} of the path, in order
    QUrlQuery query;
    QByteArray json; ///< body; empty: none
    QByteArray idempotencyKey;
    int timeoutMs = 0; ///< 0: transfer_timeout_ms of the limits
};

struct HttpReply {
    QByteArray body, etag;
};

/// One connection to one server: builds requests, ends each exactly once, turns every failure into an
/// ApiError. While the session is blocked (a 401 came) requests wait; unblock() sends them again with the new
/// token, abandon() ends them with NotSignedIn. Lives in one thread; nothing here waits.
class Transport : public QObject {
    Q_OBJECT
public:
    explicit Transport(QObject* parent = nullptr);

    void setServer(const ServerAddress& server);
    [[nodiscard]] const std::optional<ServerAddress>& server() const { return server_; }
    /// PEM file whose certificates replace the system's. Error: BadConfiguration.
    [[nodiscard]] Result<void> pinAuthorities(const QString& pemFile);

    [[nodiscard]] QFuture<ApiResult<HttpReply>> send(HttpRequest request);

    void setToken(const QByteArray& token);
    void block();
    void unblock();
    void abandon();
    [[nodiscard]] bool isBlocked() const { return blocked_; }
    [[nodiscard]] bool isOnline() const { return online_; }
    [[nodiscard]] qsizetype heldCount() const { return qsizetype(held_.size()); }

Q_SIGNALS:
    void unauthorised(); ///< the token is not valid (any more); the queue is blocked
    void onlineChanged(bool online);

private:
    struct Job {
        HttpRequest request;
        std::shared_ptr<QPromise<ApiResult<HttpReply>>> promise;
        quint64 tokenGeneration = 0;
    };
    void start(const std::shared_ptr<Job>& job);
    void finished(const std::shared_ptr<Job>& job, QNetworkReply* reply);
    void end(const Job& job, ApiResult<HttpReply> result);
    void setOnline(bool online);

    QNetworkAccessManager network_;
    std::optional<ServerAddress> server_;
    std::optional<QList<QSslCertificate>> authorities_;
    QByteArray token_;
    quint64 tokenGeneration_ = 0;
    bool blocked_ = false;
    bool online_ = true;
    std::vector<std::shared_ptr<Job>> held_;
};

} // namespace photodesk::app
