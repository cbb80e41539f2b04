#pragma once

#include "tests/support/http_client.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace photodesk::test {

/// The real photodesk-server on a free loopback port over a data folder of its own.
class ServerProcess {
public:
    ServerProcess();
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Starts or starts again; the port stays the same. False with the server's words in log().
    bool start();
    void kill();      ///< SIGKILL, as a power cut
    bool terminate(); ///< SIGTERM; true when it ended with 0
    [[nodiscard]] bool running() const;

    /// `photodesk-server admin …`, with `input` on standard input; its standard output, or nothing if it
    /// failed.
    std::optional<QByteArray> admin(const QStringList& arguments, const QByteArray& input = {});

    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const { return port_; }
    [[nodiscard]] QString data() const { return data_.path(); }
    [[nodiscard]] QByteArray log() const { return log_; }

private:
    QTemporaryDir data_;
    std::unique_ptr<QProcess> process_;
    quint16 port_ = 0;
    QByteArray log_;
};

/// A student's phone: signs in by one-time code (read from the development sender's file) and does what the
/// pages do.
class Phone {
public:
    Phone(const ServerProcess& server, QString number);

    bool signIn();
    QJsonObject enrol(const QString& featureCode, const QString& last4, const QString& name);
    HttpReply upload(const QString& recordId, const QByteArray& picture,
                     const QByteArray& type = "image/jpeg");
    /// Uploads and waits until the server has worked on it; the final upload object.
    QJsonObject uploadAndWait(const QString& recordId, const QByteArray& picture);
    QJsonObject record(const QString& recordId);
    HttpReply submit(const QString& recordId);
    HttpReply withdraw(const QString& recordId);
    HttpClient& http() { return http_; }
    [[nodiscard]] QString token() const { return token_; }

private:
    QString data_, number_, token_;
    HttpClient http_;
};

} // namespace photodesk::test
