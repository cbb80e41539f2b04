#include "app/review/history_model.h"
#include "resources/resources.h"
#include "tests/app/support/desk.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestHistoryModel : public QObject {
    Q_OBJECT

    static PastDecision decision(const QDateTime& now, qint64 undoForMs, bool undone = false)
    {
        PastDecision d;
        d.decisionId = u"d"_s;
        d.recordId = u"0123456789abcdef"_s;
        d.attempt = 2;
        d.verdict = Verdict::Reject;
        d.reasons = {u"G01"_s, u"L01"_s};
        d.decidedAt = now;
        d.undoUntil = now.addMSecs(undoForMs);
        d.undone = undone;
        return d;
    }

private Q_SLOTS:
    void isAModel()
    {
        test::FakeClock clock;
        HistoryModel model(clock, *resources::reasons());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDecisions({decision(clock.now(), 1000), decision(clock.now(), -1)});
        model.setLocale(QLocale(QLocale::Chinese));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowCount(model.index(0, 0)), 0);
        model.setDecisions({});
        QCOMPARE(model.rowCount(), 0);
    }

    void saysWhatCanBeUndone()
    {
        test::FakeClock clock;
        HistoryModel model(clock, *resources::reasons());
        model.setDecisions(
            {decision(clock.now(), 60'000), decision(clock.now(), -1), decision(clock.now(), 60'000, true)});
        auto can = [&](int row) { return model.index(row, 0).data(HistoryModel::CanUndoRole).toBool(); };
        QVERIFY(can(0));
        QVERIFY(!can(1));
        QVERIFY(!can(2));
        clock.ms += 60'001;
        QVERIFY(!can(0));
    }

    void reasonsStandInTheLanguage()
    {
        test::FakeClock clock;
        const auto reasons = resources::reasons();
        HistoryModel model(clock, *reasons);
        model.setDecisions({decision(clock.now(), 0)});
        const QModelIndex cell = model.index(0, HistoryModel::ReasonsColumn);
        model.setLocale(QLocale(QLocale::Chinese));
        QVERIFY(cell.data().toString().contains(reasons->find(u"G01")->zh));
        model.setLocale(QLocale(QLocale::English));
        QVERIFY(cell.data().toString().contains(reasons->find(u"L01")->en));
        QCOMPARE(reasonText(*reasons, u"W99"_s, QLocale()), u"W99"_s);
    }
};

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_history_model.moc"
