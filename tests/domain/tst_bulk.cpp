#include "domain/bulk.h"

#include <QTest>

using namespace photodesk;

class TestBulk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleSize_data();
    void sampleSize();
    void names();
};

void TestBulk::sampleSize_data()
{
    QTest::addColumn<int>("photos");
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("sample");
    QTest::newRow("share") << 300 << 10 << 5 << 30;
    QTest::newRow("rounded up") << 301 << 10 << 5 << 31;
    QTest::newRow("never fewer than the least") << 20 << 10 << 5 << 5;
    QTest::newRow("one over is enough") << 6 << 10 << 5 << 5;
    QTest::newRow("all would be the sample") << 5 << 10 << 5 << 0;
    QTest::newRow("fewer than the least") << 3 << 10 << 5 << 0;
    QTest::newRow("none") << 0 << 10 << 5 << 0;
    QTest::newRow("a whole sample") << 300 << 100 << 5 << 0;
    QTest::newRow("never without a sample") << 300 << 0 << 0 << 1;
    QTest::newRow("a share below nothing") << 300 << -5 << 0 << 1;
    QTest::newRow("a large bulk") << 2'000'000'000 << 99 << 5 << 1'980'000'000;
}

void TestBulk::sampleSize()
{
    QFETCH(const int, photos);
    QFETCH(const int, percent);
    QFETCH(const int, least);
    QTEST(bulkSampleSize(photos, percent, least), "sample");
}

void TestBulk::names()
{
    for (const BulkState state : {BulkState::Sampling, BulkState::Approved, BulkState::Dissolved,
                                  BulkState::Expired, BulkState::Cancelled, BulkState::Undone})
        QVERIFY(bulkStateFromName(QString(bulkStateName(state))) == state);
    for (const LeftOut why : {LeftOut::NotGreen, LeftOut::Flagged, LeftOut::OtherBatch, LeftOut::Leased,
                              LeftOut::Changed, LeftOut::Withdrawn, LeftOut::DecidedSingly})
        QVERIFY(leftOutFromName(QString(leftOutName(why))) == why);
    QVERIFY(!bulkStateFromName(u"Sampling"));
    QVERIFY(!leftOutFromName(u""));
}

QTEST_APPLESS_MAIN(TestBulk)
#include "tst_bulk.moc"
