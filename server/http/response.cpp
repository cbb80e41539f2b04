#include "server/http/response.h"

#include "server/http/problem.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace photodesk::server::http {
namespace {

class FileSource final : public BodySource {
public:
    explicit FileSource(const QString& path) : file_(path) {}

    bool open() { return file_.open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    std::optional<qint64> size() const override { return file_.size(); }
    Result<QByteArray> read(qint64 offset, qint64 max) override
    {
        if (file_.pos() != offset && !file_.seek(offset))
            return fail(ErrorCode::StorageFailed, file_.errorString());
        QByteArray bytes = file_.read(max);
        if (file_.error() != QFileDevice::NoError)
            return fail(ErrorCode::StorageFailed, file_.errorString());
        return bytes;
    }

private:
    QFile file_;
};

bool sameName(const QByteArray& a, const QByteArray& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

Response Response::json(int status, const QJsonObject& object)
{
    return bytes(status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Response Response::bytes(int status, QByteArray contentType, QByteArray body)
{
    Response response;
    response.status = status;
    response.contentType = std::move(contentType);
    response.body = std::move(body);
    return response;
}

Response Response::noContent()
{
    Response response;
    response.status = 204;
    return response;
}

Result<Response> Response::file(const QString& path, QByteArray contentType)
{
    auto source = std::make_shared<FileSource>(path);
    if (!source->open())
        return fail(QFile::exists(path) ? ErrorCode::StorageFailed : ErrorCode::NotFound);
    return stream(std::move(contentType), std::move(source));
}

Response Response::stream(QByteArray contentType, std::shared_ptr<BodySource> source)
{
    Response response;
    response.contentType = std::move(contentType);
    response.source = std::move(source);
    return response;
}

Response Response::problem(ErrorCode code, const QString& detail, const QJsonObject& extra)
{
    Response response;
    response.status = httpStatus(code);
    response.contentType = "application/problem+json";
    const bool ours = response.status >= 500;
    response.problemMembers = problemObject(code, ours ? QString() : detail, extra);
    if (ours)
        response.logDetail = detail;
    if (response.status == 401)
        response.setHeader("WWW-Authenticate", "Bearer");
    return response;
}

Response Response::problem(const Error& error, const QJsonObject& extra)
{
    return problem(error.code, error.detail, extra);
}

Response& Response::setHeader(const QByteArray& name, const QByteArray& value)
{
    const auto found =
        std::ranges::find_if(headers, [&](const Header& header) { return sameName(header.first, name); });
    if (found != headers.end())
        found->second = value;
    else
        headers.emplace_back(name, value);
    return *this;
}

Response& Response::setRetryAfter(std::chrono::seconds delay)
{
    return setHeader("Retry-After", QByteArray::number(static_cast<qint64>(delay.count())));
}

std::optional<QByteArray> Response::header(QLatin1StringView name) const
{
    const QByteArray wanted(name.data(), name.size());
    const auto found =
        std::ranges::find_if(headers, [&](const Header& header) { return sameName(header.first, wanted); });
    return found == headers.end() ? std::nullopt : std::optional(found->second);
}

} // namespace photodesk::server::http
