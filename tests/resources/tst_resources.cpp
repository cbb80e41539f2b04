#include "domain/json.h"
#include "resources/resources.h"

#include <QDir>
#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

class TestResources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void binaryHoldsWhatTheDiskHolds_data();
    void binaryHoldsWhatTheDiskHolds();
    void lists();
    void refusesWhatIsNotThere();
    void limits();
};

void TestResources::binaryHoldsWhatTheDiskHolds_data()
{
    QTest::addColumn<QString>("path");
    const QDir root(QStringLiteral(PHOTODESK_SOURCE_DIR "/resources"));
    const std::pair<QString, QString> folders[] = {{u"."_s, u"*.json"_s},       {u"standards"_s, u"*.json"_s},
                                                   {u"reasons"_s, u"*.json"_s}, {u"layouts"_s, u"*.json"_s},
                                                   {u"icons"_s, u"*.svg"_s},    {u"style"_s, u"*"_s},
                                                   {u"student"_s, u"*"_s}};
    for (const auto& [folder, pattern] : folders) {
        const QDir dir(root.filePath(folder));
        for (const QString& file : dir.entryList({pattern}, QDir::Files)) {
            const QString path = folder == u"."_s ? file : folder + u'/' + file;
            QTest::newRow(qPrintable(path)) << path;
        }
    }
}

void TestResources::binaryHoldsWhatTheDiskHolds()
{
    QFETCH(QString, path);
    QFile file(QStringLiteral(PHOTODESK_SOURCE_DIR "/resources/") + path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = resources::read(path);
    QVERIFY2(bytes.has_value(), "not in the binary");
    QCOMPARE(*bytes, file.readAll());
    if (path.endsWith(u".json"_s))
        QVERIFY(json::parseObject(*bytes).has_value());
}

void TestResources::lists()
{
    QCOMPARE(resources::list(u"reasons"_s), QStringList{u"reasons.json"_s});
    QVERIFY(resources::list(u"icons"_s).contains(u"check.svg"_s));
    QVERIFY(resources::list(u"nowhere"_s).isEmpty());
    QVERIFY(resources::standardIds().contains(u"chsi_99_2017"_s));
}

void TestResources::refusesWhatIsNotThere()
{
    for (const QString& path : {u"absent.json"_s, u"../resources/limits.json"_s, u"icons/../limits.json"_s})
        QCOMPARE(resources::read(path).error().code, ErrorCode::NotFound);
}

void TestResources::limits()
{
    // As the product states them.
    QCOMPARE(resources::limit("upload_max_bytes"_L1), qint64(12) * 1024 * 1024);
    QCOMPARE(resources::limit("upload_max_pixels"_L1), 50'000'000);
    QCOMPARE(resources::limit("lease_ms"_L1), 5 * 60 * 1000);
    QCOMPARE(resources::limit("undo_ms"_L1), 10 * 60 * 1000);
    QCOMPARE(resources::limit("claim_depth"_L1), 20);
    QCOMPARE(resources::limit("sms_code_interval_ms"_L1), 60 * 1000);
    QCOMPARE(resources::limit("sms_code_per_day"_L1), 5);
    QCOMPARE(resources::limit("sms_code_tries"_L1), 5);
    QCOMPARE(resources::limit("sms_code_valid_ms"_L1), 5 * 60 * 1000);
    QCOMPARE(resources::limit("feature_code_guesses_per_account_hour"_L1), 10);
    QCOMPARE(resources::limit("feature_code_guesses_per_address_hour"_L1), 300);
    QCOMPARE(resources::limit("staff_session_ms"_L1), qint64(12) * 3600 * 1000);
    QCOMPARE(resources::limit("gui_idle_lock_ms"_L1), 10 * 60 * 1000);
    const auto all = json::parseObject(*resources::read(u"limits.json"_s));
    for (auto it = all->begin(); it != all->end(); ++it)
        QVERIFY2(it->isDouble() && it->toDouble() > 0, qPrintable(it.key()));
}

QTEST_APPLESS_MAIN(TestResources)
#include "tst_resources.moc"
