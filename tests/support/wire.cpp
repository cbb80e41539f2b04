#include "tests/support/wire.h"

namespace photodesk::test {

Wire::Wire(quint16 serverPort) : serverPort_(serverPort)
{
    connect(&listener_, &QTcpServer::newConnection, this, &Wire::onConnection);
    if (!listener_.listen(QHostAddress::LocalHost))
        qFatal("no free port");
}

QString Wire::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(listener_.serverPort());
}

void Wire::setFault(Fault fault, const QByteArray& path)
{
    fault_ = fault;
    path_ = path;
    if (fault == Fault::Cut) {
        for (QTcpSocket* socket : findChildren<QTcpSocket*>())
            socket->abort();
    }
}

void Wire::onConnection()
{
    while (QTcpSocket* client = listener_.nextPendingConnection()) {
        client->setParent(this);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        if (fault_ == Fault::Cut) {
            client->abort();
            continue;
        }
        auto* server = new QTcpSocket(this);
        connect(server, &QTcpSocket::disconnected, server, &QObject::deleteLater);
        connect(server, &QObject::destroyed, this, [this, server] { doomed_.remove(server); });
        // A dead server looks like a dead network.
        connect(server, &QTcpSocket::errorOccurred, client, &QTcpSocket::abort);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        server->connectToHost(QHostAddress::LocalHost, serverPort_);
        connect(client, &QTcpSocket::readyRead, this, [this, client, server = QPointer(server)] {
            if (server)
                forward(client, server);
        });
        connect(server, &QTcpSocket::readyRead, this, [this, server, client = QPointer(client)] {
            const QByteArray answer = server->readAll();
            if (doomed_.contains(server)) {
                server->abort();
                if (client)
                    client->abort();
                Q_EMIT answerSwallowed();
            } else if (client) {
                client->write(answer);
            }
        });
    }
}

void Wire::forward(QTcpSocket* client, QTcpSocket* server)
{
    const QByteArray request = client->readAll();
    if (fault_ == Fault::SwallowAnswer && request.contains(path_))
        doomed_.insert(server);
    server->write(request);
}

} // namespace photodesk::test
