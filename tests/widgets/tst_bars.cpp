#include "widgets/banner.h"
#include "widgets/busy.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/decision_bar.h"
#include "widgets/empty_state.h"
#include "widgets/form_field.h"
#include "widgets/stat_tile.h"
#include "widgets/status_line.h"
#include "widgets/toast_line.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

Verdict taken(QSignalSpy& spy)
{
    return spy.takeFirst().at(0).value<Verdict>();
}

} // namespace

class TestBars : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decisionKeys()
    {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* bar = new DecisionBar;
        auto* field = new QLineEdit;
        layout->addWidget(field);
        layout->addWidget(bar);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.setFocus();
        QSignalSpy decided(bar, &DecisionBar::decided);
        QTest::keyClick(&window, Qt::Key_A);
        QTest::keyClick(&window, Qt::Key_R);
        QTest::keyClick(&window, Qt::Key_S);
        QCOMPARE(decided.size(), 3);
        QCOMPARE(taken(decided), Verdict::Approve);
        QCOMPARE(taken(decided), Verdict::Reject);
        QCOMPARE(taken(decided), Verdict::SecondOpinion);

        bar->setKey(Verdict::Approve, QKeySequence(Qt::Key_P));
        QTest::keyClick(&window, Qt::Key_A);
        QCOMPARE(decided.size(), 0);
        QTest::keyClick(&window, Qt::Key_P);
        QCOMPARE(taken(decided), Verdict::Approve);

        field->setFocus();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"rps"_s);
        QCOMPARE(decided.size(), 0); // typing decides nothing
        QCOMPARE(field->text(), u"rps"_s);
    }

    void decisionWaits()
    {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* bar = new DecisionBar;
        layout->addWidget(bar);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy decided(bar, &DecisionBar::decided);
        const QRect place = bar->button(Verdict::Reject)->geometry();
        bar->setReady(false, u"Saving the last decision"_s);
        QTest::keyClick(&window, Qt::Key_R);
        QTest::mouseClick(bar->button(Verdict::Reject), Qt::LeftButton);
        QCOMPARE(decided.size(), 0);
        QCOMPARE(bar->button(Verdict::Reject)->geometry(), place); // nothing moves
        bar->setReady(true);
        bar->setAvailable(Verdict::SecondOpinion, false);
        QTest::keyClick(&window, Qt::Key_S);
        QCOMPARE(decided.size(), 0);
        QTest::mouseClick(bar->button(Verdict::Reject), Qt::LeftButton);
        QCOMPARE(taken(decided), Verdict::Reject);
        QCOMPARE(bar->button(Verdict::Reject)->geometry(), place);
    }

    void statusInWords()
    {
        StatusLine line;
        line.setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
        line.setConnection(ConnectionState::Connected);
        line.setQueue(1204);
        line.setToday(386, 6.14);
        QCOMPARE(line.text(), u"● connected   unsent 0   queue 1,204   today 386 · 6.1 s"_s);
        line.setConnection(ConnectionState::Offline);
        line.setUnsent(3);
        line.setQueue(-1);
        line.setToday(0, 0);
        line.setNotAccepted(1);
        QCOMPARE(line.text(), u"✕ offline   unsent 3   not accepted 1   queue –   today 0"_s);
        QCOMPARE(line.accessibleDescription(), line.text());
        QSignalSpy clicked(&line, &StatusLine::unsentClicked);
        for (QPushButton* button : line.findChildren<QPushButton*>())
            button->click();
        QCOMPARE(clicked.size(), 1);
    }

    void toastKeepsItsPlace()
    {
        ToastLine line;
        const int height = line.height();
        QSignalSpy undone(&line, &ToastLine::actionTriggered);
        line.show(u"Rejected · glasses"_s, u"Undo"_s, QKeySequence(Qt::Key_Z));
        QVERIFY(line.actionButton()->text().contains(u'Z'));
        line.actionButton()->click();
        QCOMPARE(undone.size(), 1);
        line.show(u"Copied"_s, {}, {}, 30);
        QVERIFY(line.actionButton()->isHidden());
        QTRY_VERIFY(line.text().isEmpty());
        QCOMPARE(line.height(), height);
    }

    void bannerSaysWhatHappenedAndWhatToDo()
    {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* banner = new Banner;
        layout->addWidget(banner);
        window.show();
        QVERIFY(banner->isHidden());
        QSignalSpy action(banner, &Banner::actionRequested), gone(banner, &Banner::dismissed);
        banner->show(Banner::Kind::Error, {u"The server can't be reached."_s, u"Decisions are kept."_s,
                                           u"Go on."_s, u"offline"_s, u"Try now"_s});
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->text(), u"The server can't be reached. Decisions are kept. Go on."_s);
        QCOMPARE(banner->accessibleName(), banner->text());
        banner->actionButton()->click();
        QCOMPARE(action.size(), 1);
        banner->findChild<QToolButton*>()->click();
        QCOMPARE(gone.size(), 1);
        QVERIFY(banner->isHidden());
        banner->show(Banner::Kind::Info, {u"A newer version is ready."_s, {}, {}, {}, {}}, false);
        QVERIFY(banner->actionButton()->isHidden());
        QVERIFY(banner->findChild<QToolButton*>()->isHidden());
    }

    void busyShowsOnlyWhatLasts()
    {
        Busy busy;
        busy.show();
        QSignalSpy shown(&busy, &Busy::shown);
        busy.start(u"Loading"_s);
        busy.stop();
        QVERIFY(!busy.isShowing());
        busy.start(u"Making the archive"_s, true);
        QVERIFY(!busy.isShowing());
        QTRY_COMPARE(shown.size(), 1); // the first start was too short to be seen
        QVERIFY(busy.isShowing());
        busy.setProgress(1, 3);
        QSignalSpy cancelled(&busy, &Busy::cancelled);
        busy.findChild<QPushButton*>()->click();
        QCOMPARE(cancelled.size(), 1);
        busy.stop();
        QVERIFY(!busy.isRunning() && !busy.isShowing());
    }

    void emptyStateOffersOneThing()
    {
        EmptyState empty;
        QSignalSpy asked(&empty, &EmptyState::actionRequested);
        empty.setContent(Icon::Check, u"The queue is empty"_s);
        QVERIFY(empty.actionButton()->isHidden());
        empty.setContent(Icon::Check, u"The queue is empty"_s, u"New photos appear by themselves."_s,
                         u"Choose a batch"_s);
        empty.actionButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(empty.accessibleName(), u"The queue is empty"_s);
    }

    void fieldsTellWhatIsWrongInPlace()
    {
        auto* edit = new QLineEdit;
        FormField field(u"Server"_s, edit);
        field.show();
        const int height = field.sizeHint().height();
        QCOMPARE(edit->accessibleName(), u"Server"_s);
        field.setHint(u"https://…"_s);
        field.setError(u"This is no address."_s);
        QVERIFY(field.hasError());
        QCOMPARE(edit->accessibleDescription(), u"This is no address."_s);
        QCOMPARE(field.sizeHint().height(), height); // nothing moves
        field.setError({});
        QCOMPARE(edit->accessibleDescription(), u"https://…"_s);
    }

    void passwordsHideAgain()
    {
        PasswordEdit edit;
        edit.setText(u"secret"_s);
        edit.show();
        QCOMPARE(edit.echoMode(), QLineEdit::Password);
        edit.actions().constFirst()->trigger();
        QCOMPARE(edit.echoMode(), QLineEdit::Normal);
        edit.hide();
        QCOMPARE(edit.echoMode(), QLineEdit::Password);
    }

    void filtersAreExclusiveOrNot()
    {
        ChipRow row;
        for (const QString& id : {u"all"_s, u"open"_s, u"held"_s})
            row.addChip(id, id);
        QSignalSpy changed(&row, &ChipRow::selectionChanged);
        QCOMPARE(row.current(), u"all"_s);
        const QList<Chip*> chips = row.findChildren<Chip*>();
        chips[1]->click();
        QCOMPARE(row.selected(), QStringList(u"open"_s));
        chips[1]->click(); // one is always chosen
        QCOMPARE(row.selected(), QStringList(u"open"_s));
        row.setExclusive(false);
        chips[2]->click();
        QCOMPARE(row.selected(), QStringList({u"open"_s, u"held"_s}));
        QCOMPARE(changed.size(), 3);
    }

    void chipsWrap()
    {
        QWidget area;
        auto* flow = new FlowLayout(&area, 4);
        for (int i = 0; i < 6; ++i)
            flow->addWidget(new Chip(u"a reason"_s));
        const int one = flow->itemAt(0)->sizeHint().height();
        const int wide = flow->itemAt(0)->sizeHint().width();
        QCOMPARE(flow->heightForWidth(6 * wide + 5 * 4), one);
        QCOMPARE(flow->heightForWidth(3 * wide + 2 * 4), 2 * one + 4);
        QVERIFY(one >= 28);
    }

    void longNamesAreElidedAndKept()
    {
        ElidedLabel label(u"a very long name of a very large school in a very small place"_s);
        label.resize(80, 20);
        label.show();
        label.grab();
        QCOMPARE(label.toolTip(), label.text());
        label.resize(1200, 20);
        label.grab();
        QVERIFY(label.toolTip().isEmpty());
    }

    void tilesAreReadAloud()
    {
        StatTile tile(u"Waiting"_s);
        tile.setValue(u"1,204"_s, u"photos"_s);
        tile.setNote(u"12 older than two days"_s);
        tile.setTrend({1, 1});
        tile.grab();
        QCOMPARE(tile.accessibleName(), u"Waiting, 1,204 photos, 12 older than two days"_s);
    }
};

QTEST_MAIN(TestBars)
#include "tst_bars.moc"
