#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>

namespace photodesk::test {

/// The network between a workstation and the real server, with the faults a network has. Lives in the test's
/// event loop; the port stays the same while the server behind it dies and returns.
class Wire : public QObject {
    Q_OBJECT
public:
    enum class Fault {
        None,
        /// The request with `path` in it reaches the server; nothing of the answer comes back.
        SwallowAnswer,
        /// Nothing gets through.
        Cut,
    };

    explicit Wire(quint16 serverPort);

    [[nodiscard]] QString url() const;
    void setFault(Fault fault, const QByteArray& path = {});

Q_SIGNALS:
    void answerSwallowed(); ///< the server has answered; the workstation does not know

private:
    void onConnection();
    void forward(QTcpSocket* client, QTcpSocket* server);

    quint16 serverPort_;
    QTcpServer listener_;
    Fault fault_ = Fault::None;
    QByteArray path_;
    QSet<QTcpSocket*> doomed_; ///< server sides whose answer is not passed on
};

} // namespace photodesk::test
