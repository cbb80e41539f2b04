#include "server/api/photo_reply.h"

#include "server/api/reply.h"
#include "server/photos/photo_store.h"

namespace photodesk::server::api {
namespace {

Result<http::Response> open(const Api& api, const services::PhotoFile& photo)
{
    if (!photo.localPath.isEmpty())
        return http::Response::file(photo.localPath, photo.contentType.toLatin1());
    PD_ASSIGN(auto bytes, api.context.photos.read(photo.sha256));
    return http::Response::bytes(200, photo.contentType.toLatin1(), std::move(bytes));
}

} // namespace

http::Response photoReply(const Api& api, const services::Outcome<services::PhotoFile>& photo)
{
    if (!photo)
        return refusal(photo.error());
    auto response = open(api, *photo);
    if (!response)
        return http::Response::problem(response.error());
    response->setHeader("ETag", '"' + photo->sha256.toLatin1() + '"');
    return *std::move(response);
}

} // namespace photodesk::server::api
