#include "app/client/transport.h"

#include "app/client/api_json.h"
#include "domain/json.h"
#include "resources/resources.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

constexpr int firstServerError = 500;
constexpr qint64 msPerSecond = 1000;

QString fillPath(const char* path, const QStringList& arguments)
{
    QString out = QString::fromLatin1(path);
    for (const QString& argument : arguments) {
        const auto open = out.indexOf(u'{');
        const auto close = out.indexOf(u'}');
        out.replace(open, close - open + 1, QString::fromLatin1(QUrl::toPercentEncoding(argument)));
    }
    return out;
}

/// No answer came at all.
ApiError wayThere(QNetworkReply::NetworkError error)
{
    ApiError e;
    e.retry = Retry::Later;
    e.error.detail = u"network error %1"_s.arg(int(error));
    e.mayHaveHappened = error != QNetworkReply::ConnectionRefusedError
                        && error != QNetworkReply::HostNotFoundError
                        && error != QNetworkReply::SslHandshakeFailedError;
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError: e.error.code = ErrorCode::ServerCertificate; break;
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError: e.error.code = ErrorCode::RequestTimeout; break;
    default: e.error.code = ErrorCode::NetworkUnreachable; break;
    }
    return e;
}

bool laterHelps(int status)
{
    constexpr int requestTimeout = 408;
    constexpr int tooManyRequests = 429;
    return status >= firstServerError || status == requestTimeout || status == tooManyRequests;
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400: return ErrorCode::BadRequest;
    case 401: return ErrorCode::NotSignedIn;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 408: return ErrorCode::RequestTimeout;
    case 409: return ErrorCode::Conflict;
    case 429: return ErrorCode::TooManyRequests;
    case 503: return ErrorCode::Overloaded;
    default: return status >= firstServerError ? ErrorCode::Internal : ErrorCode::BadReply;
    }
}

ApiError problem(int status, const QByteArray& body, const QByteArray& retryAfter)
{
    ApiError e;
    e.httpStatus = status;
    e.retry = laterHelps(status) ? Retry::Later : Retry::Never;
    constexpr int unavailable = 503;
    e.mayHaveHappened = status >= firstServerError && status != unavailable;
    e.error.code = codeOfStatus(status);
    e.error.detail = u"HTTP %1"_s.arg(status);
    if (const auto object = json::parseObject(body)) {
        if (const auto code = errorFromName(object->value("code"_L1).toString()))
            e.error.code = *code;
        if (object->value("record"_L1).isObject()) {
            if (auto record = api::recordBrief(object->value("record"_L1).toObject()))
                e.present = std::move(*record);
        }
        if (const auto seconds = object->value("retry_after_s"_L1); seconds.isDouble())
            e.retryAfterMs = qint64(seconds.toDouble() * double(msPerSecond));
    }
    bool isNumber = false;
    if (const int seconds = retryAfter.toInt(&isNumber); isNumber && seconds >= 0 && !e.retryAfterMs)
        e.retryAfterMs = seconds * msPerSecond;
    return e;
}

} // namespace

Transport::Transport(QObject* parent) : QObject(parent)
{
    network_.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // a token follows nobody elsewhere
}

void Transport::setServer(const ServerAddress& server)
{
    if (server_ != server)
        abandon();
    server_ = server;
    network_.setProxy(server.isLoopback() ? QNetworkProxy(QNetworkProxy::NoProxy) : QNetworkProxy());
}

Result<void> Transport::pinAuthorities(const QString& pemFile)
{
    const auto list =
        QSslCertificate::fromPath(pemFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (list.isEmpty())
        return fail(ErrorCode::BadConfiguration, u"no certificate in the file of authorities"_s);
    authorities_ = list;
    return {};
}

QFuture<ApiResult<HttpReply>> Transport::send(HttpRequest request)
{
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->promise = std::make_shared<QPromise<ApiResult<HttpReply>>>();
    job->promise->start();
    auto future = job->promise->future();
    if (!server_) {
        end(*job, tl::unexpected(ApiError{{ErrorCode::BadConfiguration, u"no server is set"_s}}));
    } else if (blocked_ && endpoint(job->request.endpoint).authorised) {
        held_.push_back(job);
    } else {
        start(job);
    }
    return future;
}

void Transport::start(const std::shared_ptr<Job>& job)
{
    const Endpoint& to = endpoint(job->request.endpoint);
    QUrl url = server_->url(fillPath(to.path, job->request.arguments));
    if (!job->request.query.isEmpty())
        url.setQuery(job->request.query);
    QNetworkRequest request(url);
    const int timeout = job->request.timeoutMs;
    request.setTransferTimeout(timeout > 0 ? timeout : int(resources::limit("transfer_timeout_ms"_L1)));
    request.setRawHeader("X-Request-ID", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    request.setRawHeader("Accept", "application/json, application/problem+json, image/*");
    // Some middleboxes answer from their cache; nothing here may come from one, and nothing goes to disk.
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (to.authorised && !token_.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token_);
    if (to.idempotencyKey)
        request.setRawHeader("Idempotency-Key", job->request.idempotencyKey);
    if (!job->request.json.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (authorities_) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(*authorities_);
        request.setSslConfiguration(tls);
    }
    job->tokenGeneration = tokenGeneration_;
    QNetworkReply* reply = network_.sendCustomRequest(request, to.method, job->request.json);
    const qint64 mostBytes = resources::limit("reply_max_bytes"_L1);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply, mostBytes](qint64 received, qint64) {
        if (received > mostBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, job, reply] { finished(job, reply); });
}

void Transport::finished(const std::shared_ptr<Job>& job, QNetworkReply* reply)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool cutOff = status >= 200 && status < 300 && reply->error() != QNetworkReply::NoError;
    if (status == 0 || cutOff) {
        setOnline(false);
        end(*job, tl::unexpected(wayThere(reply->error())));
        return;
    }
    setOnline(true);
    if (status >= 200 && status < 300) {
        end(*job, HttpReply{reply->readAll(), reply->rawHeader("ETag")});
        return;
    }
    ApiError error = problem(status, reply->readAll(), reply->rawHeader("Retry-After"));
    constexpr int unauthorisedStatus = 401;
    if (status != unauthorisedStatus || !endpoint(job->request.endpoint).authorised
        || job->request.endpoint == EndpointId::SignOut) {
        end(*job, tl::unexpected(std::move(error)));
        return;
    }
    if (job->tokenGeneration != tokenGeneration_ && !blocked_) {
        start(job); // signed in again meanwhile
        return;
    }
    held_.push_back(job);
    if (!blocked_) {
        blocked_ = true;
        Q_EMIT unauthorised();
    }
}

void Transport::end(const Job& job, ApiResult<HttpReply> result)
{
    job.promise->addResult(std::move(result));
    job.promise->finish();
}

void Transport::setToken(const QByteArray& token)
{
    token_ = token;
    ++tokenGeneration_;
}

void Transport::block()
{
    blocked_ = true;
}

void Transport::unblock()
{
    blocked_ = false;
    for (const auto& job : std::exchange(held_, {}))
        start(job);
}

void Transport::abandon()
{
    blocked_ = false;
    const ApiError error{{ErrorCode::NotSignedIn, u"signed out"_s}, Retry::Later};
    for (const auto& job : std::exchange(held_, {}))
        end(*job, tl::unexpected(error));
}

void Transport::setOnline(bool online)
{
    if (online_ == online)
        return;
    online_ = online;
    Q_EMIT onlineChanged(online);
}

} // namespace photodesk::app
