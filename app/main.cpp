#include "app/appearance.h"
#include "app/bench_review.h"
#include "app/bench_session.h"
#include "app/pages/main_window.h"
#include "app/pages/screen_photo.h"
#include "app/pages/sign_in_page.h"
#include "app/tour.h"
#include "imaging/engine.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

namespace {

struct Arguments {
    QString server, user, lang, theme, tour;
    bool demo = false;
    int bench = 0, session = 0;
};

Arguments parse(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"PhotoDesk workstation"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"server"_s, u"Address of the server."_s, u"URL"_s},
        {u"user"_s, u"User name to sign in with."_s, u"NAME"_s},
        {u"demo"_s, u"Sign in to a demo server on this computer with PHOTODESK_DEMO_USER and "
                    "PHOTODESK_DEMO_PASSWORD; settings and outbox are thrown away afterwards."_s},
        {u"lang"_s, u"zh_CN or en, for this run."_s, u"LANGUAGE"_s},
        {u"theme"_s, u"light, dark or system, for this run."_s, u"THEME"_s},
        {u"tour"_s, u"With --demo: walk through the pages, write pictures to DIR, and end."_s, u"DIR"_s},
        {u"bench-review"_s, u"With --demo: approve N photos, print the times as one line of JSON, and end."_s,
         u"N"_s},
        {u"bench-session"_s,
         u"With --demo: review N photos by keys, print the times as one line of JSON, and end."_s, u"N"_s},
    });
    parser.process(application);
    return {parser.value(u"server"_s),
            parser.value(u"user"_s),
            parser.value(u"lang"_s),
            parser.value(u"theme"_s),
            parser.value(u"tour"_s),
            parser.isSet(u"demo"_s),
            parser.value(u"bench-review"_s).toInt(),
            parser.value(u"bench-session"_s).toInt()};
}

Workplace::Options optionsFor(const Arguments& arguments, const QTemporaryDir& throwaway)
{
    Workplace::Options options;
    options.modelDirectory = imaging::findModelDirectory();
    options.paint = paintForScreen;
    if (arguments.demo) {
        options.settingsFile = throwaway.filePath(u"settings.ini"_s);
        options.outboxFolder = throwaway.filePath(u"outbox"_s);
        options.secrets = std::make_unique<NoSecretStore>();
    }
    return options;
}

void applyArguments(Settings& settings, const Arguments& arguments)
{
    if (!arguments.server.isEmpty())
        settings.overrideForThisRun(Setting::Server, arguments.server);
    if (!arguments.user.isEmpty())
        settings.overrideForThisRun(Setting::User, arguments.user);
    if (!arguments.lang.isEmpty())
        settings.overrideForThisRun(Setting::Language, arguments.lang);
    if (!arguments.theme.isEmpty() || !arguments.tour.isEmpty())
        settings.overrideForThisRun(Setting::Theme, arguments.theme.isEmpty() ? u"light"_s : arguments.theme);
}

/// The ticket of ./dev run; false where it may not be used.
bool useDemoTicket(Workplace& work, SignInForm& form)
{
    const auto address = ServerAddress::parse(work.settings().text(Setting::Server));
    const QString user = qEnvironmentVariable("PHOTODESK_DEMO_USER");
    const QString password = qEnvironmentVariable("PHOTODESK_DEMO_PASSWORD");
    if (!address || !address->isLoopback() || user.isEmpty() || password.isEmpty())
        return false;
    form.setUser(user);
    form.setPassword(password);
    return true;
}

} // namespace

int main(int argc, char* argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    TimedApplication application(argc, argv);
    QApplication::setApplicationName(u"photodesk"_s);
    QApplication::setOrganizationName(u"PhotoDesk"_s);
    QApplication::setApplicationVersion(QStringLiteral(PHOTODESK_VERSION));
    QApplication::setQuitOnLastWindowClosed(false); // the window gives photos back before it goes
    const Arguments arguments = parse(application);
    imaging::initialise(imaging::MemoryUse::Small);

    QTemporaryDir throwaway;
    Workplace work(optionsFor(arguments, throwaway));
    applyArguments(work.settings(), arguments);
    Appearance appearance(application, work.settings());
    MainWindow window(work);
    SignInForm& form = *window.signInPage()->form();
    form.setServer(work.settings().text(Setting::Server));
    form.setUser(work.settings().text(Setting::User));
    window.show();

    std::unique_ptr<Tour> tour;
    std::unique_ptr<BenchReview> bench;
    std::unique_ptr<BenchSession> session;
    if (arguments.demo && !useDemoTicket(work, form)) {
        qCritical("--demo needs a server on this computer and a ticket in PHOTODESK_DEMO_USER and _PASSWORD");
        return 2;
    }
    if (arguments.demo && !arguments.tour.isEmpty()) {
        tour = std::make_unique<Tour>(work, window, arguments.tour);
        QObject::connect(tour.get(), &Tour::finished, &application, &QCoreApplication::exit);
        tour->start();
    } else if (arguments.demo) {
        if (arguments.bench > 0) {
            bench = std::make_unique<BenchReview>(work, window, arguments.bench, sinceStart);
            QObject::connect(bench.get(), &BenchReview::finished, &application, &QCoreApplication::exit);
        }
        if (arguments.session > 0) {
            session = std::make_unique<BenchSession>(work, window, application, arguments.session);
            QObject::connect(session.get(), &BenchSession::finished, &application, &QCoreApplication::exit);
        }
        form.submit();
    } else if (const auto address = ServerAddress::parse(work.settings().text(Setting::Server));
               address && !work.settings().text(Setting::User).isEmpty()) {
        work.session().setServer(*address);
        work.session().resume(work.settings().text(Setting::User)).then(&window, [](const Result<bool>&) {});
    }
    return QApplication::exec();
}
