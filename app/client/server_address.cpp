#include "app/client/server_address.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

bool loopback(const QString& host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

Result<ServerAddress> ServerAddress::parse(const QString& typed)
{
    QString text = typed.trimmed();
    if (!text.contains("://"_L1)) {
        const QString host = QUrl(u"https://"_s + text).host();
        text = (loopback(host) ? u"http://"_s : u"https://"_s) + text;
    }
    QUrl url(text, QUrl::StrictMode);
    const bool plain = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!plain && url.scheme() != "https"_L1))
        return fail(ErrorCode::BadConfiguration, u"not a server address"_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return fail(ErrorCode::BadConfiguration, u"a server address has no user, query or fragment"_s);
    if (plain && !loopback(url.host()))
        return fail(ErrorCode::BadConfiguration, u"plain http only to this machine"_s);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return ServerAddress(url);
}

QUrl ServerAddress::url(const QString& path) const
{
    QUrl url = base_;
    url.setPath(base_.path() + path, QUrl::TolerantMode);
    return url;
}

bool ServerAddress::isLoopback() const
{
    return loopback(base_.host());
}

} // namespace photodesk::app
