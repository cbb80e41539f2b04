#include "fixtures.h"

#include "widgets/nav_rail.h"
#include "widgets/queue_strip.h"

#include <QAbstractItemModelTester>
#include <QHBoxLayout>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

std::vector<QueueItem> made(const QStringList& ids)
{
    std::vector<QueueItem> items;
    for (const QString& id : ids)
        items.push_back({id, {}, MachineVerdict::Green, 1, {}});
    return items;
}

} // namespace

class TestNavigation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void queueModelHoldsItsContract()
    {
        QueueModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(made({u"a"_s, u"b"_s}));
        model.setThumbnail(u"b"_s, paintedPortrait({30, 40}));
        model.setVerdict(u"a"_s, MachineVerdict::Red);
        model.setDecided(u"a"_s, Verdict::Reject);
        model.setCurrent(u"b"_s);
        model.setThumbnail(u"gone"_s, paintedPortrait({30, 40}));
        QCOMPARE(model.index(1).data(QueueModel::CurrentRole).toBool(), true);
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"decided"_s));
        model.setItems(made({u"b"_s, u"c"_s}));
        QVERIFY2(!model.index(0).data(QueueModel::ThumbnailRole).value<QImage>().isNull(), "thumbnails stay");
        QVERIFY(model.index(1).data(QueueModel::ThumbnailRole).value<QImage>().isNull());
        model.setItems({});
        QCOMPARE(model.rowCount(), 0);
    }

    void stripShowsTheCurrentOneAndFolds()
    {
        QueueStrip strip;
        QStringList ids;
        for (int i = 0; i < 30; ++i)
            ids.append(QString::number(i));
        strip.model()->setItems(made(ids));
        strip.resize(112, 500);
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        QCOMPARE(strip.width(), 112);
        auto* list = strip.findChild<QListView*>();
        strip.model()->setCurrent(u"25"_s);
        QVERIFY(list->viewport()->rect().contains(list->visualRect(strip.model()->index(25)).center()));
        QSignalSpy chosen(&strip, &QueueStrip::activated);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(strip.model()->index(25)).center());
        QCOMPARE(chosen.takeFirst().at(0).toString(), u"25"_s);
        QSignalSpy folded(&strip, &QueueStrip::foldedChanged);
        QTest::mouseClick(strip.findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(folded.size(), 1);
        QVERIFY(strip.isFolded() && strip.width() < 48);
        QVERIFY(!list->isVisible());
    }

    void railAsksAndTheAppDecides()
    {
        QWidget window;
        auto* layout = new QHBoxLayout(&window);
        auto* rail = new NavRail;
        layout->addWidget(rail);
        rail->addPage(u"review"_s, Icon::Review, u"Review"_s, QKeySequence(u"Ctrl+1"_s));
        rail->addPage(u"orders"_s, Icon::Orders, u"Orders"_s, QKeySequence(u"Ctrl+2"_s));
        rail->addAction(u"lock"_s, Icon::Lock, u"Lock"_s, QKeySequence(u"Ctrl+L"_s));
        rail->setCurrent(u"review"_s);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy pages(rail, &NavRail::pageRequested), actions(rail, &NavRail::actionTriggered);
        QTest::mouseClick(rail->button(u"orders"_s), Qt::LeftButton);
        QCOMPARE(pages.takeFirst().at(0).toString(), u"orders"_s);
        QVERIFY2(rail->button(u"review"_s)->isChecked(), "the page has not changed yet");
        rail->setCurrent(u"orders"_s);
        QVERIFY(rail->button(u"orders"_s)->isChecked() && !rail->button(u"review"_s)->isChecked());
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(pages.takeFirst().at(0).toString(), u"review"_s);
        QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(actions.size(), 1);
        rail->setPageVisible(u"review"_s, false);
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier); // no right, no page, no key
        QCOMPARE(pages.size(), 0);
        rail->setBadge(u"orders"_s, 120);
        QVERIFY(rail->button(u"orders"_s)->accessibleName().contains(u"120"_s));
        QCOMPARE(rail->width(), 56);
        rail->clear();
        QVERIFY(!rail->button(u"orders"_s));
    }

    void railByKeys()
    {
        NavRail rail;
        rail.addPage(u"a"_s, Icon::Review, u"A"_s);
        rail.addPage(u"b"_s, Icon::Orders, u"B"_s);
        rail.resize(56, 300);
        rail.show();
        QVERIFY(QTest::qWaitForWindowActive(&rail));
        rail.button(u"a"_s)->setFocus();
        QSignalSpy pages(&rail, &NavRail::pageRequested);
        QTest::keyClick(rail.button(u"a"_s), Qt::Key_Down);
        QTRY_VERIFY(rail.button(u"b"_s)->hasFocus());
        QTest::keyClick(rail.button(u"b"_s), Qt::Key_Space);
        QCOMPARE(pages.takeFirst().at(0).toString(), u"b"_s);
    }
};

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
