#include "app/appearance.h"
#include "app/error_text.h"
#include "app/pages/cheat_sheet.h"
#include "app/pages/history_page.h"
#include "app/pages/main_window.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "app/pages/settings_page.h"
#include "app/pages/sign_in_page.h"
#include "tests/app/support/desk.h"
#include "widgets/status_line.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestMainWindow : public QObject {
    Q_OBJECT

    struct Screen : test::Desk {
        explicit Screen(int photos)
            : Desk(photos, paintForScreen), appearance(*qApp, work->settings()), window(*work)
        {
            window.show();
            window.activateWindow();
            ok = QTest::qWaitForWindowActive(&window);
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(window.windowHandle(), key, modifiers);
        }
        /// Through the page, as a person does.
        bool signInByHand()
        {
            SignInForm* form = window.signInPage()->form();
            form->setServer(server.url());
            form->findChild<QLineEdit*>(u"userEdit"_s)->setText(u"li"_s);
            auto* password = form->findChild<QLineEdit*>(u"passwordEdit"_s);
            password->setFocus();
            QTest::keyClicks(password, u"right"_s);
            QTest::keyClick(password, Qt::Key_Return);
            return QTest::qWaitFor([this] {
                return work->review().current() && !window.reviewPage()->pane()->mainView()->photo().isNull();
            });
        }
        Appearance appearance;
        MainWindow window;
        bool ok = false;
    };

    /// Every word on the screen that holds a Chinese character; data (names, schools) left out by the caller.
    static QStringList chineseWords(const QWidget& window)
    {
        static const QRegularExpression han(u"\\p{Han}"_s);
        QStringList found;
        const auto note = [&](const QString& text) {
            if (text.contains(han))
                found << text;
        };
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisibleTo(&window))
                continue;
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                note(label->text());
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                note(button->text());
            if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
                note(edit->placeholderText());
        }
        return found;
    }

private Q_SLOTS:
    void switchingTheLanguageLeavesNoOldWord()
    {
        Screen s(2);
        QVERIFY(s.ok && s.signInByHand());
        s.work->settings().set(Setting::Language, u"zh_CN"_s);
        QVERIFY(QTest::qWaitFor([&] { return chineseWords(s.window).size() > 10; }));
        s.work->settings().set(Setting::Language, u"en"_s);
        QStringList left;
        // What stays is the languages' own names, the person's data and what the student will read.
        const auto nothingLeft = [&] {
            left = chineseWords(s.window);
            left.removeIf([](const QString& text) {
                return text.contains(u"中文"_s) || text.contains(u"大学"_s) || text.contains(u"届"_s)
                       || text.contains(u'*') || text.contains(u"审核员 li"_s)
                       || text.startsWith("The student will read"_L1);
            });
            return left.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(nothingLeft, 2000), qPrintable(left.join(u'|')));
    }

    void signInShowsTheFirstPhoto()
    {
        Screen s(3);
        QVERIFY(s.ok);
        QVERIFY(s.window.signInPage()->isVisible());
        QVERIFY(s.signInByHand());
        QVERIFY(s.window.reviewPage()->isVisible());
        QVERIFY(!s.window.signInPage()->isVisible());
        QVERIFY(s.window.signInPage()->form()->findChild<QLineEdit*>(u"passwordEdit"_s)->text().isEmpty());
        QCOMPARE(s.work->settings().text(Setting::User), u"li"_s);
    }

    void aWrongPasswordIsSaidInWords()
    {
        Screen s(0);
        SignInForm* form = s.window.signInPage()->form();
        form->setServer(s.server.url());
        form->setUser(u"li"_s);
        form->setPassword(u"wrong"_s);
        form->submit();
        auto* banner = form->findChild<widgets::Banner*>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(errorText({ErrorCode::WrongCredentials, {}}, Doing::SigningIn).what));
        QVERIFY(s.window.signInPage()->isVisible());
    }

    void expiryCoversTheScreenAndLosesNothing()
    {
        Screen s(4);
        QVERIFY(s.signInByHand());
        s.press(Qt::Key_Space);
        const QString place = s.work->review().current()->record.id;
        s.server.endTokens();
        s.press(Qt::Key_A); // kept on the disk; the server says 401
        QTRY_VERIFY(s.window.curtain()->isVisible());
        QVERIFY(s.window.reviewPage()->isVisible()); // still there below
        const QString next = s.work->review().current()->record.id;
        s.press(Qt::Key_A); // goes to the form, not to the photo
        QCOMPARE(s.work->review().current()->record.id, next);
        QTRY_COMPARE(s.work->outbox().unsent(), 1);
        SignInForm* form = s.window.curtain()->form();
        form->setPassword(u"right"_s);
        form->submit();
        QTRY_VERIFY(!s.window.curtain()->isVisible());
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QCOMPARE(s.server.applied().front().recordId, place);
        QCOMPARE(s.work->review().current()->record.id, next);
    }

    void idleLockHidesThePhoto()
    {
        Screen s(3);
        QVERIFY(s.signInByHand());
        s.clock->ms += 600'001;
        s.work->idle().check();
        QTRY_VERIFY(s.window.lockPage()->isVisible());
        QVERIFY(!s.window.reviewPage()->isVisible());
        QVERIFY(s.window.reviewPage()->pane()->mainView()->photo().isNull());
        QTRY_COMPARE(s.server.count("POST", "/release"), 1);
        s.window.lockPage()->form()->setPassword(u"right"_s);
        s.window.lockPage()->form()->submit();
        QTRY_VERIFY(s.window.reviewPage()->isVisible() && s.work->review().current());
    }

    void theCheatSheetSwallowsKeys()
    {
        Screen s(3);
        QVERIFY(s.signInByHand());
        s.press(Qt::Key_F1);
        QTRY_VERIFY(s.window.cheatSheet()->isVisible());
        s.press(Qt::Key_A);
        QVERIFY(!s.window.cheatSheet()->isVisible());
        QCOMPARE(s.work->review().stage(), ReviewController::Stage::Deciding);
        QVERIFY(s.server.applied().empty());
    }

    void historyUndoes()
    {
        Screen s(3);
        QVERIFY(s.signInByHand());
        const QString first = s.work->review().current()->record.id;
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        s.press(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(s.window.historyPage()->isVisible());
        QTRY_COMPARE(s.window.historyPage()->table()->model()->rowCount(), 1);
        QVERIFY(s.window.historyPage()->undoButton()->isEnabled());
        QTest::mouseClick(s.window.historyPage()->undoButton(), Qt::LeftButton);
        QTRY_COMPARE(s.server.undone(), 1);
        QTRY_VERIFY(s.window.reviewPage()->isVisible());
        QTRY_COMPARE(s.work->review().current()->record.id, first);
    }

    void offlineIsSaidAndTakenBack()
    {
        Screen s(3);
        QVERIFY(s.signInByHand());
        s.server.setListening(false);
        s.press(Qt::Key_A);
        QTRY_VERIFY(s.window.banner()->isVisible());
        QVERIFY(s.window.statusLine()->connection() == widgets::ConnectionState::Offline);
        s.server.setListening(true);
        QTRY_VERIFY(!s.window.banner()->isVisible());
        QTRY_COMPARE(s.server.applied().size(), 1u);
    }

    void signOutLeavesNothingOnTheScreen()
    {
        Screen s(3);
        QVERIFY(s.signInByHand());
        s.press(Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.window.signInPage()->isVisible());
        QVERIFY(s.window.reviewPage()->pane()->mainView()->photo().isNull());
        QCOMPARE(s.work->photos().count(), 0);
        QVERIFY(s.work->queue().items().empty());
        QTRY_COMPARE(s.server.count("DELETE", "/session"), 1);
        QVERIFY(s.signInByHand()); // and again
    }

    void languageAndThemeChangeAtOnce()
    {
        Screen s(0);
        auto* button = s.window.signInPage()->form()->findChild<QPushButton*>(u"signInButton"_s);
        s.work->settings().set(Setting::Language, u"en"_s);
        QCoreApplication::processEvents();
        QCOMPARE(button->text(), u"Sign in"_s);
        s.work->settings().set(Setting::Theme, u"dark"_s);
        QCOMPARE(widgets::Theme::current().scheme(), widgets::Scheme::Dark);
        s.work->settings().set(Setting::Theme, u"light"_s);
        QCOMPARE(widgets::Theme::current().scheme(), widgets::Scheme::Light);
    }

    void theWindowRemembersItself()
    {
        Screen s(0);
        s.window.resize(1200, 720);
        s.window.close();
        MainWindow again(*s.work);
        QCOMPARE(again.size(), QSize(1200, 720));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
