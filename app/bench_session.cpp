#include "app/bench_session.h"

#include "app/key_press.h"
#include "app/pages/review_page.h"
#include "domain/json.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {
constexpr double nsPerMs = 1e6;
}

BenchSession::BenchSession(Workplace& workplace, MainWindow& window, TimedApplication& application,
                           int photos, QObject* parent)
    : QObject(parent), work_(workplace), window_(window), photos_(photos)
{
    application.onPainted = [this](QObject* widget) { painted_.insert(widget); };
    application.onHandled = [this] { handled(); };
    connect(&work_.review(), &ReviewController::decided, this, [this] { ++decided_; });
    connect(&work_.prefetcher(), &Prefetcher::analysed, this, &BenchSession::go, Qt::QueuedConnection);
    connect(&work_.review(), &ReviewController::stageChanged, this, &BenchSession::go, Qt::QueuedConnection);
    connect(&work_.queue(), &ReviewQueue::itemsChanged, this, &BenchSession::go, Qt::QueuedConnection);
}

void BenchSession::add(const char* action, int key, const QString& text, std::function<bool()> done,
                       Qt::KeyboardModifiers modifiers)
{
    steps_.push_back({action, key, modifiers, text, std::move(done)});
}

bool BenchSession::viewPainted() const
{
    return painted_.contains(window_.reviewPage()->pane()->mainView());
}

bool BenchSession::nextPhotoShown() const
{
    const ReviewItem* current = work_.review().current();
    const auto* view = window_.reviewPage()->pane()->mainView();
    return current && current->record.id != before_ && !view->photo().isNull()
           && !view->overlayData().size.isEmpty() && viewPainted();
}

bool BenchSession::nextIsPrefetched() const
{
    const auto& items = work_.queue().items();
    const ReviewItem* current = work_.review().current();
    if (!current || items.size() < 2 || work_.review().stage() != ReviewController::Stage::Deciding)
        return false;
    const int index = work_.queue().indexOf(current->record.id);
    const ReviewItem& next = items[std::size_t(index + 1) % items.size()];
    const auto kind = next.attempt.derived ? PhotoKind::Derived : PhotoKind::Original;
    return work_.prefetcher().isAnalysed({next.record.id, next.attempt.number, kind});
}

void BenchSession::addDecision(const char* action, int key, const QString& text)
{
    add(action, key, text, [this] { return nextPhotoShown(); });
}

void BenchSession::planLook(int kind)
{
    const PhotoPane* pane = window_.reviewPage()->pane();
    const auto zoomed = [this, pane](bool wanted) { return pane->isZoomed() == wanted && viewPainted(); };
    switch (kind) {
    case 0:
        add("zoom to 100 %", Qt::Key_0, u"0"_s, [=] { return zoomed(true); });
        for (int i = 0; i < 3; ++i)
            add("pan", Qt::Key_Right, {}, [this] { return viewPainted(); });
        add("fit", Qt::Key_F, u"f"_s, [=] { return zoomed(false); });
        break;
    case 1:
        for (const auto mode : {PhotoPane::Mode::Original, PhotoPane::Mode::Processed})
            add("original or result", Qt::Key_C, u"c"_s,
                [=, this] { return pane->mode() == mode && viewPainted(); });
        break;
    case 2:
        for (int i = 0; i < 2; ++i)
            add("next finding", Qt::Key_Down, {}, [this] { return !painted_.isEmpty(); });
        break;
    default: break;
    }
}

void BenchSession::planDecision(int kind)
{
    const auto* picker = window_.reviewPage()->picker();
    QStringList chosen = picker->selection().codes;
    // A reason the machine has proposed would be taken away by its key.
    const auto chooseAnother = [&] {
        for (const Reason& reason : picker->catalogue().all()) {
            if (reason.hotkey.isEmpty() || reason.retired || reason.needsText || chosen.contains(reason.code))
                continue;
            chosen << reason.code;
            add("choose a reason", reason.hotkey[0].unicode(), reason.hotkey,
                [this, picker] { return picker->selection() != selection_ && !painted_.isEmpty(); });
            return;
        }
    };
    switch (kind) {
    case 3:
    case 6:
        chooseAnother();
        if (kind == 6)
            chooseAnother();
        addDecision("reject, to the next photo", Qt::Key_R, u"r"_s);
        break;
    case 7: addDecision("second opinion, to the next photo", Qt::Key_S, u"s"_s); break;
    case 9:
        addDecision("approve, to the next photo", Qt::Key_A, u"a"_s);
        add("undo, photo back", Qt::Key_Z, u"z"_s, [this] {
            const ReviewItem* current = work_.review().current();
            return current && current->record.id == undone_ && viewPainted();
        });
        addDecision("approve, to the next photo", Qt::Key_A, u"a"_s);
        break;
    default: addDecision("approve, to the next photo", Qt::Key_A, u"a"_s); break;
    }
}

void BenchSession::planPhoto()
{
    constexpr int round = 10;
    steps_.clear();
    at_ = 0;
    planLook(planned_ % round);
    planDecision(planned_ % round);
    ++planned_;
}

void BenchSession::go()
{
    if (ended_ || pressed_ || !begun_)
        return;
    if (at_ == steps_.size()) {
        const bool out = begun_ && work_.queue().items().size() < 2 && !work_.queue().isClaiming();
        if (planned_ >= photos_ || out) {
            report();
            return;
        }
        planPhoto();
    }
    if (!nextIsPrefetched() || !window_.isActiveWindow())
        return;
    const Step& step = steps_[at_];
    if (qstrcmp(step.action, "undo, photo back") != 0)
        undone_ = work_.review().current()->record.id;
    before_ = work_.review().current()->record.id;
    selection_ = window_.reviewPage()->picker()->selection();
    painted_.clear();
    pressed_ = true;
    sincePress_.start();
    pressKey(window_, step.key, step.modifiers, step.text);
}

void BenchSession::handled()
{
    if (ended_)
        return;
    if (!begun_) {
        const auto* view = window_.reviewPage()->pane()->mainView();
        if (!work_.review().current() || view->photo().isNull())
            return;
        begun_ = true;
        sinceStart_.start();
        window_.activateWindow(); // without a window manager nobody else does, and shortcuts need it
        TimedApplication::forget();
        QMetaObject::invokeMethod(this, &BenchSession::go, Qt::QueuedConnection);
    }
    if (!pressed_ || !steps_[at_].done())
        return;
    times_[steps_[at_].action].push_back(double(sincePress_.nsecsElapsed()) / nsPerMs);
    pressed_ = false;
    ++at_;
    QMetaObject::invokeMethod(this, &BenchSession::go, Qt::QueuedConnection);
}

void BenchSession::report()
{
    ended_ = true;
    QJsonObject actions;
    for (const auto& [action, ms] : times_)
        actions.insert(QString::fromStdString(action), QJsonObject{{"count"_L1, int(ms.size())},
                                                                   {"median_ms"_L1, quantile(ms, 0.5)},
                                                                   {"p99_ms"_L1, quantile(ms, 0.99)},
                                                                   {"max_ms"_L1, quantile(ms, 1.0)}});
    const TimedApplication::Stall& longest = TimedApplication::longest();
    const QJsonObject line{{"bench"_L1, "session"_L1},
                           {"photos"_L1, planned_},
                           {"decisions"_L1, decided_},
                           {"seconds"_L1, double(sinceStart_.elapsed()) / 1000.0},
                           {"actions"_L1, actions},
                           {"gui_stalls"_L1, TimedApplication::stalls()},
                           {"gui_longest_ms"_L1, longest.ms},
                           {"gui_longest_in"_L1, QString::fromLatin1(longest.receiver)},
                           {"gui_longest_event"_L1, longest.event},
                           {"peak_rss_mib"_L1, peakMiB()}};
    std::printf("%s\n", json::compact(line).constData());
    std::fflush(stdout);
    Q_EMIT finished(planned_ < photos_ ? 1 : 0);
}

} // namespace photodesk::app
