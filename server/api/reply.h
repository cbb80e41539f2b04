#pragma once

#include "server/http/response.h"
#include "server/services/outcome.h"

#include <QJsonObject>

#include <concepts>

namespace photodesk::server::api {

/// The problem of a refusal, with the present record and Retry-After where it carries them.
[[nodiscard]] http::Response refusal(const services::Refusal& refusal);

/// `status` with what `show` makes of the value, or the problem.
template <typename T, typename Show>
[[nodiscard]] http::Response reply(int status, const services::Outcome<T>& outcome, Show show)
{
    return outcome ? http::Response::json(status, show(*outcome)) : refusal(outcome.error());
}

/// The same with the view's own toJson().
template <typename T>
[[nodiscard]] http::Response reply(int status, const services::Outcome<T>& outcome)
{
    if constexpr (std::same_as<T, QJsonObject>)
        return reply(status, outcome, [](const QJsonObject& object) { return object; });
    else
        return reply(status, outcome, [](const T& value) { return toJson(value); });
}

[[nodiscard]] http::Response emptyReply(int status, const services::Outcome<void>& outcome);

} // namespace photodesk::server::api
