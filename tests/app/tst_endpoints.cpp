#include "app/client/api_json.h"
#include "app/client/endpoints.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk::app;

class TestEndpoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every route the workstation calls stands in the contract, with its method, its authorisation and its
    /// key.
    void standInTheContract()
    {
        QFile file(QStringLiteral(PHOTODESK_SOURCE_DIR "/docs/api/openapi.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QHash<QString, QString> operations; // "GET /path" → its text
        QString path, operation;
        static const QRegularExpression pathLine(u"^  (/[^:]*):$"_s);
        static const QRegularExpression methodLine(u"^    (get|post|put|delete|patch):$"_s);
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (const auto match = pathLine.match(line); match.hasMatch()) {
                path = match.captured(1);
            } else if (const auto method = methodLine.match(line); method.hasMatch()) {
                operation = method.captured(1).toUpper() + u' ' + path;
                operations.insert(operation, QString());
            } else if (line.startsWith("components:"_L1)) {
                break;
            } else if (!operation.isEmpty()) {
                operations[operation] += line + u'\n';
            }
        }
        QVERIFY(operations.size() > 20);
        for (const Endpoint& endpoint : endpoints()) {
            const QString name =
                QString::fromLatin1(endpoint.method) + u' ' + QString::fromLatin1(endpoint.path);
            QVERIFY2(operations.contains(name), qPrintable(name));
            const QString text = operations.value(name);
            QCOMPARE(!text.contains("security: []"_L1), endpoint.authorised);
            QCOMPARE(text.contains("parameters/idempotencyKey"_L1), endpoint.idempotencyKey);
        }
    }

    void eachIsThereOnce()
    {
        QSet<int> seen;
        for (const Endpoint& e : endpoints()) {
            QVERIFY(!seen.contains(int(e.id)));
            seen.insert(int(e.id));
            QCOMPARE(&endpoint(e.id), &e);
        }
    }

    void jsonFaultsAreNamed()
    {
        QVERIFY(!api::staffSession({}).has_value());
        QVERIFY(!api::claims({}).has_value());
        QVERIFY(!api::recordBrief({{"id"_L1, u"x"_s}, {"state"_L1, u"nonsense"_s}, {"version"_L1, 1}})
                     .has_value());
        const auto counts = api::queueCounts(
            {{"waiting"_L1, 3}, {"second_review"_L1, 1}, {"mine"_L1, 2}, {"today"_L1, u"many"_s}});
        QVERIFY(!counts);
        QVERIFY(counts.error().detail.contains("today"_L1));
    }

    void claimBodyCarriesOnlyWhatIsAskedFor()
    {
        QCOMPARE(api::claimBody({}, 20).keys(), QStringList{u"count"_s});
        ClaimFilter filter;
        filter.attempts = ClaimFilter::Attempts::Repeated;
        filter.verdict = photodesk::MachineVerdict::Red;
        filter.secondReview = true;
        const QJsonObject body = api::claimBody(filter, 5);
        QCOMPARE(body.value("attempts"_L1).toString(), u"repeated"_s);
        QCOMPARE(body.value("machine_verdict"_L1).toString(), u"red"_s);
        QCOMPARE(body.value("queue"_L1).toString(), u"second_review"_s);
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
