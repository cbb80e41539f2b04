#include "app/bench_review.h"

#include "app/key_press.h"
#include "app/pages/review_page.h"
#include "domain/json.h"

#include <QEvent>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

constexpr double nsPerMs = 1e6;

/// "VmRSS", resident memory, or "VmHWM", its peak; -1 where the system does not say.
double memoryMiB(QByteArrayView what)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(what) && line.at(what.size()) == ':')
            return line.mid(what.size() + 1).trimmed().split(' ').front().toDouble() / 1024.0;
    }
    return -1;
}

} // namespace

BenchReview::BenchReview(Workplace& workplace, MainWindow& window, int count, const QElapsedTimer& sinceStart,
                         QObject* parent)
    : QObject(parent), work_(workplace), window_(window), count_(count), sinceStart_(sinceStart)
{
    window.reviewPage()->pane()->mainView()->installEventFilter(this);
    window.installEventFilter(this);
    auto hear = [this](auto* sender, auto signal) {
        connect(sender, signal, this, &BenchReview::consider, Qt::QueuedConnection);
    };
    hear(&work_.prefetcher(), &Prefetcher::analysed);
    hear(&work_.review(), &ReviewController::stageChanged);
    hear(&work_.queue(), &ReviewQueue::itemsChanged);
    connect(&work_.review(), &ReviewController::committed, this,
            [this](qint64 microseconds) { commitMs_.push_back(double(microseconds) / 1000.0); });
}

bool BenchReview::nextIsPrefetched() const
{
    const auto& items = work_.queue().items();
    if (items.size() < 2)
        return false;
    const ReviewItem* current = work_.review().current();
    const int index = work_.queue().indexOf(current->record.id);
    const ReviewItem& next = items[std::size_t(index + 1) % items.size()];
    const auto kind = next.attempt.derived ? PhotoKind::Derived : PhotoKind::Original;
    return work_.prefetcher().isAnalysed({next.record.id, next.attempt.number, kind});
}

void BenchReview::consider()
{
    if (waiting_ || work_.review().stage() != ReviewController::Stage::Deciding || firstPhotoMs_ < 0)
        return;
    const bool out = work_.queue().items().size() < 2 && !work_.queue().isClaiming();
    if (int(paintMs_.size()) >= count_ || out) {
        report();
        return;
    }
    if (!nextIsPrefetched() || !window_.isActiveWindow())
        return;
    waiting_ = true;
    waitingFor_ = work_.review().current()->record.id;
    sincePress_.start();
    pressKey(window_, Qt::Key_A, {}, u"a"_s);
}

bool BenchReview::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &window_) {
        if (event->type() == QEvent::WindowActivate)
            QMetaObject::invokeMethod(this, &BenchReview::consider, Qt::QueuedConnection);
        if (event->type() == QEvent::Paint && windowMs_ < 0)
            windowMs_ = double(sinceStart_.nsecsElapsed()) / nsPerMs;
        return false;
    }
    if (event->type() != QEvent::Paint)
        return false;
    watched->event(event); // painted now; the clock is read after it
    painted();
    return true;
}

void BenchReview::painted()
{
    const auto* view = window_.reviewPage()->pane()->mainView();
    const ReviewItem* current = work_.review().current();
    if (!current || view->photo().isNull())
        return;
    if (firstPhotoMs_ < 0) {
        firstPhotoMs_ = double(sinceStart_.nsecsElapsed()) / nsPerMs;
        window_.activateWindow();   // without a window manager nobody else does, and shortcuts need it
        TimedApplication::forget(); // building the window is another matter
        QMetaObject::invokeMethod(this, &BenchReview::consider, Qt::QueuedConnection);
    }
    // Not the landmarks: a picture without a face has none.
    if (!waiting_ || current->record.id == waitingFor_ || view->overlayData().size.isEmpty())
        return;
    paintMs_.push_back(double(sincePress_.nsecsElapsed()) / nsPerMs);
    waiting_ = false;
    if (int(paintMs_.size()) == std::max(1, count_ / 10))
        earlyMiB_ = memoryMiB("VmRSS");
    QMetaObject::invokeMethod(this, &BenchReview::consider, Qt::QueuedConnection);
}

void BenchReview::report()
{
    const QJsonObject line{{"bench"_L1, "review"_L1},
                           {"photos"_L1, int(paintMs_.size())},
                           {"key_to_paint_ms_median"_L1, quantile(paintMs_, 0.5)},
                           {"key_to_paint_ms_p99"_L1, quantile(paintMs_, 0.99)},
                           {"commit_ms_median"_L1, quantile(commitMs_, 0.5)},
                           {"commit_ms_p99"_L1, quantile(commitMs_, 0.99)},
                           {"gui_stretch_ms_p99"_L1, quantile(TimedApplication::stretchesMs(), 0.99)},
                           {"gui_longest_ms"_L1, TimedApplication::longest().ms},
                           {"gui_longest_in"_L1, QString::fromLatin1(TimedApplication::longest().receiver)},
                           {"gui_longest_event"_L1, TimedApplication::longest().event},
                           {"gui_stalls"_L1, TimedApplication::stalls()},
                           {"start_to_window_ms"_L1, windowMs_},
                           {"start_to_first_photo_ms"_L1, firstPhotoMs_},
                           {"rss_mib_tenth"_L1, earlyMiB_},
                           {"rss_mib_end"_L1, memoryMiB("VmRSS")},
                           {"peak_rss_mib"_L1, memoryMiB("VmHWM")}};
    std::printf("%s\n", json::compact(line).constData());
    std::fflush(stdout);
    waiting_ = true;
    Q_EMIT finished(paintMs_.empty() ? 1 : 0);
}

} // namespace photodesk::app
