// A workstation that decides as fast as it can and says what it has done, line by line, until somebody kills
// it:
//   e2e_decider SERVER USER FOLDER [drain]     (the password comes on standard input)
// "decided RECORD" after the commit to the outbox, "undoing RECORD" before an undo, "undone RECORD" after it.
// With drain it decides nothing and ends with 0 once the outbox is empty; it prints how many the server
// refused.
#include "app/pages/review_page.h"
#include "imaging/engine.h"
#include "tests/e2e/desk.h"

#include <QApplication>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace photodesk;

namespace {

void say(const char* what, const QString& record)
{
    std::printf("%s %s\n", what, qPrintable(record));
    std::fflush(stdout);
}

/// One photo after another: mostly approved, now and then rejected with a reason or taken back.
class Decider : public QObject {
public:
    explicit Decider(test::Desk& desk) : desk_(desk)
    {
        app::ReviewController& review = desk.work().review();
        connect(&review, &app::ReviewController::stageChanged, this, &Decider::soon);
        connect(&review, &app::ReviewController::currentChanged, this, &Decider::soon);
        connect(&review, &app::ReviewController::decided, this, [this](const Decision& decision) {
            last_ = decision.recordId;
            say("decided", last_);
            ++decided_;
        });
        connect(&review, &app::ReviewController::takenBack, this, [this] { say("undone", last_); });
        soon();
    }

private:
    void soon() { QMetaObject::invokeMethod(this, &Decider::act, Qt::QueuedConnection); }

    void act()
    {
        constexpr int undoEvery = 7, rejectEvery = 3;
        app::ReviewController& review = desk_.work().review();
        if (review.stage() != app::ReviewController::Stage::Deciding)
            return;
        if (decided_ > undone_ && decided_ % undoEvery == 0 && review.canUndo()) {
            undone_ = decided_;
            say("undoing", last_);
            desk_.press(Qt::Key_Z, {}, u"z"_s);
        } else if (decided_ % rejectEvery == 0) {
            desk_.press(Qt::Key_R, {}, u"r"_s);
            desk_.press(Qt::Key_1, {}, u"1"_s);
            desk_.press(Qt::Key_Return);
            if (desk_.window()
                    .reviewPage()
                    ->isRejecting()) { // what the machine proposed wants a note, or 1 took it away
                desk_.press(Qt::Key_Escape);
                desk_.press(Qt::Key_A, {}, u"a"_s);
            }
        } else {
            desk_.press(Qt::Key_A, {}, u"a"_s);
        }
    }

    test::Desk& desk_;
    QString last_;
    int decided_ = 0, undone_ = 0;
};

int drain(app::Workplace& work)
{
    constexpr int withinMs = 120'000;
    const auto tell = [](const Error& error) {
        std::fprintf(stderr, "%s %s\n", errorName(error.code).data(), qPrintable(error.detail));
    };
    QObject::connect(&work.outbox(), &app::Outbox::delayed, tell);
    QObject::connect(&work, &app::Workplace::outboxFailed, tell);
    if (QTest::qWaitFor([&] { return work.outbox().isOpen() && work.outbox().unsent() == 0; }, withinMs)) {
        std::printf("%d\n", int(work.outbox().refused().size()));
        return 0;
    }
    std::fprintf(stderr, "%d decisions were not sent; the outbox is %s\n", work.outbox().unsent(),
                 work.outbox().isOpen() ? "open" : "closed");
    return 4;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    imaging::initialise();
    const QStringList arguments = QApplication::arguments();
    QFile input;
    if (arguments.size() < 4 || !input.open(stdin, QIODevice::ReadOnly))
        return 2;
    const QString password = QString::fromUtf8(input.readLine().trimmed());
    test::Desk desk(arguments[3]);
    if (!desk.signIn(arguments[1], arguments[2], password))
        return 3;
    if (arguments.value(4) == "drain"_L1)
        return drain(desk.work());
    const Decider decider(desk);
    return QApplication::exec();
}
