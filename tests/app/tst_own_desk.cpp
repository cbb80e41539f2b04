#include "app/pages/attempt_list.h"
#include "app/pages/history_page.h"
#include "app/pages/main_window.h"
#include "app/pages/past_photo_panel.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "app/pages/sign_in_page.h"
#include "app/pages/today_panel.h"
#include "tests/app/support/desk.h"
#include "widgets/nav_rail.h"
#include "widgets/queue_strip.h"
#include "widgets/reason_picker.h"
#include "widgets/status_line.h"
#include "widgets/toast_line.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// One person's desk: their day, their rest, what the installation allows, what is left when they go.
class TestOwnDesk : public QObject {
    Q_OBJECT

    struct Screen : test::Desk {
        explicit Screen(int photos) : Desk(photos, paintForScreen) {}
        bool open(bool wantPhoto = true)
        {
            window = std::make_unique<MainWindow>(*work);
            window->resize(1440, 900);
            window->show();
            window->activateWindow();
            page = window->reviewPage();
            if (!QTest::qWaitForWindowActive(window.get()) || !signIn())
                return false;
            return !wantPhoto || QTest::qWaitFor([this] { return shown(); });
        }
        bool shown() const
        {
            return work->review().stage() == ReviewController::Stage::Deciding
                   && !page->pane()->mainView()->photo().isNull();
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(window->windowHandle(), key, modifiers);
        }
        bool unlock()
        {
            window->lockPage()->form()->setPassword(u"right"_s);
            window->lockPage()->form()->submit();
            return QTest::qWaitFor([this] { return shown(); });
        }
        std::unique_ptr<MainWindow> window;
        ReviewPage* page = nullptr;
    };

    /// A second attempt whose first was rejected.
    static void giveHistory(test::FakeRecord& r)
    {
        r.attempt = 2;
        const QString day = u"2026-11-23T02:11:00.000Z"_s;
        const QJsonObject picture{
            {"sha256"_L1, QString(64, u'a')}, {"bytes"_L1, 1}, {"width"_L1, 1}, {"height"_L1, 1}};
        r.previous = {QJsonObject{
            {"attempt"_L1, 1},
            {"uploaded_at"_L1, day},
            {"submitted_at"_L1, day},
            {"capture_source"_L1, u"camera"_s},
            {"student_note"_L1, u"医用头巾"_s},
            {"machine_verdict"_L1, u"red"_s},
            {"original"_L1, picture},
            {"derived"_L1, QJsonValue()},
            {"decisions"_L1, QJsonArray{QJsonObject{{"decision_id"_L1, u"d"_s},
                                                    {"record_id"_L1, r.id},
                                                    {"attempt"_L1, 1},
                                                    {"verdict"_L1, u"reject"_s},
                                                    {"reasons"_L1, QJsonArray{u"G01"_s, u"L01"_s}},
                                                    {"main_reason"_L1, u"L01"_s},
                                                    {"note"_L1, u"请到窗边再拍"_s},
                                                    {"by"_L1, u"王审核"_s},
                                                    {"decided_at"_L1, day},
                                                    {"undone"_L1, false}}}}}};
    }

private Q_SLOTS:
    void theDayIsInTheFootAndInThePanel()
    {
        Screen s(3);
        QVERIFY(s.open());
        QTRY_VERIFY(s.window->statusLine()->text().contains("412/h"_L1)
                    || s.window->statusLine()->text().contains("413/h"_L1));
        QVERIFY(!s.window->todayPanel()->isVisible());
        s.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(s.window->todayPanel()->isVisible());
        QVERIFY(s.window->rect().contains(s.window->todayPanel()->geometry()));
        const QString text = s.window->todayPanel()->text();
        for (const QString& part : {u"96 %"_s, u"24"_s, u"25"_s, u"6.1"_s, u"7"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        s.press(Qt::Key_A); // keys stay with the photo
        QTRY_COMPARE(s.server.applied().size(), 1u);
        s.press(Qt::Key_Escape);
        QVERIFY(!s.window->todayPanel()->isVisible());
        QTest::mouseClick(s.window->statusLine()->findChild<QAbstractButton*>(u"todayButton"_s),
                          Qt::LeftButton);
        QVERIFY(s.window->todayPanel()->isVisible());
        s.work->lock();
        QVERIFY(!s.window->todayPanel()->isVisible());
        QVERIFY(!s.work->ownDay().day());
    }

    void aRestIsRemindedOfQuietly()
    {
        Screen s(3);
        QVERIFY(s.open());
        const auto work = [&](int minutes) {
            for (int i = 0; i < minutes; ++i) {
                s.clock->ms += 60'000;
                s.work->idle().noteInput();
                s.work->rest().check();
            }
        };
        const QWidget* focus = QApplication::focusWidget();
        work(52);
        QVERIFY(!s.window->statusLine()->reminder().isEmpty());
        QCOMPARE(QApplication::focusWidget(), focus);
        QVERIFY(!s.window->banner()->isVisible());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QTest::mouseClick(s.window->statusLine()->findChild<QAbstractButton*>(u"reminderButton"_s),
                          Qt::LeftButton);
        QVERIFY(s.window->statusLine()->reminder().isEmpty());
        work(25);
        QVERIFY(!s.window->statusLine()->reminder().isEmpty());
        s.work->settings().set(Setting::RestReminder, false);
        QVERIFY(s.window->statusLine()->reminder().isEmpty());
        work(120);
        QVERIFY(s.window->statusLine()->reminder().isEmpty());
    }

    void theIdleLockComesWhenTheServerSaysAndKeepsTheWork()
    {
        Screen s(4);
        s.server.policy.idleLockMs = 60'000;
        QVERIFY(s.open());
        QTRY_COMPARE(s.work->session().settings().idleLockMs, 60'000);
        s.server.setListening(false);
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.work->outbox().unsent(), 1);
        s.clock->ms += 59'000;
        s.work->idle().check();
        QCOMPARE(s.work->session().state(), Session::State::SignedIn);
        s.clock->ms += 2'000;
        s.work->idle().check();
        QTRY_VERIFY(s.window->lockPage()->isVisible());
        QVERIFY(s.page->pane()->mainView()->photo().isNull());
        QCOMPARE(s.page->strip()->model()->rowCount(), 0);
        QCOMPARE(s.work->outbox().unsent(), 1); // decided is decided
        s.server.setListening(true);
        QTRY_COMPARE(s.server.applied().size(), 1u); // and is sent while nobody sits here
        QVERIFY(s.window->lockPage()->isVisible());
        QVERIFY(s.unlock());
    }

    void theWatermarkFollowsThePolicy()
    {
        {
            Screen s(1);
            QVERIFY(s.open());
            const QString mark = s.page->pane()->watermark();
            QVERIFY2(mark.startsWith("li 20"_L1), qPrintable(mark)); // user and time
            s.work->signOut();
            QVERIFY(s.page->pane()->watermark().isEmpty());
        }
        Screen s(1);
        s.server.policy.watermark = false;
        QVERIFY(s.open());
        QTRY_VERIFY(s.page->pane()->watermark().isEmpty());
    }

    void photosAreCopiedOnlyWhereItIsAllowed()
    {
        QGuiApplication::clipboard()->clear();
        {
            Screen s(1);
            QVERIFY(s.open());
            s.press(Qt::Key_C, Qt::ControlModifier);
            QTRY_VERIFY(!s.page->pane()->toast()->text().isEmpty());
            QCOMPARE(s.server.count("POST", "/copied"), 0);
            QVERIFY(QGuiApplication::clipboard()->image().isNull());
        }
        Screen s(1);
        s.server.policy.photoClipboard = true;
        QVERIFY(s.open());
        QTRY_VERIFY(s.work->session().settings().photoClipboard);
        s.press(Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(!QGuiApplication::clipboard()->image().isNull());
        QCOMPARE(s.server.count("POST", "/copied"), 1); // it stands in the log
        s.work->signOut();
        QVERIFY(QGuiApplication::clipboard()->image().isNull());
    }

    void aCopyTheServerDoesNotNoteIsNotMade()
    {
        QGuiApplication::clipboard()->clear();
        Screen s(1);
        s.server.policy.photoClipboard = true;
        QVERIFY(s.open());
        QTRY_VERIFY(s.work->session().settings().photoClipboard);
        s.server.policy.photoClipboard = false; // changed since
        s.press(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(s.server.count("POST", "/copied"), 1);
        QTRY_VERIFY(!s.page->pane()->toast()->text().isEmpty());
        QVERIFY(QGuiApplication::clipboard()->image().isNull());
    }

    void nothingIsLeftAfterSigningOut()
    {
        Screen s(4);
        QVERIFY(s.open());
        QTRY_VERIFY(!s.page->strip()
                         ->model()
                         ->index(0, 0)
                         .data(widgets::QueueModel::ThumbnailRole)
                         .value<QImage>()
                         .isNull());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        s.press(Qt::Key_N);
        QTest::keyClicks(QApplication::focusWidget(), u"private"_s);
        s.press(Qt::Key_H);
        s.press(Qt::Key_2, Qt::ControlModifier);
        auto* past = s.window->historyPage()->photoPanel();
        QTRY_VERIFY(!past->view()->photo().isNull());
        QVERIFY(s.work->review().canUndo());
        s.work->signOut();
        QVERIFY(s.window->signInPage()->isVisible());
        QCOMPARE(s.work->photos().count(), 0);
        QCOMPARE(s.work->photos().bytes(), 0);
        QVERIFY(s.page->pane()->mainView()->photo().isNull());
        QCOMPARE(s.page->strip()->model()->rowCount(), 0); // thumbnails and all
        QVERIFY(!s.work->review().canUndo());
        QVERIFY(past->view()->photo().isNull());
        QVERIFY(past->attempts()->text().isEmpty());
        QVERIFY(s.page->history()->text().isEmpty());
        QCOMPARE(s.window->historyPage()->table()->model()->rowCount(), 0);
        QVERIFY(s.page->picker()->selection().note.isEmpty());
        // The next person sees nothing of it.
        s.server.addUser(u"wang"_s, u"right"_s);
        s.work->session().signIn(u"wang"_s, u"right"_s).then(s.work.get(), [](const Result<void>&) {});
        QTRY_VERIFY(s.shown());
        s.press(Qt::Key_Z);
        QCOMPARE(s.server.undone(), 0);
    }

    void noPhotoLiesOnTheDisk()
    {
        Screen s(4);
        s.server.policy.photoClipboard = true;
        QVERIFY(s.open());
        QTRY_VERIFY(s.work->photos().count() >= 9);
        s.server.setListening(false); // so that decisions stay in the outbox
        s.press(Qt::Key_N);
        QTest::keyClicks(QApplication::focusWidget(), u"a secret between us"_s);
        s.press(Qt::Key_Return);
        s.page->takeFocus();
        s.press(Qt::Key_R);
        s.press(Qt::Key_Return);
        QTRY_COMPARE(s.work->outbox().unsent(), 1);
        s.work->settings().sync();
        QList<QByteArray> forbidden{"a secret between us", "\xFF\xD8\xFF", "\x89PNG"};
        for (const QString& word : {u"吴*"_s, u"6629"_s, u"青岛"_s})
            forbidden << word.toUtf8();
        for (int i = 1; i <= 4; ++i) {
            const auto& r = *s.server.record(test::FakeServer::plainRecord(i).id);
            for (const QByteArray& picture : {r.original, r.derived, r.thumbnail})
                forbidden << picture.mid(picture.size() / 2, 24);
        }
        int files = 0;
        QDirIterator all(s.dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            ++files;
            for (const QByteArray& secret : std::as_const(forbidden))
                QVERIFY2(!bytes.contains(secret),
                         qPrintable(file.fileName() + u": "_s + QString::fromUtf8(secret)));
        }
        QVERIFY(files >= 2); // settings and outbox
    }

    void onlyPagesOfOnesRightsAreThere()
    {
        Screen s(2);
        s.server.roles = {u"print"_s};
        QVERIFY(s.open(false));
        const auto shown = [&](const QString& id) { return s.window->rail()->button(id)->isVisible(); };
        QTRY_VERIFY(!shown(u"review"_s));
        QVERIFY(!shown(u"history"_s));
        QVERIFY(shown(u"settings"_s));
        QCOMPARE(s.window->rail()->current(), u"settings"_s);
        s.press(Qt::Key_1, Qt::ControlModifier);
        s.press(Qt::Key_2, Qt::ControlModifier);
        s.press(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(s.window->rail()->current(), u"settings"_s);
        QVERIFY(!s.page->isVisible());
        QCOMPARE(s.server.count("POST", "/claims"), 0);
        // Somebody else who may.
        s.work->signOut();
        s.server.roles = {u"reviewer"_s};
        QVERIFY(s.signIn());
        QTRY_VERIFY(shown(u"review"_s) && s.page->isVisible() && s.shown());
    }

    void theHistoryOfThePersonOpensByKey()
    {
        Screen s(2);
        giveHistory(*s.server.record(test::FakeServer::plainRecord(1).id));
        QVERIFY(s.open());
        auto* history = s.page->history();
        QVERIFY(!history->isVisible());
        s.press(Qt::Key_H);
        QVERIFY(history->isVisible());
        const QString text = history->text();
        const auto& reasons = s.work->reasons();
        for (const QString& part :
             {u"王审核"_s, u"医用头巾"_s, u"请到窗边再拍"_s, u"G01"_s, u"L01"_s,
              AttemptList::tr("main reason"), reasons.find(u"L01"_s)->zh.isEmpty() ? u""_s : u"2026-11-23"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u" not in "_s + text));
        QVERIFY(!text.contains("吴小明"_L1));
        s.press(Qt::Key_A); // the next person's history, still open
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QVERIFY(history->isVisible() && !history->text().contains(u"王审核"_s));
        s.press(Qt::Key_Escape);
        QVERIFY(!history->isVisible());
        QTest::mouseClick(s.page->findChild<QAbstractButton*>(u"historyButton"_s), Qt::LeftButton);
        QVERIFY(history->isVisible());
    }

    void aDecidedPhotoIsLookedAtAgain()
    {
        Screen s(3);
        QVERIFY(s.open());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QTRY_VERIFY(s.shown());
        s.press(Qt::Key_S);
        QTRY_COMPARE(s.server.applied().size(), 2u);
        s.press(Qt::Key_2, Qt::ControlModifier);
        auto* past = s.window->historyPage()->photoPanel();
        auto* table = s.window->historyPage()->table();
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QTRY_VERIFY(!past->view()->photo().isNull());
        const QSize size = past->view()->photo().fullSize;
        QCOMPARE(size, test::FakeServer::plainRecord(1).derivedSize);
        QSignalSpy shown(past, &PastPhotoPanel::shown);
        QTest::keyClick(table, Qt::Key_Down); // the other one
        QTRY_COMPARE(shown.size(), 1);
        s.work->lock();
        QVERIFY(past->view()->photo().isNull());
    }
};

QTEST_MAIN(TestOwnDesk)
#include "tst_own_desk.moc"
