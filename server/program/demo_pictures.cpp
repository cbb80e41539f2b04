#include "server/program/demo_pictures.h"

#include "imaging/engine.h"

#include <QCryptographicHash>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace photodesk::server::program {
namespace {

QByteArray keyOf(const services::ProcessingOrder& order)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(order.bytes);
    hash.addData(order.standard.id.toUtf8());
    hash.addData(QByteArray::number(order.background));
    hash.addData(QByteArray::number(int(order.liveCapture)));
    return hash.result();
}

} // namespace

Result<void> DemoPictures::prepare(const std::vector<services::ProcessingOrder>& orders,
                                   const services::ImagingLimits& limits)
{
    imaging::initialise();
    PD_ASSIGN(const auto models, imaging::ModelStore::open(imaging::findModelDirectory()));
    const size_t count = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, orders.size() + 1);
    std::vector<std::unique_ptr<services::PhotoProcessor>> processors;
    for (size_t i = 0; i < count; ++i) {
        PD_ASSIGN(auto processor, services::makeImagingProcessor(models, limits));
        processors.push_back(std::move(processor));
    }
    std::atomic<size_t> next = 0;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (const auto& processor : processors) {
        threads.emplace_back([&, engine = processor.get()] {
            for (size_t i = next++; i < orders.size(); i = next++) {
                auto result = engine->process(orders[i]);
                const std::lock_guard lock(mutex);
                done_.insert(keyOf(orders[i]), std::move(result));
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return {};
}

Result<services::ProcessedPhoto> DemoPictures::process(const services::ProcessingOrder& order)
{
    const auto found = done_.constFind(keyOf(order));
    if (found == done_.constEnd())
        return fail(ErrorCode::Internal, QStringLiteral("a picture that was not prepared"));
    return *found;
}

} // namespace photodesk::server::program
