#include "app/appearance.h"
#include "app/pages/cheat_sheet.h"
#include "app/pages/history_page.h"
#include "app/pages/main_window.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "app/pages/settings_page.h"
#include "app/pages/sign_in_page.h"
#include "tests/app/support/desk.h"
#include "widgets/decision_bar.h"
#include "widgets/reason_picker.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// Every control of every page has a name for screen readers and is reached by Tab; the window works where a
/// screen is enlarged to 200 %.
class TestAccessibility : public QObject {
    Q_OBJECT

    struct Screen : test::Desk {
        explicit Screen(int photos, QSize size = {1440, 900})
            : Desk(photos, paintForScreen), appearance(*qApp, work->settings()), window(*work)
        {
            window.resize(size);
            window.show();
            window.activateWindow();
            ok = QTest::qWaitForWindowActive(&window);
        }
        bool enter()
        {
            return ok && signIn() && QTest::qWaitFor([this] {
                       return work->review().current()
                              && !window.reviewPage()->pane()->mainView()->photo().isNull();
                   });
        }
        Appearance appearance;
        MainWindow window;
        bool ok = false;
    };

    static bool isControl(const QWidget* widget)
    {
        if (qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget))
            return false;
        // Who is locked out can't be another person: a line to be read, not a control.
        if (const auto* line = qobject_cast<const QLineEdit*>(widget); line && line->isReadOnly())
            return false;
        return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
               || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
               || qobject_cast<const QAbstractSlider*>(widget);
    }
    static QList<QWidget*> controls(QWidget& window)
    {
        QList<QWidget*> list;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            // The rail of a combo box and such belong to it.
            const bool inner = qobject_cast<QComboBox*>(widget->parentWidget())
                               || qobject_cast<QLineEdit*>(widget->parentWidget());
            if (isControl(widget) && !inner && widget->isVisible() && widget->isEnabled())
                list << widget;
        }
        return list;
    }
    static QString describe(const QWidget* widget)
    {
        QString text =
            QString::fromLatin1(widget->metaObject()->className()) + u" '"_s + widget->objectName();
        for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget()) {
            if (!up->objectName().isEmpty())
                text += u"' in '"_s + up->objectName();
        }
        return text + u'\'';
    }
    static void namesAndTab(QWidget& window)
    {
        QStringList nameless, unreached;
        const QList<QWidget*> all = controls(window);
        QVERIFY(all.size() >= 3); // a page that shows nothing proves nothing
        for (QWidget* widget : all) {
            QAccessibleInterface* read = QAccessible::queryAccessibleInterface(widget);
            if (!read || read->text(QAccessible::Name).trimmed().isEmpty())
                nameless << describe(widget);
        }
        QSet<QWidget*> reached;
        for (int i = 0; i < 3 * all.size() + 50; ++i) {
            QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
            if (QWidget* focus = QApplication::focusWidget())
                reached << focus;
        }
        for (QWidget* widget : all) {
            const bool proxied = widget->focusProxy() && reached.contains(widget->focusProxy());
            // Of buttons that exclude each other, and in the rail, Tab reaches one and arrows the rest.
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool byArrow = button && button->group() && button->group()->exclusive();
            if (!reached.contains(widget) && !proxied && !byArrow && widget->isVisible())
                unreached << describe(widget);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(u"without a name:\n"_s + nameless.join(u'\n')));
        QVERIFY2(unreached.isEmpty(), qPrintable(u"not reached by Tab:\n"_s + unreached.join(u'\n')));
    }

private Q_SLOTS:
    void signIn()
    {
        Screen s(0);
        QVERIFY(s.ok);
        namesAndTab(s.window);
    }

    void review()
    {
        Screen s(3);
        QVERIFY(s.enter());
        namesAndTab(s.window);
        s.window.reviewPage()->takeFocus();
        QTest::keyClick(s.window.windowHandle(), Qt::Key_H);
        QTest::keyClick(s.window.windowHandle(), Qt::Key_D, Qt::ControlModifier);
        QTest::keyClick(s.window.windowHandle(), Qt::Key_E, Qt::ControlModifier);
        namesAndTab(s.window);
    }

    void history()
    {
        Screen s(3);
        QVERIFY(s.enter());
        QTest::keyClick(s.window.windowHandle(), Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        s.window.openPage(u"history"_s);
        QTRY_VERIFY(s.window.historyPage()->isVisible());
        namesAndTab(s.window);
    }

    void settings()
    {
        Screen s(1);
        QVERIFY(s.enter());
        s.window.openPage(u"settings"_s);
        QTRY_VERIFY(s.window.settingsPage()->isVisible());
        namesAndTab(s.window);
    }

    void lock()
    {
        Screen s(1);
        QVERIFY(s.enter());
        s.work->lock();
        QTRY_VERIFY(s.window.lockPage()->isVisible());
        namesAndTab(s.window);
    }

    /// 1920 × 1080 at 200 % is 960 × 540 to the program.
    void enlargedToTwoHundredPercent()
    {
        for (const bool largeText : {false, true}) {
            Screen s(3, {960, 540});
            s.work->settings().set(Setting::LargeText, largeText);
            QVERIFY(s.enter());
            QCOMPARE(s.window.size(), QSize(960, 540));
            auto* page = s.window.reviewPage();
            for (const Verdict verdict : {Verdict::Approve, Verdict::Reject, Verdict::SecondOpinion}) {
                const QPushButton* button = page->bar()->button(verdict);
                const QRect place(button->mapTo(&s.window, QPoint(0, 0)), button->size());
                QVERIFY(button->isVisible() && s.window.rect().contains(place));
            }
            // What a key goes to is brought into sight.
            page->takeFocus();
            QTest::keyClick(s.window.windowHandle(), Qt::Key_N);
            const auto* note = page->picker()->findChild<QLineEdit*>();
            QVERIFY(note->hasFocus());
            const QRect seen(note->mapTo(page->bar()->parentWidget(), QPoint(0, 0)), note->size());
            QVERIFY(seen.bottom() < page->bar()->y());
            page->takeFocus();
            const auto* view = page->pane()->mainView();
            QVERIFY2(view->width() >= 300 && view->height() >= 280,
                     qPrintable(u"%1 x %2"_s.arg(view->width()).arg(view->height())));
        }
    }

    void theCheatSheetFitsALowScreen()
    {
        Screen s(1, {960, 540});
        QVERIFY(s.enter());
        QTest::keyClick(s.window.windowHandle(), Qt::Key_F1);
        auto* sheet = s.window.cheatSheet();
        QTRY_VERIFY(sheet->isVisible());
        const auto* scroll = sheet->findChild<QScrollArea*>();
        QVERIFY(s.window.rect().contains(QRect(scroll->mapTo(&s.window, QPoint(0, 0)), scroll->size())));
        QTest::keyClick(s.window.windowHandle(), Qt::Key_Down);
        QVERIFY(sheet->isVisible() && scroll->verticalScrollBar()->value() > 0);
        QTest::keyClick(s.window.windowHandle(), Qt::Key_A);
        QVERIFY(!sheet->isVisible());
        QVERIFY(s.server.applied().empty());
    }

    void lessMotionIsHonoured()
    {
        Screen s(1);
        QVERIFY(s.enter());
        s.work->settings().set(Setting::ReducedMotion, true);
        QVERIFY(widgets::Theme::current().reducedMotion());
        s.work->settings().set(Setting::ReducedMotion, false);
        QVERIFY(!widgets::Theme::current().reducedMotion());
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
