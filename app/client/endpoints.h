#pragma once

#include <span>

namespace photodesk::app {

enum class EndpointId {
    Ready,
    SignIn,
    WhoAmI,
    SignOut,
    Queue,
    Claim,
    Heartbeat,
    Release,
    ReturnPhotos,
    Filters,
    Today,
    PhotoCopied,
    Record,
    Photo,
    Decide,
    Rework,
    Restore,
    Revisions,
    MyDecisions,
    Undo,
    SheetPhotos,
    ClaimRecord,
    CurrentBulk,
    StartBulk,
    ClaimSample,
    ApproveBulk,
    CancelBulk,
    UndoBulk,
};

/// One route of docs/api/openapi.yaml that the workstation calls; a test holds this table against that file.
struct Endpoint {
    EndpointId id;
    const char* method;
    const char* path; ///< {…} are filled in order
    bool authorised;  ///< carries the token; a 401 blocks the queue
    bool idempotencyKey;
};

[[nodiscard]] std::span<const Endpoint> endpoints();
[[nodiscard]] const Endpoint& endpoint(EndpointId id);

} // namespace photodesk::app
