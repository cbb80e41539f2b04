// Opens the contact sheet of a running server as a person does and scrolls through it; one line of JSON.
#include "app/appearance.h"
#include "app/pages/main_window.h"
#include "app/pages/screen_photo.h"
#include "app/pages/sheet_page.h"
#include "domain/json.h"
#include "imaging/engine.h"
#include "widgets/contact_sheet.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QFile>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

namespace {

/// A session of a bench: nothing to keep.
class NoSecrets final : public SecretStore {
public:
    using SecretStore::SecretStore;
    QFuture<Result<QByteArray>> read(const QString&) override
    {
        return readyFuture<Result<QByteArray>>(fail(ErrorCode::SecretStoreUnavailable));
    }
    QFuture<Result<void>> write(const QString&, const QByteArray&) override
    {
        return readyFuture<Result<void>>(fail(ErrorCode::SecretStoreUnavailable));
    }
    QFuture<Result<void>> remove(const QString&) override { return readyFuture<Result<void>>({}); }
};

double quantile(std::vector<double> values, double q)
{
    std::ranges::sort(values);
    return values.empty() ? -1 : values[std::min(values.size() - 1, std::size_t(q * double(values.size())))];
}

double peakMiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024.0;
    }
    return -1;
}

bool waitFor(const std::function<bool()>& what)
{
    constexpr qint64 patienceMs = 60'000;
    QElapsedTimer timer;
    timer.start();
    while (!what() && timer.elapsed() < patienceMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    return what();
}

/// Times every painting of the grid.
class PaintClock : public QObject {
public:
    explicit PaintClock(QWidget* widget) : QObject(widget) { widget->installEventFilter(this); }
    std::vector<double> ms;
    bool painted = false;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint || inside_)
            return false;
        inside_ = true;
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::sendEvent(watched, event);
        ms.push_back(double(timer.nsecsElapsed()) / 1e6);
        painted = true;
        inside_ = false;
        return true;
    }

private:
    bool inside_ = false;
};

class Bench {
public:
    Bench(Workplace& work, MainWindow& window)
        : work_(work), window_(window), grid_(*window.sheetPage()->sheet()), clock_(grid_.viewport())
    {
    }

    bool run()
    {
        if (!open())
            return false;
        result_.insert("rows"_L1, grid_.model()->rowCount());
        // As if it had come at once: everything laid out and painted anew.
        result_.insert("all_rows_paint_ms"_L1, timed([&] {
                           grid_.reset();
                           grid_.doItemsLayout();
                           grid_.viewport()->repaint();
                       }));
        scroll();
        leap();
        SheetModel& model = work_.sheet().model();
        result_.insert("sort_ms"_L1, timed([&] { model.setSort(SheetSort::Verdict, true); }));
        result_.insert("select_all_ms"_L1, timed([&] { grid_.selectAll(); }));
        result_.insert("filter_ms"_L1, timed([&] { model.setFilter({MachineVerdict::Amber, {}}); }));
        model.setFilter({});
        QElapsedTimer timer;
        timer.start();
        work_.sheet().setCheck(u"pose.yaw"_s);
        if (!waitFor([&] { return !work_.sheet().isLoading(); }))
            return false;
        result_.insert("check_to_all_ms"_L1, double(timer.nsecsElapsed()) / 1e6);
        result_.insert("peak_rss_mib"_L1, peakMiB());
        result_.insert("pictures_mib"_L1, double(work_.sheet().thumbnails().bytes()) / (1024.0 * 1024.0));
        std::printf("%s\n", json::compact(result_).constData());
        return true;
    }

private:
    template <typename Work>
    double timed(Work work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        return double(timer.nsecsElapsed()) / 1e6;
    }

    bool open()
    {
        QElapsedTimer opened, rows;
        opened.start();
        // From the moment the rows are in the model until they stand on the screen.
        QObject::connect(grid_.model(), &QAbstractItemModel::modelReset, &grid_, [&] { rows.start(); });
        window_.openPage(u"sheet"_s);
        if (!waitFor([&] { return grid_.model()->rowCount() > 0; }))
            return false;
        clock_.painted = false;
        if (!waitFor([&] { return clock_.painted; }))
            return false;
        result_.insert("first_paint_ms"_L1, double(rows.nsecsElapsed()) / 1e6);
        result_.insert("open_to_paint_ms"_L1, double(opened.nsecsElapsed()) / 1e6);
        QObject::disconnect(grid_.model(), &QAbstractItemModel::modelReset, &grid_, nullptr);
        if (!waitFor([&] { return work_.sheet().isLoaded() && !work_.sheet().isLoading(); }))
            return false;
        result_.insert("open_to_all_ms"_L1, double(opened.nsecsElapsed()) / 1e6);
        return true;
    }

    /// Steady, 48 pixels a frame, pictures coming in meanwhile.
    void scroll()
    {
        constexpr int frames = 1200, step = 48;
        QScrollBar* bar = grid_.verticalScrollBar();
        clock_.ms.clear();
        for (int i = 0; i < frames && bar->value() < bar->maximum(); ++i) {
            bar->setValue(bar->value() + step);
            QCoreApplication::processEvents();
        }
        keep("scroll_ms"_L1);
        result_.insert("scroll_ms_max"_L1, quantile(clock_.ms, 1.0));
    }

    void leap()
    {
        constexpr int leaps = 200;
        std::minstd_rand random(1);
        clock_.ms.clear();
        for (int i = 0; i < leaps; ++i) {
            grid_.verticalScrollBar()->setValue(
                int(random() % unsigned(grid_.verticalScrollBar()->maximum() + 1)));
            QCoreApplication::processEvents();
        }
        keep("leap_ms"_L1);
    }

    void keep(QLatin1StringView name)
    {
        result_.insert(name + "_median"_L1, quantile(clock_.ms, 0.5));
        result_.insert(name + "_p99"_L1, quantile(clock_.ms, 0.99));
    }

    Workplace& work_;
    MainWindow& window_;
    widgets::ContactSheet& grid_;
    PaintClock clock_;
    QJsonObject result_;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"bench_sheet"_s);
    QCommandLineParser parser;
    parser.addOptions({{u"server"_s, u"URL"_s, u"URL"_s},
                       {u"user"_s, u"name"_s, u"NAME"_s},
                       {u"password"_s, u"text"_s, u"TEXT"_s}});
    parser.process(application);
    imaging::initialise();
    const QTemporaryDir folder;
    Workplace::Options options;
    options.settingsFile = folder.filePath(u"settings.ini"_s);
    options.outboxFolder = folder.filePath(u"outbox"_s);
    options.modelDirectory = imaging::findModelDirectory();
    options.secrets = std::make_unique<NoSecrets>();
    options.paint = paintForScreen;
    Workplace work(std::move(options));
    Appearance appearance(application, work.settings());
    MainWindow window(work);
    window.resize(1440, 900);
    window.show();
    const auto server = ServerAddress::parse(parser.value(u"server"_s));
    if (!server)
        return 2;
    work.session().setServer(*server);
    work.session()
        .signIn(parser.value(u"user"_s), parser.value(u"password"_s))
        .then(&window, [](const Result<void>&) {});
    if (!waitFor(
            [&] { return work.session().state() == Session::State::SignedIn && work.review().current(); }))
        return 1;
    return Bench(work, window).run() ? 0 : 1;
}
