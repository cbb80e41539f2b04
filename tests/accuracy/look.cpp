#include "look.h"

#include "imaging/render.h"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

void measureMatte(const PortraitSet& set, const Portrait& portrait, const imaging::Photo& photo,
                  const imaging::Rendered& rendered, QRgb background, Seen& seen)
{
    const QImage alpha(set.path(portrait.alpha));
    if (alpha.size() != photo.image.size())
        return;
    const Plane truth = cropped(coverageOf(alpha), rendered.crop, rendered.alpha.size(), false);
    seen.matte = matteErrors(truth, coverageOf(rendered.alpha));
    if (portrait.labels.value("post"_L1).toObject().isEmpty())
        seen.composite = compositeErrors(truth, photo.image, rendered.crop, rendered.image, background);
}

Result<void> lookInto(Seen& seen, const PortraitSet& set, const Portrait& portrait, const Standard& standard,
                      imaging::Engine& engine)
{
    PD_ASSIGN(const imaging::Photo photo, set.decode(portrait));
    PD_ASSIGN(imaging::Analysis analysis, engine.analyse(photo, standard, imaging::Depth::Full));
    for (const imaging::Face& face : analysis.faces)
        seen.faces.push_back(face.box);
    seen.headTop = analysis.headTop;
    if (!portrait.alpha.isEmpty() && portrait.facesAtLeast > 0) {
        const QRgb background = standard.backgrounds.front();
        if (const auto rendered = imaging::render(photo, analysis, standard, background))
            measureMatte(set, portrait, photo, *rendered, background, seen);
        else
            seen.renderError = rendered.error();
    }
    seen.report = std::move(analysis.report);
    return {};
}

} // namespace

std::optional<QPointF> Seen::point(QLatin1StringView name) const
{
    const auto at = std::ranges::find(report.points, name, &std::pair<QString, QPointF>::first);
    return at == report.points.end() ? std::nullopt : std::optional(at->second);
}

const CheckResult* Seen::check(const QString& id) const
{
    const auto at = std::ranges::find(report.checks, id, &CheckResult::id);
    return at == report.checks.end() ? nullptr : &*at;
}

Result<std::vector<Pair>> lookAtAll(const PortraitSet& set, const Standard& standard, int threads,
                                    const std::shared_ptr<const imaging::ModelStore>& models)
{
    std::vector<std::unique_ptr<imaging::Engine>> engines;
    for (int i = 0; i < std::max(1, threads); ++i) {
        PD_ASSIGN(auto engine, imaging::Engine::create(models));
        engines.push_back(std::move(engine));
    }
    std::vector<Pair> pairs(set.portraits.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&](imaging::Engine& engine) {
        for (std::size_t i = next++; i < pairs.size(); i = next++) {
            pairs[i].truth = &set.portraits[i];
            if (const auto done = lookInto(pairs[i].seen, set, set.portraits[i], standard, engine); !done)
                pairs[i].seen.error = done.error();
        }
    };
    {
        std::vector<std::jthread> crew;
        for (const auto& engine : engines)
            crew.emplace_back([&, own = engine.get()] { work(*own); });
    }
    return pairs;
}

} // namespace photodesk::accuracy
