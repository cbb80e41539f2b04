#include "server/http/detail/exchange.h"

#include "server/http/detail/core.h"
#include "server/http/detail/target.h"

#include <QUuid>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <exception>

using namespace Qt::StringLiterals;

namespace photodesk::server::http::detail {
namespace {

namespace bhttp = boost::beast::http;

template <typename View>
QByteArray bytesOf(View view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

Method methodOf(bhttp::verb verb)
{
    switch (verb) {
    case bhttp::verb::get: return Method::Get;
    case bhttp::verb::head: return Method::Head;
    case bhttp::verb::post: return Method::Post;
    case bhttp::verb::put: return Method::Put;
    case bhttp::verb::delete_: return Method::Delete;
    case bhttp::verb::patch: return Method::Patch;
    case bhttp::verb::options: return Method::Options;
    default: return Method::Other;
    }
}

bool saneRequestId(const QByteArray& id)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
               || c == '_' || c == '-';
    };
    return !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, allowed);
}

void readFields(Request& request, const bhttp::request_header<>& header)
{
    for (const auto& field : header) {
        const QByteArray name = bytesOf(field.name_string()).toLower();
        const QByteArray value = bytesOf(field.value()).trimmed();
        const auto known = request.headers.find(name);
        if (known == request.headers.end())
            request.headers.insert(name, value);
        else
            known->append(name == "cookie" ? "; " : ", ").append(value);
    }
    if (const QByteArray id = request.headers.value("x-request-id"); saneRequestId(id))
        request.requestId = QString::fromLatin1(id);
}

/// Behind a trusted proxy the last entry is the one it added; those before it are the client's own claims.
QString clientAddress(const Request& request, const MessageFacts& facts, bool trustLoopbackProxy)
{
    if (!trustLoopbackProxy || !facts.peerIsLoopback)
        return facts.peer;
    const QByteArray last = request.headers.value("x-forwarded-for").split(',').last().trimmed();
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(last.toStdString(), error);
    return error ? facts.peer : QString::fromStdString(address.to_string());
}

/// A body whose end is in doubt is where request smuggling starts.
bool frameIsSound(const Request& request, const MessageFacts& facts)
{
    const auto coding = request.header("Transfer-Encoding"_L1);
    return !coding || (facts.chunked && coding->toLower() == "chunked");
}

QByteArray allowHeader(const std::vector<Method>& methods)
{
    QByteArrayList names;
    for (const Method method : methods)
        names.append(QByteArray(methodName(method).data(), methodName(method).size()));
    return names.join(", ");
}

std::optional<Response> findRoute(Exchange& exchange, const QStringList& segments, const Router& router)
{
    Router::Match match = router.match(exchange.request.method, segments);
    if (match.route) {
        exchange.route = match.route;
        exchange.request.route = match.route->pattern;
        exchange.request.pathParams = std::move(match.params);
        return std::nullopt;
    }
    if (match.allowed.empty())
        return Response::problem(ErrorCode::NotFound);
    Response response = Response::problem(ErrorCode::MethodNotAllowed);
    response.setHeader("Allow", allowHeader(match.allowed));
    return response;
}

std::optional<Response> judgeBody(const Exchange& exchange, bool announced)
{
    const RouteOptions& options = exchange.route->options;
    const Request& request = exchange.request;
    const bool writes =
        request.method == Method::Put || request.method == Method::Post || request.method == Method::Patch;
    if (options.body != BodyMode::None && writes && !announced)
        return Response::problem(ErrorCode::LengthRequired);
    if (!exchange.hasBody())
        return std::nullopt;
    const qint64 most = options.body == BodyMode::None ? 0 : options.maxBytes;
    if (exchange.length.value_or(0) > most || (exchange.chunked && options.body == BodyMode::None))
        return Response::problem(options.tooLarge);
    const QByteArray coding = request.headers.value("content-encoding", "identity").toLower();
    if (coding != "identity")
        return Response::problem(ErrorCode::UnsupportedMediaType, u"content codings are not supported"_s);
    if (!options.contentTypes.isEmpty() && !options.contentTypes.contains(request.contentType()))
        return Response::problem(ErrorCode::UnsupportedMediaType);
    return std::nullopt;
}

std::optional<Response> judge(Exchange& exchange, const bhttp::request_header<>& header,
                              const MessageFacts& facts, const Core& core)
{
    Request& request = exchange.request;
    if (!frameIsSound(request, facts)) {
        exchange.keepAlive = false;
        return Response::problem(ErrorCode::BadRequest, u"transfer coding"_s);
    }
    if (exchange.http11 && header.count(bhttp::field::host) != 1)
        return Response::problem(ErrorCode::BadRequest, u"Host"_s);
    auto target = parseTarget(bytesOf(header.target()));
    if (!target)
        return Response::problem(ErrorCode::BadRequest, u"request target"_s);
    request.path = target->path();
    request.query = std::move(target->query);
    if (auto refused = findRoute(exchange, target->segments, core.router))
        return refused;
    return judgeBody(exchange, facts.chunked || facts.contentLength.has_value());
}

void logFault(const Exchange& exchange, const QString& message, const Core& core)
{
    if (core.config.errorLog)
        core.config.errorLog(exchange.request.requestId, message);
}

/// Runs a handler's code; nothing it throws gets further.
template <typename Call>
std::optional<Response> guarded(Exchange& exchange, const Core& core, const Call& call)
{
    QString message;
    try {
        std::optional<Response> response = call();
        if (response && response->status >= 500 && !response->logDetail.isEmpty())
            logFault(exchange, response->logDetail, core);
        return response;
    } catch (const std::exception& exception) {
        message = QString::fromUtf8(exception.what());
    } catch (...) {
        message = u"unknown exception"_s;
    }
    logFault(exchange, u"exception in "_s + exchange.request.route + u": "_s + message, core);
    return Response::problem(ErrorCode::Internal);
}

} // namespace

void openExchange(Exchange& exchange, const bhttp::request_header<>& header, const MessageFacts& facts,
                  const Core& core)
{
    Request& request = exchange.request;
    exchange.http11 = header.version() >= 11;
    exchange.keepAlive = facts.keepAlive;
    exchange.chunked = facts.chunked;
    constexpr std::uint64_t most = std::numeric_limits<qint64>::max();
    exchange.length =
        facts.chunked ? std::nullopt
                      : std::optional(static_cast<qint64>(std::min(facts.contentLength.value_or(0), most)));
    request.method = methodOf(header.method());
    readFields(request, header);
    request.remoteAddress = clientAddress(request, facts, core.config.trustLoopbackProxy);
    exchange.expectsContinue =
        exchange.http11 && exchange.hasBody() && request.headers.value("expect").toLower() == "100-continue";
    exchange.response = judge(exchange, header, facts, core);
}

void runAdmit(Exchange& exchange, const Core& core)
{
    exchange.response =
        guarded(exchange, core, [&] { return exchange.route->options.admit(exchange.request); });
}

void runHandler(Exchange& exchange, const Core& core)
{
    exchange.response =
        guarded(exchange, core, [&] { return std::optional(exchange.route->handler(exchange.request)); });
    // A file that the handler left goes now, not when the slow answer is out.
    exchange.request.spooled.reset();
    exchange.request.body.clear();
}

void spoolChunk(Exchange& exchange, QByteArrayView bytes, const Core& core)
{
    if (!exchange.spool)
        exchange.spool = std::make_unique<SpoolWriter>(core.config.spoolDirectory);
    if (const auto written = exchange.spool->write(bytes); !written) {
        exchange.spool.reset();
        logFault(exchange, written.error().detail, core);
        exchange.response = Response::problem(written.error());
    }
}

void finishSpool(Exchange& exchange, const Core& core)
{
    if (!exchange.spool)
        exchange.spool = std::make_unique<SpoolWriter>(core.config.spoolDirectory);
    auto body = exchange.spool->finish();
    exchange.spool.reset();
    if (body) {
        exchange.request.spooled = *std::move(body);
        return;
    }
    logFault(exchange, body.error().detail, core);
    exchange.response = Response::problem(body.error());
}

void recordExchange(const Exchange& exchange, int status, bool complete, Core& core)
{
    const auto took = std::chrono::steady_clock::now() - exchange.started;
    const QString route = exchange.route ? exchange.route->pattern : u"(none)"_s;
    core.metrics.count(
        {exchange.request.method, route, status},
        {1, std::chrono::duration_cast<std::chrono::microseconds>(took), exchange.received, exchange.sent});
    if (!core.config.accessLog)
        return;
    core.config.accessLog({exchange.request.method, route, status,
                           std::chrono::duration_cast<std::chrono::milliseconds>(took), exchange.received,
                           exchange.sent, exchange.request.requestId, complete});
}

} // namespace photodesk::server::http::detail
