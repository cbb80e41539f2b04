#include "app/review/rest_reminder.h"
#include "tests/app/support/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestRestReminder : public QObject {
    Q_OBJECT

    static constexpr qint64 minute = 60'000;
    struct Hands {
        test::FakeClock clock;
        IdleMonitor idle{clock, 100 * minute};
        RestReminder rest{idle, clock, {50 * minute, 5 * minute, 20 * minute}};
        QSignalSpy due{&rest, &RestReminder::due};
        QSignalSpy rested{&rest, &RestReminder::rested};
        void work(int minutes)
        {
            for (int i = 0; i < minutes; ++i) {
                clock.ms += minute;
                idle.noteInput();
                rest.check();
            }
        }
        void pause(int minutes)
        {
            for (int i = 0; i < minutes; ++i) {
                clock.ms += minute;
                rest.check();
            }
        }
    };

private Q_SLOTS:
    void aLongStretchIsSaidOnceAndAgain()
    {
        Hands h;
        h.work(50);
        QCOMPARE(h.due.size(), 0);
        h.work(2);
        QCOMPARE(h.due.size(), 1);
        QVERIFY(h.due[0][0].toInt() >= 50);
        h.work(15);
        QCOMPARE(h.due.size(), 1);
        h.work(10);
        QCOMPARE(h.due.size(), 2);
    }

    void aPauseBeginsAnew()
    {
        Hands h;
        h.work(52);
        QCOMPARE(h.due.size(), 1);
        h.pause(4); // short of a rest
        QCOMPARE(h.rested.size(), 0);
        h.pause(1);
        QCOMPARE(h.rested.size(), 1);
        h.work(49);
        QCOMPARE(h.due.size(), 1);
        h.work(3);
        QCOMPARE(h.due.size(), 2);
    }

    void aPauseThatNobodyWatchedCounts()
    {
        Hands h;
        h.work(45);
        h.clock.ms += 30 * minute; // the computer slept
        h.idle.noteInput();
        h.rest.check();
        h.work(30);
        QCOMPARE(h.due.size(), 0);
    }

    void switchedOffItIsSilent()
    {
        Hands h;
        h.rest.setEnabled(false);
        h.work(120);
        QCOMPARE(h.due.size(), 0);
        h.rest.setEnabled(true);
        h.work(52);
        QCOMPARE(h.due.size(), 1);
        h.rest.setEnabled(false);
        QCOMPARE(h.rested.size(), 1); // what was said is taken back
    }
};

QTEST_GUILESS_MAIN(TestRestReminder)
#include "tst_rest_reminder.moc"
