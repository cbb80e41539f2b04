#pragma once

#include "domain/reason.h"
#include "server/services/clock.h"
#include "server/services/settings.h"

namespace photodesk::server::store {
class Database;
}
namespace photodesk::server::photos {
class PhotoStore;
}

namespace photodesk::server::services {

class Secrets;

/// What every use case works with. Everything in it outlives the services and may be used by any thread.
struct Context {
    store::Database& database;
    photos::PhotoStore& photos;
    const Clock& clock;
    const Secrets& secrets;
    const ReasonCatalogue& reasons;
    const Settings& settings;
};

} // namespace photodesk::server::services
