// The imaging engine on files: one JSON object a line. Proof that the engine stands alone, and an operator's
// tool: with folders it works on all cores and writes tables and a contact sheet.
#include "imaging/inspect/crew.h"
#include "imaging/inspect/picture_list.h"
#include "imaging/inspect/progress.h"
#include "imaging/inspect/sinks.h"
#include "resources/resources.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;

namespace {

enum ExitStatus { AllRead = 0, SomeFailed = 1, CannotRun = 2, Interrupted = 130 };

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free); // a signal handler may touch nothing else

extern "C" void onInterrupt(int signal)
{
    interrupted = true;
    std::signal(signal, SIG_DFL); // who asks twice is not made to wait
}

struct Options {
    QCommandLineParser parser;
    const QCommandLineOption standard{u"standard"_s, u"Judge by this standard."_s, u"ID"_s,
                                      u"chsi_xinhua_gd_seed"_s};
    const QCommandLineOption render{u"render"_s, u"Write the picture that would be delivered."_s,
                                    u"OUT.jpg"_s};
    const QCommandLineOption alpha{u"alpha"_s, u"Write the coverage of the person."_s, u"OUT.png"_s};
    const QCommandLineOption overlay{u"overlay"_s, u"Write the photo with everything found."_s, u"OUT.png"_s};
    const QCommandLineOption models{u"models"_s, u"Folder of the networks."_s, u"DIR"_s};
    const QCommandLineOption quick{u"quick"_s,
                                   u"Only what the workstation measures for its live overlays."_s};
    const QCommandLineOption folder{u"folder"_s, u"Inspect the pictures in this folder (may be repeated)."_s,
                                    u"DIR"_s};
    const QCommandLineOption recursive{u"recursive"_s, u"And those in the folders below."_s};
    const QCommandLineOption jobs{u"jobs"_s, u"Threads; for folders one a core if not given."_s, u"N"_s};
    const QCommandLineOption csv{u"csv"_s, u"Write a table, one row a picture."_s, u"OUT.csv"_s};
    const QCommandLineOption jsonl{u"jsonl"_s, u"Write the JSON lines here, not to standard output."_s,
                                   u"OUT.jsonl"_s};
    const QCommandLineOption report{u"report"_s, u"Write a contact sheet."_s, u"OUT.html"_s};
    const QCommandLineOption renderDir{u"render-dir"_s, u"Write every picture that would be delivered."_s,
                                       u"DIR"_s};
    const QCommandLineOption overlayDir{u"overlay-dir"_s, u"Write every photo with everything found."_s,
                                        u"DIR"_s};
    const QCommandLineOption quiet{u"quiet"_s, u"No progress."_s};

    Options()
    {
        parser.setApplicationDescription(
            u"Finds, measures and renders portraits; one JSON object a line.\n\n"
            "Exit status: 0 all read, 1 some could not be read, 2 wrong settings, 130 interrupted."_s);
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addOptions({standard, render, alpha, overlay, models, quick, folder, recursive, jobs, csv,
                           jsonl, report, renderDir, overlayDir, quiet});
        parser.addPositionalArgument(u"FILE"_s, u"Pictures (JPEG, PNG, WebP, HEIC) or folders of them."_s,
                                     u"FILE|DIR..."_s);
    }

    inspect::Places places() const
    {
        return {sources(), parser.isSet(recursive), parser.value(renderDir), parser.value(overlayDir)};
    }

    /// Written besides pictures; empty where not.
    QStringList tables() const { return {parser.value(csv), parser.value(jsonl), parser.value(report)}; }

    QStringList sources() const { return parser.values(folder) + parser.positionalArguments(); }

    bool anyFolder() const
    {
        return std::ranges::any_of(sources(), [](const QString& path) { return QFileInfo(path).isDir(); });
    }

    /// One thread where files are named, as their times are then those of an idle core.
    int threads() const
    {
        if (parser.isSet(jobs))
            return parser.value(jobs).toInt();
        return anyFolder() ? std::max(1, int(std::thread::hardware_concurrency())) : 1;
    }

    /// Why these settings make no sense together, or empty.
    QString fault() const
    {
        for (const QString& path : parser.values(folder)) {
            if (!QFileInfo(path).isDir())
                return u"no such folder: "_s + path;
        }
        const bool oneOutput = parser.isSet(render) || parser.isSet(alpha) || parser.isSet(overlay);
        if (oneOutput && (anyFolder() || sources().size() > 1))
            return u"--render, --alpha and --overlay are for a single file; folders and several files take "
                   "--render-dir and --overlay-dir"_s;
        if (threads() < 1 || threads() > 256)
            return u"--jobs must be 1 to 256"_s;
        return {};
    }
};

using Sinks = std::vector<std::unique_ptr<inspect::Sink>>;

Result<Sinks> openSinks(const Options& options, const Standard& standard, bool& linesOnStdout)
{
    Sinks sinks;
    const auto& parser = options.parser;
    const bool tables = parser.isSet(options.csv) || parser.isSet(options.report);
    // Nobody who asked for a table wants kilobytes of JSON a photo on the screen as well.
    linesOnStdout = !parser.isSet(options.jsonl) && !(tables && inspect::Progress::stdoutIsTerminal());
    if (linesOnStdout)
        sinks.push_back(std::make_unique<inspect::StdoutLines>());
    const auto take = [&](Result<std::unique_ptr<inspect::Sink>> sink) -> Result<void> {
        PD_ASSIGN(auto opened, std::move(sink));
        sinks.push_back(std::move(opened));
        return {};
    };
    if (parser.isSet(options.jsonl))
        PD_TRY(take(inspect::FileSink::jsonLines(parser.value(options.jsonl))));
    if (parser.isSet(options.csv))
        PD_TRY(take(inspect::FileSink::csv(parser.value(options.csv), standard)));
    if (parser.isSet(options.report))
        PD_TRY(take(inspect::FileSink::report(parser.value(options.report), standard)));
    return sinks;
}

inspect::PictureList listInputs(const Options& options)
{
    const auto& parser = options.parser;
    inspect::PictureList list = inspect::listPictures(options.places());
    for (inspect::Input& input : list.inputs) {
        if (input.render.isEmpty())
            input.render = parser.value(options.render);
        if (input.overlay.isEmpty())
            input.overlay = parser.value(options.overlay);
        input.alpha = parser.value(options.alpha);
    }
    return list;
}

struct Totals {
    std::size_t done = 0, failed = 0, red = 0, amber = 0, green = 0;

    void add(const inspect::Outcome& outcome)
    {
        ++done;
        if (outcome.failed()) {
            ++failed;
            return;
        }
        switch (verdictOf(outcome.report.checks)) {
        case MachineVerdict::Red: ++red; break;
        case MachineVerdict::Amber: ++amber; break;
        case MachineVerdict::Green: ++green; break;
        }
    }
};

void summarise(inspect::Progress& progress, const Totals& totals, const inspect::PictureList& list)
{
    progress.say(u"%1 photos: %2 green, %3 amber, %4 red, %5 unreadable"_s.arg(totals.done)
                     .arg(totals.green)
                     .arg(totals.amber)
                     .arg(totals.red)
                     .arg(totals.failed));
    if (list.passedOver > 0)
        progress.say(u"%1 other files passed over"_s.arg(list.passedOver));
    if (totals.done < list.inputs.size())
        progress.say(u"stopped: %1 photos not looked at"_s.arg(list.inputs.size() - totals.done));
}

int complain(const QString& fault)
{
    std::fprintf(stderr, "photodesk-inspect: %s\n", qUtf8Printable(fault));
    return CannotRun;
}

Result<int> run(const Options& options, const Standard& standard)
{
    const auto& parser = options.parser;
    const inspect::PictureList list = listInputs(options);
    const QString fault = inspect::outputFault(options.places(), list, options.tables());
    if (!fault.isEmpty())
        return complain(fault);
    imaging::initialise();
    PD_ASSIGN(const auto store,
              imaging::ModelStore::open(parser.isSet(options.models) ? parser.value(options.models)
                                                                     : imaging::findModelDirectory()));
    PD_TRY(inspect::makeFolders(options.places()));
    bool linesOnStdout = true;
    PD_ASSIGN(const Sinks sinks, openSinks(options, standard, linesOnStdout));
    constexpr int thumbnailPx = 224;
    const inspect::Wishes wishes{standard,
                                 parser.isSet(options.quick) ? imaging::Depth::Quick : imaging::Depth::Full,
                                 parser.isSet(options.report) ? thumbnailPx : 0};
    const bool talks = options.anyFolder() || parser.isSet(options.jobs);
    inspect::Progress progress(
        inspect::Progress::styleFor(parser.isSet(options.quiet) || !talks, linesOnStdout),
        list.inputs.size());
    Totals totals;
    Result<void> written;
    const inspect::Listener listener{[&](const inspect::Outcome& outcome) {
                                         totals.add(outcome);
                                         for (const auto& sink : sinks) {
                                             if (written)
                                                 written = sink->add(outcome);
                                         }
                                         if (!written) // a full disk: no use to go on
                                             interrupted = true;
                                     },
                                     [&](std::size_t finished) { progress.show(finished); }};
    std::signal(SIGINT, onInterrupt);
    PD_TRY(inspect::inspectAll(list.inputs, wishes, options.threads(), store, interrupted, listener));
    if (!written)
        return fail(written.error());
    for (const auto& sink : sinks)
        PD_TRY(sink->finish());
    summarise(progress, totals, list);
    if (totals.done < list.inputs.size())
        return Interrupted;
    return totals.failed > 0 ? SomeFailed : AllRead;
}

int refuse(const QString& what, const Error& error)
{
    const QByteArray line = inspect::jsonLine(what, error);
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
    return CannotRun;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(u"photodesk-inspect"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(PHOTODESK_VERSION));
    Options options;
    options.parser.process(app);
    if (options.sources().isEmpty())
        options.parser.showHelp(CannotRun);
    if (const QString fault = options.fault(); !fault.isEmpty())
        return complain(fault);
    const QString id = options.parser.value(options.standard);
    const auto standard = resources::standard(id);
    if (!standard)
        return refuse(id, standard.error());
    const auto status = run(options, *standard);
    return status ? *status : refuse(options.parser.value(options.models), status.error());
}
