#include "app/client/settings.h"
#include "app/key_map.h"
#include "app/pages/cheat_sheet.h"
#include "app/pages/key_table.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "resources/resources.h"
#include "tests/app/support/desk.h"
#include "widgets/decision_bar.h"
#include "widgets/toast_line.h"

#include <QFile>
#include <QKeyEvent>
#include <QLabel>
#include <QSet>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// Which key does what: as delivered, as changed, and as docs/keys.md says.
class TestKeys : public QObject {
    Q_OBJECT

    static QKeySequence key(const char* portable)
    {
        return QKeySequence::fromString(QString::fromLatin1(portable), QKeySequence::PortableText);
    }
    static std::optional<Command> find(const KeyMap& map, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        return map.find(QKeyEvent(QEvent::KeyPress, key, modifiers));
    }
    static void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(widget, key, modifiers);
    }
    /// docs/keys.md as it must be: the table as delivered, and what the catalogue's digits choose.
    static QString keysPage()
    {
        QFile head(QStringLiteral(PHOTODESK_SOURCE_DIR "/docs/keys.md"));
        QString page;
        if (head.open(QIODevice::ReadOnly))
            page = QString::fromUtf8(head.readAll()).section(u"\n## "_s, 0, 0).trimmed() + u'\n';
        for (const CommandGroup group :
             {CommandGroup::Decide, CommandGroup::Reasons, CommandGroup::Look, CommandGroup::Overlays,
              CommandGroup::Rework, CommandGroup::Everywhere}) {
            page += u"\n## %1\n| keys | what they do |\n|---|---|\n"_s.arg(commandGroupText(group));
            for (const CommandInfo& info : commandTable()) {
                if (info.group != group)
                    continue;
                QString keys = KeyMap().text(info.command);
                keys.replace(u"  "_s, u" · "_s);
                page += u"| %1 | %2 |\n"_s.arg(keys, commandText(info.command));
            }
        }
        page += u"\n## Reasons with a digit\n| key | code | reason |\n|---|---|---|\n"_s;
        const auto catalogue = resources::reasons();
        QMap<QString, const Reason*> digits;
        for (const Reason& reason : catalogue->all()) {
            if (!reason.hotkey.isEmpty() && !reason.retired)
                digits.insert(reason.hotkey, &reason);
        }
        for (const Reason* reason : std::as_const(digits))
            page += u"| %1 | %2 | %3 · %4 |\n"_s.arg(reason->hotkey, reason->code, reason->zh, reason->en);
        return page;
    }

private Q_SLOTS:
    void noKeyMeansTwoThings()
    {
        const KeyMap map; // its owner() sees what would meet without single keys, too
        for (const CommandInfo& info : commandTable()) {
            QVERIFY(!commandText(info.command).isEmpty());
            QVERIFY(!commandName(info.command).isEmpty());
            for (const QKeySequence& sequence : map.chosen(info.command)) {
                const QString name = sequence.toString(QKeySequence::PortableText);
                QVERIFY2(!name.isEmpty(), qPrintable(commandName(info.command)));
                // Esc steps back everywhere, out of the rework too.
                if (sequence != QKeySequence(Qt::Key_Escape))
                    QVERIFY2(map.owner(sequence, info.command) == info.command, qPrintable(name));
            }
        }
    }

    void withSingleKeysOffALetterDoesNothing()
    {
        KeyMap map;
        QCOMPARE(find(map, Qt::Key_Z), Command::Undo);
        map.setSingleKeys(false);
        QVERIFY(!find(map, Qt::Key_Z));
        QVERIFY(!find(map, Qt::Key_Space));
        QCOMPARE(find(map, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier), Command::Undo);
    }

    void signsCountHoweverTheyAreTyped()
    {
        const KeyMap map;
        QCOMPARE(find(map, Qt::Key_Plus, Qt::ShiftModifier), Command::ZoomIn);
        QCOMPARE(find(map, Qt::Key_Plus, Qt::KeypadModifier), Command::ZoomIn);
        QCOMPARE(find(map, Qt::Key_Question, Qt::ShiftModifier), Command::CheatSheet);
        QVERIFY(!find(map, Qt::Key_A, Qt::ShiftModifier));
    }

    void aKeyIsTakenKeptAndGivenBack()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(u"settings.ini"_s);
        {
            Settings settings(file);
            KeyMap map;
            map.take(Command::Approve, key("K"));
            map.take(Command::Undo, key("Ctrl+,")); // a comma, in a list, in a file
            QVERIFY(!find(map, Qt::Key_A));
            settings.set(Setting::Keys, map.toSettings());
            settings.sync();
        }
        Settings settings(file);
        KeyMap map = KeyMap::from(settings);
        QCOMPARE(find(map, Qt::Key_K), Command::Approve);
        QCOMPARE(find(map, Qt::Key_Comma, Qt::ControlModifier), Command::Undo);
        QVERIFY(map.isChanged(Command::Approve) && !map.isChanged(Command::Reject));
        QVERIFY(map.keys(Command::PageSettings).isEmpty()); // its key was taken
        QCOMPARE(map.text(Command::PageSettings), QString());
        map.reset(Command::PageSettings);
        QCOMPARE(find(map, Qt::Key_Comma, Qt::ControlModifier), Command::PageSettings);
        QVERIFY(map.keys(Command::Undo).isEmpty());
        map.resetAll();
        QVERIFY(!map.isAnyChanged() && map.toSettings().isEmpty());
        QCOMPARE(find(map, Qt::Key_A), Command::Approve);
    }

    void keysThatWouldMeetWithoutSingleKeysAreOne()
    {
        const KeyMap map;
        QCOMPARE(map.owner(key("Q"), Command::Approve), Command::SignOut); // Ctrl+Shift+Q
        QVERIFY(!map.owner(key("K"), Command::Approve));
    }

    void theReworkPagesKeysAreItsOwn()
    {
        const KeyMap map;
        const QKeyEvent z(QEvent::KeyPress, Qt::Key_Z, Qt::NoModifier, u"z"_s),
            a(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_s),
            k(QEvent::KeyPress, Qt::Key_K, Qt::NoModifier, u"k"_s),
            less(QEvent::KeyPress, Qt::Key_Less, Qt::ShiftModifier, u"<"_s);
        QCOMPARE(map.find(z), Command::Undo);
        QCOMPARE(map.find(z, CommandGroup::Rework), Command::ReworkUndo);
        QCOMPARE(map.find(less, CommandGroup::Rework), Command::TurnLeft);
        QVERIFY(!map.find(a, CommandGroup::Rework)); // nothing is approved from there
        QVERIFY(!map.find(k));
        QCOMPARE(map.owner(key("Z"), Command::Approve), Command::Undo);
        QCOMPARE(map.owner(key("Z"), Command::BrushKeep), Command::ReworkUndo);
    }

    void nonsenseInTheFileIsLeftOut()
    {
        QTemporaryDir dir;
        Settings settings(dir.filePath(u"settings.ini"_s));
        settings.set(Setting::Keys, QVariantMap{{u"Approve"_s, QStringList{u"Tab"_s, u"nonsense"_s, u"K"_s}},
                                                {u"NoSuchCommand"_s, QStringList{u"J"_s}}});
        const KeyMap map = KeyMap::from(settings);
        QCOMPARE(map.keys(Command::Approve), QList<QKeySequence>{key("K")});
        QVERIFY(!find(map, Qt::Key_J));
    }

    void theTableLearnsAKey()
    {
        QTemporaryDir dir;
        Settings settings(dir.filePath(u"settings.ini"_s));
        KeyTable table(settings);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        KeyButton* approve = table.button(Command::Approve);
        QVERIFY(!table.resetAllButton()->isEnabled());
        approve->setFocus();
        press(approve, Qt::Key_Space); // as people without a mouse do
        QVERIFY(approve->isListening());
        press(approve, Qt::Key_Shift); // not yet a key
        QVERIFY(approve->isListening());
        press(approve, Qt::Key_Tab);
        QVERIFY(approve->isListening() && !table.says().isEmpty());
        press(approve, Qt::Key_3);
        QVERIFY(approve->isListening());
        press(approve, Qt::Key_K);
        QVERIFY(!approve->isListening() && table.says().isEmpty());
        QCOMPARE(KeyMap::from(settings).first(Command::Approve), key("K"));
        QCOMPARE(approve->text(), u"K"_s);
        QVERIFY(table.resetButton(Command::Approve)->isVisible());
        QVERIFY(!table.resetButton(Command::Reject)->isVisible());
        // A key that is another's is told, and taken only when it is meant.
        approve->click();
        press(approve, Qt::Key_R);
        QVERIFY(approve->isListening());
        QVERIFY(table.says().contains(commandText(Command::Reject)));
        QCOMPARE(KeyMap::from(settings).first(Command::Approve), key("K"));
        press(approve, Qt::Key_Escape);
        QVERIFY(!approve->isListening());
        QCOMPARE(KeyMap::from(settings).first(Command::Reject), key("R"));
        approve->click();
        press(approve, Qt::Key_R);
        press(approve, Qt::Key_R);
        QCOMPARE(KeyMap::from(settings).first(Command::Approve), key("R"));
        QVERIFY(KeyMap::from(settings).keys(Command::Reject).isEmpty());
        QCOMPARE(table.button(Command::Reject)->text(), u"–"_s);
        table.resetButton(Command::Reject)->click();
        QCOMPARE(KeyMap::from(settings).first(Command::Reject), key("R"));
        table.resetAllButton()->click();
        QVERIFY(!KeyMap::from(settings).isAnyChanged());
        QCOMPARE(approve->text(), u"A"_s);
    }

    void lookingElsewhereStopsListening()
    {
        QTemporaryDir dir;
        Settings settings(dir.filePath(u"settings.ini"_s));
        KeyTable table(settings);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.button(Command::Approve)->setFocus();
        table.button(Command::Approve)->click();
        table.button(Command::Reject)->setFocus();
        QVERIFY(!table.button(Command::Approve)->isListening());
    }

    void changedKeysWorkAndShowEverywhere()
    {
        test::Desk desk(3, paintForScreen);
        QVERIFY(desk.signIn());
        ReviewPage page(*desk.work);
        page.resize(1384, 860);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTRY_VERIFY(!page.pane()->mainView()->photo().isNull());
        page.takeFocus();
        KeyMap map;
        map.take(Command::Approve, key("K"));
        map.take(Command::Undo, key("U"));
        map.take(Command::Fit, key("Ctrl+F"));
        map.take(Command::Compare, key("B"));
        desk.work->settings().set(Setting::Keys, map.toSettings());
        const auto window = page.windowHandle();
        QTest::keyClick(window, Qt::Key_A);
        QVERIFY(desk.work->outbox().unsent() == 0 && desk.server.applied().empty());
        const QString first = desk.work->review().current()->record.id;
        QTest::keyClick(window, Qt::Key_K);
        QTRY_COMPARE(desk.server.applied().size(), 1u);
        QVERIFY(page.pane()->toast()->actionButton()->text().contains(u'U'));
        QTest::keyClick(window, Qt::Key_Z); // the old one
        QTest::keyClick(window, Qt::Key_U);
        QTRY_COMPARE(desk.work->review().current()->record.id, first);
        QTRY_COMPARE(desk.server.undone(), 1);
        QTest::keyClick(window, Qt::Key_B);
        QCOMPARE(page.pane()->mode(), PhotoPane::Mode::Second);
        QCOMPARE(page.bar()->key(Verdict::Approve), key("K"));
        const auto* fit = page.pane()->findChild<QWidget*>(u"fitButton"_s);
        QVERIFY(fit->toolTip().contains("Ctrl+F"_L1));
        CheatSheet sheet(&page);
        sheet.open(KeyMap::from(desk.work->settings()));
        QStringList shown;
        for (const QLabel* label : sheet.findChildren<QLabel*>())
            shown << label->text();
        QVERIFY(shown.contains(u"K"_s) && shown.contains(u"U"_s) && !shown.contains(u"A"_s));
    }

    void thePageOfTheKeysIsTheTable()
    {
        QFile file(QStringLiteral(PHOTODESK_SOURCE_DIR "/docs/keys.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString expected = keysPage();
        if (QString::fromUtf8(file.readAll()) != expected) {
            // What to put there.
            QTextStream(stdout) << expected << Qt::flush;
            QFAIL("docs/keys.md is not what the command table says; it must read as printed above");
        }
    }
};

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
