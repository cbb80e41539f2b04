#include "server/http/detail/reply.h"

#include "server/http/detail/range.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

#include <boost/beast/http/status.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::http::detail {
namespace {

/// What ends a field or the header must not come from a handler's text.
bool cleanValue(const QByteArray& value)
{
    return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void field(QByteArray& head, QByteArrayView name, QByteArrayView value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

QByteArray httpDate()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'")
        .toLatin1();
}

QByteArray statusLine(int status)
{
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    QByteArray line = "HTTP/1.1 " + QByteArray::number(status) + ' ';
    return line.append(reason.data(), static_cast<qsizetype>(reason.size())).append("\r\n");
}

/// Status and body after Range and If-None-Match had their say.
struct Selected {
    int status;
    QByteArray contentRange;
    qint64 offset = 0;
    std::optional<qint64> length;
};

Selected select(const Request& request, const Response& response)
{
    Selected all{response.status, {}, 0, response.source ? response.source->size() : response.body.size()};
    const bool reading = request.method == Method::Get || request.method == Method::Head;
    if (!reading || response.status != 200)
        return all;

    const auto etag = response.header("ETag"_L1);
    const auto noneMatch = request.header("If-None-Match"_L1);
    if (etag && noneMatch && listsEtag(*noneMatch, *etag))
        return {304, {}, 0, 0};

    const auto range = request.header("Range"_L1);
    const auto condition = request.header("If-Range"_L1);
    if (request.method != Method::Get || !range || !response.source || !all.length
        || (condition && condition != etag))
        return all;
    const QByteArray size = QByteArray::number(*all.length);
    const RangeAnswer answer = parseRange(*range, *all.length);
    switch (answer.kind) {
    case RangeAnswer::Whole: break;
    case RangeAnswer::Unsatisfiable: return {416, "bytes */" + size, 0, 0};
    case RangeAnswer::Part: {
        const qint64 last = answer.range.offset + answer.range.length - 1;
        return {206,
                "bytes " + QByteArray::number(answer.range.offset) + '-' + QByteArray::number(last) + '/'
                    + size,
                answer.range.offset, answer.range.length};
    }
    }
    return all;
}

void appendHandlerFields(QByteArray& head, const Response& response)
{
    if (!response.contentType.isEmpty() && cleanValue(response.contentType))
        field(head, "Content-Type", response.contentType);
    for (const auto& [name, value] : response.headers) {
        if (cleanValue(name) && cleanValue(value))
            field(head, name, value);
    }
}

void appendServerFields(QByteArray& head, const Request& request, const Response& response, int status,
                        const ReplyContext& context)
{
    field(head, "Date", httpDate());
    field(head, "X-Request-ID", request.requestId.toLatin1());
    field(head, "X-Content-Type-Options", "nosniff");
    if (!response.header("Referrer-Policy"_L1))
        field(head, "Referrer-Policy", "no-referrer");
    if (!response.header("Cache-Control"_L1))
        field(head, "Cache-Control", "no-store");
    if ((status == 429 || status == 503) && !response.header("Retry-After"_L1))
        field(head, "Retry-After", QByteArray::number(static_cast<qint64>(context.retryAfter.count())));
    field(head, "Connection", context.keepAlive ? "keep-alive" : "close");
}

} // namespace

Reply makeReply(const Request& request, const Response& response, const ReplyContext& context)
{
    Response completed = response;
    if (completed.problemMembers) {
        QJsonObject members = *completed.problemMembers;
        members[u"request_id"_s] = request.requestId;
        completed.body = QJsonDocument(members).toJson(QJsonDocument::Compact);
        completed.source.reset();
    }
    const Selected selected = select(request, completed);

    Reply reply;
    reply.status = selected.status;
    const bool bodiless = selected.status == 204 || selected.status == 304;
    const bool wantsBody = request.method != Method::Head && !bodiless && selected.status != 416;
    reply.chunked = completed.source && !selected.length && context.http11;
    reply.closeDelimited = completed.source && !selected.length && !context.http11;

    ReplyContext sent = context;
    sent.keepAlive = context.keepAlive && !reply.closeDelimited;
    reply.head = statusLine(selected.status);
    appendHandlerFields(reply.head, completed);
    appendServerFields(reply.head, request, completed, selected.status, sent);
    if (!selected.contentRange.isEmpty())
        field(reply.head, "Content-Range", selected.contentRange);
    if (completed.source && selected.length)
        field(reply.head, "Accept-Ranges", "bytes");
    if (reply.chunked)
        field(reply.head, "Transfer-Encoding", "chunked");
    else if (selected.length && !bodiless)
        field(reply.head, "Content-Length", QByteArray::number(*selected.length));
    reply.head.append("\r\n");

    if (!wantsBody) {
        reply.chunked = false;
        reply.closeDelimited = false;
        return reply;
    }
    if (completed.source) {
        reply.source = std::move(completed.source);
        reply.offset = selected.offset;
        reply.remaining = selected.length.value_or(0);
    } else {
        reply.body = std::move(completed.body);
    }
    return reply;
}

} // namespace photodesk::server::http::detail
