#include "tests/support/http_client.h"

#include <QJsonDocument>

#include <curl/curl.h>

namespace photodesk::test {
namespace {

constexpr long answerWithinS = 60;

size_t append(char* data, size_t size, size_t count, void* to)
{
    static_cast<QByteArray*>(to)->append(data, qsizetype(size * count));
    return size * count;
}

} // namespace

HttpClient::HttpClient(QString base) : base_(std::move(base)), curl_(curl_easy_init()) {}

HttpClient::~HttpClient()
{
    curl_easy_cleanup(curl_);
}

HttpReply HttpClient::get(const QString& path)
{
    return send("GET", path, nullptr, {});
}

HttpReply HttpClient::post(const QString& path, const QJsonObject& body, const QString& idempotencyKey)
{
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QList<QPair<QByteArray, QByteArray>> headers{{"Content-Type", "application/json"}};
    if (!idempotencyKey.isEmpty())
        headers.append({"Idempotency-Key", idempotencyKey.toUtf8()});
    return send("POST", path, &bytes, headers);
}

HttpReply HttpClient::put(const QString& path, const QByteArray& body, const QByteArray& contentType)
{
    return send("PUT", path, &body, {{"Content-Type", contentType}});
}

HttpReply HttpClient::remove(const QString& path)
{
    return send("DELETE", path, nullptr, {});
}

HttpReply HttpClient::send(const QByteArray& method, const QString& path, const QByteArray* body,
                           const QList<QPair<QByteArray, QByteArray>>& headers)
{
    CURL* curl = curl_;
    curl_easy_reset(curl);
    HttpReply reply;
    const QByteArray url = (base_ + path).toUtf8();
    curl_easy_setopt(curl, CURLOPT_URL, url.constData());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.constData());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, answerWithinS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& [name, value] : headers)
        list = curl_slist_append(list, (name + ": " + value).constData());
    if (!token_.isEmpty())
        list = curl_slist_append(list, ("Authorization: Bearer " + token_.toUtf8()).constData());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    if (body) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->constData());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body->size()));
    }
    const CURLcode outcome = curl_easy_perform(curl);
    curl_slist_free_all(list);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply.status = int(status);
    if (outcome != CURLE_OK) {
        reply.error = QString::fromUtf8(curl_easy_strerror(outcome));
        reply.status = 0;
    }
    char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    reply.contentType = QByteArray(type);
    if (reply.contentType.contains("json"))
        reply.json = QJsonDocument::fromJson(reply.body).object();
    return reply;
}

} // namespace photodesk::test
