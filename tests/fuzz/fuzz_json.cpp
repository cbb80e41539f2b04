// Any bytes as each of the documents we read: an error or an object that survives its own round trip.
#include "domain/decision.h"
#include "domain/json.h"
#include "domain/layout.h"
#include "domain/reason.h"
#include "domain/report.h"
#include "domain/standard.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace photodesk;
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    (void)ReasonCatalogue::fromJson(bytes);
    (void)standardFromJson(bytes);
    (void)layoutsFromJson(bytes);
    const auto object = json::parseObject(bytes);
    if (!object)
        return 0;
    if (const auto report = reportFromJson(*object); report && !reportFromJson(toJson(*report)))
        std::abort();
    if (const auto decision = decisionFromJson(*object); decision && !decisionFromJson(toJson(*decision)))
        std::abort();
    return 0;
}
