#include "server/program/serve.h"

#include "imaging/engine.h"
#include "resources/resources.h"
#include "server/api/api.h"
#include "server/http/server.h"
#include "server/program/console.h"
#include "server/program/installation.h"
#include "server/program/stop_signal.h"
#include "server/services/housekeeping.h"
#include "server/services/photo_processor.h"
#include "server/services/settings.h"
#include "server/services/upload_worker.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QSaveFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct ListenAddress {
    QString address;
    quint16 port = 0;
};

Result<ListenAddress> listenAddress(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const uint port = colon < 0 ? 0 : text.sliced(colon + 1).toUInt(&ok);
    QString address = colon < 0 ? QString() : text.first(colon);
    if (address.startsWith(u'[') && address.endsWith(u']'))
        address = address.sliced(1, address.size() - 2);
    if (!ok || port > 65535 || QHostAddress(address).isNull())
        return fail(ErrorCode::BadConfiguration, u"--listen wants ADDRESS:PORT"_s);
    return ListenAddress{address, quint16(port)};
}

milliseconds limitMs(QLatin1StringView name)
{
    return milliseconds(resources::limit(name));
}

http::HttpServer::Config httpConfig(const QCommandLineParser& parser, const ListenAddress& listen,
                                    const QString& spool)
{
    http::HttpServer::Config config;
    config.address = listen.address;
    config.port = listen.port;
    config.certificateFile = parser.value(u"tls-cert"_s);
    config.keyFile = parser.value(u"tls-key"_s);
    config.trustLoopbackProxy = parser.isSet(u"behind-proxy"_s);
    config.spoolDirectory = spool;
    config.ioThreads = int(resources::limit("http_io_threads"_L1));
    config.handlerThreads = int(resources::limit("handler_threads"_L1));
    config.handlerQueueMax = int(resources::limit("handler_queue_max"_L1));
    config.connectionsMax = int(resources::limit("connections_max"_L1));
    config.headerMaxBytes = resources::limit("header_max_bytes"_L1);
    config.idleTimeout = limitMs("idle_timeout_ms"_L1);
    config.requestTimeout = limitMs("request_timeout_ms"_L1);
    config.lingerTimeout = limitMs("http_linger_ms"_L1);
    config.stopTimeout = limitMs("http_stop_ms"_L1);
    config.retryAfter = seconds(resources::limit("http_retry_after_s"_L1));
    config.accessLog = [](const http::AccessRecord& r) {
        qInfo("%s %s %d %lld ms in %lld out %lld %s%s", http::methodName(r.method).data(),
              qUtf8Printable(r.route), r.status, static_cast<long long>(r.took.count()), r.bytesIn,
              r.bytesOut, qUtf8Printable(r.requestId), r.complete ? "" : " (cut off)");
    };
    config.errorLog = [](const QString& requestId, const QString& message) {
        qWarning("%s %s", qUtf8Printable(requestId), qUtf8Printable(message));
    };
    return config;
}

Result<void> writePort(const QString& file, quint16 port)
{
    if (file.isEmpty())
        return {};
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::number(port) + '\n') < 0 || !out.commit())
        return fail(ErrorCode::StorageFailed, out.errorString());
    return {};
}

Result<void> run(const QCommandLineParser& parser)
{
    PD_ASSIGN(const ListenAddress listen, listenAddress(parser.value(u"listen"_s)));
    const services::SystemClock clock;
    PD_ASSIGN(const auto installation, openInstallation(parser, clock));
    if (const auto tidied = services::tidy(installation->context()); !tidied)
        return fail(tidied.error().error);
    const QHostAddress address(listen.address);
    if (installation->isDemo() && !address.isLoopback())
        return fail(ErrorCode::BadConfiguration, u"a demo folder has public passwords: loopback only"_s);
    if (!address.isLoopback() && parser.value(u"tls-cert"_s).isEmpty())
        qWarning("listening without TLS on an address that is not loopback");

    catchStopSignals();
    imaging::initialise();
    PD_ASSIGN(const auto models, imaging::ModelStore::open(imaging::findModelDirectory()));
    const services::Settings& settings = installation->context().settings;
    services::UploadWorker worker(installation->context(), [models, &settings] {
        return services::makeImagingProcessor(
            models, {settings.uploadMaxBytes, settings.uploadMaxPixels, int(settings.thumbnailPx)});
    });
    PD_TRY(worker.start());
    installation->services().reworks.openRenders([models, &settings] {
        return services::makeImagingReworker(
            models, {settings.uploadMaxBytes, settings.uploadMaxPixels, int(settings.thumbnailPx)});
    });
    installation->services().uploads.onReceived([&worker] { worker.wake(); });

    http::HttpServer* running = nullptr;
    const api::Api api{installation->services(), installation->context(),
                       QCoreApplication::applicationVersion(), [&running] { return running->metrics(); },
                       [&worker] { return worker.finished(); }};
    http::HttpServer server(httpConfig(parser, listen, QDir(installation->folder()).filePath(u"spool"_s)));
    running = &server;
    PD_TRY(server.start(api::buildRouter(api)));
    PD_TRY(writePort(parser.value(u"port-file"_s), server.port()));
    qInfo("listening on %s port %d", qUtf8Printable(listen.address), int(server.port()));
    waitForStopSignal();
    qInfo("stopping");
    server.stop();
    worker.stop();
    return {};
}

} // namespace

int serve(const QStringList& arguments)
{
    QCommandLineParser parser;
    addInstallationOptions(parser);
    parser.addOptions(
        {{u"listen"_s, u"Where to listen; port 0: any free one."_s, u"ADDR:PORT"_s, u"127.0.0.1:8480"_s},
         {u"port-file"_s, u"Write the port here once connections are taken."_s, u"FILE"_s},
         {u"tls-cert"_s, u"Certificate chain, PEM."_s, u"FILE"_s},
         {u"tls-key"_s, u"Private key, PEM."_s, u"FILE"_s},
         {u"behind-proxy"_s, u"Take the client's address from X-Forwarded-For of a proxy on loopback."_s}});
    int status = 0;
    if (!parse(parser, arguments, status))
        return status;
    installLog();
    const auto outcome = run(parser);
    return outcome ? 0 : complain(outcome.error());
}

int routes()
{
    // The router is built over an installation of its own that nobody will use.
    const QTemporaryDir folder;
    const services::SystemClock clock;
    const auto installation = Installation::open(folder.path(), {}, clock);
    if (!installation)
        return complain(installation.error());
    const api::Api api{(*installation)->services(), (*installation)->context(), {}, {}, {}};
    for (const auto& route : api::buildRouter(api).routes())
        print(http::methodName(route.method) + u' ' + route.pattern);
    return 0;
}

} // namespace photodesk::server::program
