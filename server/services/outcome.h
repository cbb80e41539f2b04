#pragma once

#include "domain/record.h"
#include "domain/result.h"

#include <optional>

namespace photodesk::server::services {

/// What every write to a record answers with, and what a conflict carries (RecordBrief of the contract).
struct RecordBrief {
    QString id;
    RecordState state = RecordState::None;
    qint64 version = 0;
};

/// An error with what a client needs beside its code: the present record (conflicts) and how long to wait
/// (AccountLocked, TooManyRequests).
struct Refusal {
    Error error;
    std::optional<RecordBrief> record;
    std::optional<qint64> retryAfterMs;

    Refusal() = default;
    // Implicit, so that PD_TRY and fail() of a plain Result pass through.
    Refusal(Error plain) : error(std::move(plain)) {} // NOLINT(google-explicit-constructor)
    Refusal(Error plain, RecordBrief present) : error(std::move(plain)), record(std::move(present)) {}
    Refusal(Error plain, qint64 waitMs) : error(std::move(plain)), retryAfterMs(waitMs) {}
};

/// Every use case returns this.
template <typename T>
using Outcome = tl::expected<T, Refusal>;

} // namespace photodesk::server::services

namespace photodesk {

/// Lets PD_TRY and PD_ASSIGN hand a Refusal on.
[[nodiscard]] inline tl::unexpected<server::services::Refusal> fail(server::services::Refusal refusal)
{
    return tl::unexpected<server::services::Refusal>(std::move(refusal));
}

} // namespace photodesk
