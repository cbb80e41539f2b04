#include "server/http/router.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace photodesk::server::http {

/// One segment of the tree of patterns. A path walks down it; words are tried before parameters.
struct Router::Node {
    std::map<QString, std::unique_ptr<Node>> words;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> rest;
    std::map<Method, const Route*> routes;

    /// Calls `visit(node, values)` for each node that the path reaches, best first, until it returns true.
    template <typename Visit>
    bool walk(const QStringList& segments, qsizetype at, QStringList& values, const Visit& visit) const
    {
        if (at == segments.size())
            return !routes.empty() && visit(*this, values);
        const QString& segment = segments[at];
        if (const auto word = words.find(segment);
            word != words.end() && word->second->walk(segments, at + 1, values, visit))
            return true;
        if (segment.isEmpty())
            return false;
        if (parameter) {
            values.append(segment);
            if (parameter->walk(segments, at + 1, values, visit))
                return true;
            values.removeLast();
        }
        if (!rest)
            return false;
        values.append(segments.sliced(at).join(u'/'));
        const bool done = visit(*rest, values);
        values.removeLast();
        return done;
    }
};

RouteOptions RouteOptions::none(Admit admit)
{
    RouteOptions options;
    options.admit = std::move(admit);
    return options;
}

RouteOptions RouteOptions::memory(qint64 maxBytes, Admit admit, QList<QByteArray> contentTypes)
{
    RouteOptions options;
    options.body = BodyMode::Memory;
    options.maxBytes = maxBytes;
    options.contentTypes = std::move(contentTypes);
    options.admit = std::move(admit);
    return options;
}

RouteOptions RouteOptions::spool(qint64 maxBytes, QList<QByteArray> contentTypes, Admit admit)
{
    RouteOptions options;
    options.body = BodyMode::Spool;
    options.maxBytes = maxBytes;
    options.tooLarge = ErrorCode::FileTooLarge;
    options.contentTypes = std::move(contentTypes);
    options.admit = std::move(admit);
    return options;
}

Router::Router() : root_(std::make_unique<Node>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Method method, const QString& pattern, RouteOptions options, Handler handler)
{
    if (!pattern.startsWith(u'/') || !handler)
        qFatal("route %s: no leading slash or no handler", qPrintable(pattern));

    auto route = std::make_unique<Route>();
    *route = {method, pattern, std::move(options), std::move(handler), {}};
    const QStringList segments = pattern.sliced(1).split(u'/');
    Node* node = root_.get();
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString& segment = segments[i];
        std::unique_ptr<Node>* next = nullptr;
        if (segment.startsWith(u'{') && segment.endsWith(u'}')) {
            QString name = segment.sliced(1, segment.size() - 2);
            const bool rest = name.endsWith(u'*');
            if (rest)
                name.chop(1);
            if (name.isEmpty() || route->parameters.contains(name) || (rest && i + 1 != segments.size()))
                qFatal("route %s: malformed parameter", qPrintable(pattern));
            route->parameters.append(name);
            next = rest ? &node->rest : &node->parameter;
        } else {
            next = &node->words[segment];
        }
        if (!*next)
            *next = std::make_unique<Node>();
        node = next->get();
    }
    if (!node->routes.emplace(method, route.get()).second)
        qFatal("route %s is there twice", qPrintable(pattern));
    routes_.push_back(std::move(route));
}

Router::Match Router::match(Method method, const QStringList& segments) const
{
    Match match;
    QStringList values;
    const auto take = [&](Method wanted) {
        return root_->walk(segments, 0, values, [&](const Node& node, const QStringList& found) {
            const auto route = node.routes.find(wanted);
            if (route == node.routes.end())
                return false;
            match.route = route->second;
            for (qsizetype i = 0; i < found.size(); ++i)
                match.params.insert(match.route->parameters[i], found[i]);
            return true;
        });
    };
    if (take(method) || (method == Method::Head && take(Method::Get)))
        return match;

    const auto allow = [&](Method allowed) {
        if (std::ranges::find(match.allowed, allowed) == match.allowed.end())
            match.allowed.push_back(allowed);
    };
    root_->walk(segments, 0, values, [&](const Node& node, const QStringList&) {
        for (const auto& [allowed, route] : node.routes) {
            allow(allowed);
            if (allowed == Method::Get)
                allow(Method::Head);
        }
        return false;
    });
    std::ranges::sort(match.allowed);
    return match;
}

std::vector<Router::Listed> Router::routes() const
{
    std::vector<Listed> list;
    list.reserve(routes_.size());
    for (const auto& route : routes_)
        list.push_back({route->method, route->pattern});
    return list;
}

} // namespace photodesk::server::http
