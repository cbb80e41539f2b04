#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

namespace photodesk::test {

struct HttpReply {
    int status = 0; ///< 0: no answer
    QByteArray body;
    QByteArray contentType;
    QJsonObject json; ///< of the body, when it is JSON
    QString error;    ///< what curl said when there was no answer
};

/// A blocking client that keeps its connection, one per thread; speaks to loopback only.
class HttpClient {
public:
    explicit HttpClient(QString base);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    void setToken(const QString& token) { token_ = token; }
    HttpReply get(const QString& path);
    HttpReply post(const QString& path, const QJsonObject& body, const QString& idempotencyKey = {});
    HttpReply put(const QString& path, const QByteArray& body, const QByteArray& contentType);
    HttpReply remove(const QString& path);
    HttpReply send(const QByteArray& method, const QString& path, const QByteArray* body,
                   const QList<QPair<QByteArray, QByteArray>>& headers);

private:
    QString base_, token_;
    void* curl_;
};

} // namespace photodesk::test
