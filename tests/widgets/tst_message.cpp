#include "widgets/message.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

class TestMessage : public QObject {
    Q_OBJECT
    std::unique_ptr<QWidget> window_;

    QDialog* dialog() { return window_->findChild<QDialog*>(u"questionDialog"_s); }

private Q_SLOTS:
    void init()
    {
        window_ = std::make_unique<QWidget>();
        window_->show();
    }

    void answersComeFromThePerson()
    {
        std::optional<bool> answer;
        const auto keep = [&](bool yes) { answer = yes; };
        ask(window_.get(),
            {u"Archive?"_s, u"It can't be opened again."_s, u"Archive the batch"_s, {}, true, {}}, this,
            keep);
        QVERIFY(dialog() && dialog()->isVisible());
        auto* yes = dialog()->findChild<QPushButton*>(u"yesButton"_s);
        QCOMPARE(yes->text(), u"Archive the batch"_s);
        QVERIFY2(!yes->isDefault(), "Return must not do what can't be undone");
        QTest::mouseClick(yes, Qt::LeftButton);
        QCOMPARE(answer, true);
        QTRY_VERIFY(!dialog());

        answer.reset();
        ask(window_.get(), {u"Send?"_s, u"They get it now."_s, u"Send"_s, {}, false, {}}, this, keep);
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QCOMPARE(answer, false);
    }

    void namesMustBeTyped()
    {
        std::optional<bool> answer;
        ask(window_.get(), {u"Archive?"_s, u"For good."_s, u"Archive"_s, {}, true, u"QD26"_s}, this,
            [&](bool yes) { answer = yes; });
        auto* yes = dialog()->findChild<QPushButton*>(u"yesButton"_s);
        QVERIFY(!yes->isEnabled());
        QTest::keyClicks(dialog()->findChild<QLineEdit*>(), u"QD2"_s);
        QVERIFY(!yes->isEnabled());
        QTest::keyClicks(dialog()->findChild<QLineEdit*>(), u"6"_s);
        QVERIFY(yes->isEnabled());
        yes->click();
        QCOMPARE(answer, true);
    }

    void scriptsAnswerLaterAndInOrder()
    {
        ScriptedAnswers script({true}, {{u"/tmp/a.csv"_s}});
        QList<bool> answers;
        const auto keep = [&](bool yes) { answers.append(yes); };
        ask(window_.get(), {u"One?"_s, {}, u"Do"_s, {}, false, {}}, this, keep);
        QVERIFY(answers.isEmpty()); // not from within the call
        ask(window_.get(), {u"Two?"_s, {}, u"Do"_s, {}, false, {}}, this, keep);
        QTRY_COMPARE(answers, QList<bool>({true, false}));
        QCOMPARE(script.asked().at(1).title, u"Two?"_s);
        QVERIFY(!dialog());
        QStringList paths;
        askForFile(window_.get(), {FileQuestion::Kind::Open, u"Roster"_s, {}, {}}, this,
                   [&](const QStringList& chosen) { paths = chosen; });
        QTRY_COMPARE(paths, QStringList(u"/tmp/a.csv"_s));
        QCOMPARE(script.askedForFiles().size(), 1);
    }

    void nobodyIsCalledAfterDeath()
    {
        bool called = false;
        auto context = std::make_unique<QObject>();
        {
            ScriptedAnswers script({true, true});
            ask(window_.get(), {u"One?"_s, {}, u"Do"_s, {}, false, {}}, context.get(),
                [&](bool) { called = true; });
            context.reset();
            bool second = false;
            ask(window_.get(), {u"Two?"_s, {}, u"Do"_s, {}, false, {}}, this, [&](bool) { second = true; });
            QTRY_VERIFY(second);
        }
        QVERIFY(!called);
    }
};

QTEST_MAIN(TestMessage)
#include "tst_message.moc"
