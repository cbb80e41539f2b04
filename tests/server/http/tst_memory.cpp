#include "http_client.h"

#include <QFile>
#include <QTest>

#include <thread>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;

namespace {

/// Peak resident size of this process so far, in KiB.
qint64 peakKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uploadsAtOnceStayFlat()
    {
        constexpr int clients = 16;
        constexpr int pieces = 128;
        const QByteArray piece(64 * 1024, 'p'); // 8 MiB each
        Fixture fixture;
        Router router;
        router.add(Method::Put, u"/upload"_s, RouteOptions::spool(12 << 20, {"image/jpeg"}),
                   [](const Request& request) {
                       return Response::json(202, {{u"size"_s, request.spooled->size()}});
                   });
        fixture.start(std::move(router));
        const QByteArray head = request("PUT", "/upload",
                                        "Content-Type: image/jpeg\r\nContent-Length: "
                                            + QByteArray::number(piece.size() * pieces) + "\r\n");
        std::atomic_int done = 0;
        const qint64 before = peakKiB();
        QVERIFY(before > 0);
        std::vector<std::thread> threads;
        for (int i = 0; i < clients; ++i) {
            threads.emplace_back([&] {
                Client client = fixture.client();
                client.send(head);
                for (int k = 0; k < pieces; ++k)
                    client.send(piece);
                const auto answer = client.read();
                if (answer && answer->status == 202
                    && answer->json()[u"size"_s].toInteger() == piece.size() * pieces)
                    ++done;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const qint64 grown = peakKiB() - before;
        qInfo("peak grew by %lld KiB for %d uploads of 8 MiB", grown, clients);
        QCOMPARE(done.load(), clients);
        QVERIFY2(grown < 64 * 1024, qPrintable(QString::number(grown)));
        QCOMPARE(fixture.spooled(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
