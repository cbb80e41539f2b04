#include "app/client/endpoints.h"

#include <algorithm>

namespace photodesk::app {
namespace {

using enum EndpointId;
constexpr Endpoint table[] = {
    {Ready, "GET", "/readyz", false, false},
    {SignIn, "POST", "/api/v1/staff/session", false, false},
    {WhoAmI, "GET", "/api/v1/staff/session", true, false},
    {SignOut, "DELETE", "/api/v1/staff/session", true, false},
    {Queue, "GET", "/api/v1/staff/review/queue", true, false},
    {Claim, "POST", "/api/v1/staff/review/claims", true, false},
    {Heartbeat, "POST", "/api/v1/staff/review/heartbeat", true, false},
    {Release, "POST", "/api/v1/staff/review/release", true, false},
    {ReturnPhotos, "POST", "/api/v1/staff/review/return", true, false},
    {Filters, "GET", "/api/v1/staff/review/filters", true, false},
    {Today, "GET", "/api/v1/staff/me/today", true, false},
    {PhotoCopied, "POST", "/api/v1/staff/records/{id}/attempts/{attempt}/copied", true, false},
    {Record, "GET", "/api/v1/staff/records/{id}", true, false},
    {Photo, "GET", "/api/v1/staff/records/{id}/attempts/{attempt}/photo/{kind}", true, false},
    {Decide, "POST", "/api/v1/staff/records/{id}/decision", true, true},
    {Rework, "POST", "/api/v1/staff/records/{id}/rework", true, true},
    {Restore, "POST", "/api/v1/staff/records/{id}/restore", true, true},
    {Revisions, "GET", "/api/v1/staff/records/{id}/attempts/{attempt}/revisions", true, false},
    {MyDecisions, "GET", "/api/v1/staff/decisions", true, false},
    {Undo, "POST", "/api/v1/staff/decisions/{id}/undo", true, false},
    {SheetPhotos, "GET", "/api/v1/staff/review/photos", true, false},
    {ClaimRecord, "POST", "/api/v1/staff/records/{id}/claim", true, false},
    {CurrentBulk, "GET", "/api/v1/staff/review/bulk", true, false},
    {StartBulk, "POST", "/api/v1/staff/review/bulks", true, true},
    {ClaimSample, "POST", "/api/v1/staff/review/bulks/{id}/sample", true, false},
    {ApproveBulk, "POST", "/api/v1/staff/review/bulks/{id}/approval", true, false},
    {CancelBulk, "POST", "/api/v1/staff/review/bulks/{id}/cancel", true, false},
    {UndoBulk, "POST", "/api/v1/staff/review/bulks/{id}/undo", true, false},
};

} // namespace

std::span<const Endpoint> endpoints()
{
    return table;
}

const Endpoint& endpoint(EndpointId id)
{
    return *std::ranges::find(table, id, &Endpoint::id);
}

} // namespace photodesk::app
