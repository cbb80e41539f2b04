#include "app/command_table.h"
#include "app/error_text.h"
#include "app/pages/state_text.h"
#include "domain/record.h"

#include <QKeyEvent>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasWordsAndItsCode()
    {
        for (const ErrorCode code : allErrorCodes()) {
            for (const Doing doing :
                 {Doing::SigningIn, Doing::Deciding, Doing::Undoing, Doing::Claiming, Doing::LoadingPhoto,
                  Doing::LoadingHistory, Doing::Sending, Doing::Reworking}) {
                const auto text = errorText({code, u"secret detail"_s}, doing);
                QVERIFY(text.what.endsWith(u'.'));
                QVERIFY(!text.what.contains(u'!'));
                QCOMPARE(text.code, errorName(code));
                QVERIFY(!errorLine({code, u"secret detail"_s}, doing).contains("secret"_L1));
            }
        }
    }

    void theSameCodeMeansAnotherThingForOtherWork()
    {
        const Error offline{ErrorCode::NetworkUnreachable, {}};
        QVERIFY(errorText(offline, Doing::Sending).meaning != errorText(offline, Doing::SigningIn).meaning);
        QVERIFY(errorText({ErrorCode::StaleVersion, {}}, Doing::Sending).meaning
                != errorText(offline, Doing::Sending).meaning);
    }

    void everyStateHasAName()
    {
        QSet<QString> names;
        for (const RecordState state : allRecordStates()) {
            if (state == RecordState::None)
                continue;
            QVERIFY(!recordStateText(state).isEmpty());
            names.insert(recordStateText(state));
        }
        QVERIFY(names.size() >= 11);
    }

    void noKeyMeansTwoThings_data()
    {
        QTest::addColumn<bool>("rework");
        QTest::newRow("reviewing") << false;
        QTest::newRow("reworking") << true;
    }

    void noKeyMeansTwoThings()
    {
        QFETCH(const bool, rework);
        const auto livesHere = [rework](const CommandInfo& info) {
            const bool own = info.group == CommandGroup::Rework;
            return rework ? own || (info.group == CommandGroup::Everywhere && info.command != Command::Cancel)
                          : !own;
        };
        for (const bool single : {true, false}) {
            QHash<QString, Command> keys;
            for (const CommandInfo& info : commandTable()) {
                if (!livesHere(info))
                    continue;
                QVERIFY(!commandText(info.command).isEmpty());
                for (const QKeySequence& key : commandKeys(info.command, single)) {
                    const QString name = key.toString(QKeySequence::PortableText);
                    QVERIFY2(!name.isEmpty() && !keys.contains(name), qPrintable(name));
                    keys.insert(name, info.command);
                }
            }
        }
    }

    void withSingleKeysOffALetterDoesNothing()
    {
        const QKeyEvent z(QEvent::KeyPress, Qt::Key_Z, Qt::NoModifier, u"z"_s);
        const QKeyEvent ctrlShiftZ(QEvent::KeyPress, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(commandForKey(z, true).value(), Command::Undo);
        QVERIFY(!commandForKey(z, false));
        QCOMPARE(commandForKey(ctrlShiftZ, false).value(), Command::Undo);
        const QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, u" "_s);
        QVERIFY(!commandForKey(space, false));
    }

    void keysOfTheReworkPage()
    {
        const auto command = [](Qt::Key key, Qt::KeyboardModifiers modifiers) {
            return commandForKey(QKeyEvent(QEvent::KeyPress, key, modifiers), true, CommandGroup::Rework);
        };
        QCOMPARE(command(Qt::Key_Comma, {}).value(), Command::TurnLeft);
        QCOMPARE(command(Qt::Key_Less, Qt::ShiftModifier).value(), Command::TurnLeft);
        QCOMPARE(command(Qt::Key_Z, {}).value(), Command::ReworkUndo);
        QCOMPARE(command(Qt::Key_Escape, {}).value(), Command::ReworkCancel);
        QVERIFY(!command(Qt::Key_A, {})); // nothing is approved from here
        QVERIFY(!commandForKey(QKeyEvent(QEvent::KeyPress, Qt::Key_K, Qt::NoModifier), true));
    }

    void signsCountHoweverTheyAreTyped()
    {
        const QKeyEvent plus(QEvent::KeyPress, Qt::Key_Plus, Qt::ShiftModifier, u"+"_s);
        const QKeyEvent keypad(QEvent::KeyPress, Qt::Key_Plus, Qt::KeypadModifier, u"+"_s);
        const QKeyEvent question(QEvent::KeyPress, Qt::Key_Question, Qt::ShiftModifier, u"?"_s);
        const QKeyEvent shiftA(QEvent::KeyPress, Qt::Key_A, Qt::ShiftModifier, u"A"_s);
        QCOMPARE(commandForKey(plus, true).value(), Command::ZoomIn);
        QCOMPARE(commandForKey(keypad, true).value(), Command::ZoomIn);
        QCOMPARE(commandForKey(question, true).value(), Command::CheatSheet);
        QVERIFY(!commandForKey(shiftA, true));
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
