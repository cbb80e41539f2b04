#pragma once

#include "domain/result.h"

#include <QString>
#include <QUrl>

namespace photodesk::app {

/// Where the server is. HTTPS everywhere; plain HTTP to this machine only. Always valid.
class ServerAddress {
public:
    /// "photos.example.edu", "https://host:8443", "http://127.0.0.1:8080". Error: BadConfiguration.
    [[nodiscard]] static Result<ServerAddress> parse(const QString& typed);

    [[nodiscard]] QUrl url(const QString& path) const;
    [[nodiscard]] QString text() const { return base_.toString(QUrl::StripTrailingSlash); }
    [[nodiscard]] bool isLoopback() const;
    friend bool operator==(const ServerAddress&, const ServerAddress&) = default;

private:
    explicit ServerAddress(QUrl base) : base_(std::move(base)) {}
    QUrl base_;
};

} // namespace photodesk::app
