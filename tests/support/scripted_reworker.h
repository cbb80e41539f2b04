#pragma once

#include "domain/json.h"
#include "server/services/photo_reworker.h"
#include "server/services/random.h"
#include "server/services/reworks.h"
#include "tests/support/service_world.h"

#include <atomic>
#include <functional>

namespace photodesk::test {

/// Renders without pictures: the bytes are the parameters.
struct Renders {
    std::atomic<int> made = 0;
    std::function<void()> during; ///< called while the render is in work
    std::optional<Error> failure;
};

class ScriptedReworker final : public server::services::PhotoReworker {
public:
    explicit ScriptedReworker(Renders& renders) : renders_(renders) {}

    Result<server::services::ProcessedPhoto> rework(const server::services::ProcessingOrder& order,
                                                    const QJsonObject& parameters) override
    {
        ++renders_.made;
        if (renders_.during)
            renders_.during();
        if (renders_.failure)
            return fail(*renders_.failure);
        server::services::ProcessedPhoto photo;
        photo.size = order.standard.outputSize * 2;
        photo.report.size = photo.size;
        photo.report.standardId = order.standard.id;
        photo.report.turn = parameters[QStringLiteral("turn")].toDouble();
        CheckResult check;
        check.id = QStringLiteral("head.top");
        check.status = CheckStatus::Fail;
        check.blocking = true;
        photo.report.checks.push_back(check);
        photo.derived = order.bytes + " reworked with " + json::compact(parameters);
        photo.derivedSize = order.standard.outputSize;
        photo.thumbnail = "thumbnail of " + photo.derived;
        photo.thumbnailSize = QSize(168, 224);
        return photo;
    }

private:
    Renders& renders_;
};

/// A request for what this item shows.
[[nodiscard]] inline server::services::ReworkRequest reworkOf(const server::services::ReviewItem& item,
                                                              QJsonObject body)
{
    body.insert(QStringLiteral("version"), item.record.version);
    body.insert(QStringLiteral("attempt"), item.attempt.number);
    body.insert(QStringLiteral("photo_sha256"),
                item.attempt.derived ? item.attempt.derived->sha256 : item.attempt.original.sha256);
    auto request = must(server::services::ReworkRequest::fromJson(body));
    request.recordId = item.record.id;
    request.idempotencyKey = server::services::newId();
    return request;
}

/// The world's renders are scripted from now on.
inline void openRenders(World& world, Renders& renders)
{
    world.services->reworks.openRenders(
        [&renders]() -> Result<std::unique_ptr<server::services::PhotoReworker>> {
            return std::make_unique<ScriptedReworker>(renders);
        });
}

} // namespace photodesk::test
