#include "server/http/detail/core.h"

namespace photodesk::server::http::detail {

void SessionRegistry::enter(SessionBase* session)
{
    const std::lock_guard lock(mutex_);
    sessions_.insert(session);
}

void SessionRegistry::leave(SessionBase* session)
{
    // Notified under the lock: the waiter may destroy this right after.
    const std::lock_guard lock(mutex_);
    sessions_.erase(session);
    left_.notify_all();
}

std::size_t SessionRegistry::count() const
{
    const std::lock_guard lock(mutex_);
    return sessions_.size();
}

std::vector<std::shared_ptr<SessionBase>> SessionRegistry::living() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<SessionBase>> list;
    for (SessionBase* session : sessions_) {
        if (auto held = session->weak_from_this().lock())
            list.push_back(std::move(held));
    }
    return list;
}

void SessionRegistry::drainAll()
{
    for (const auto& session : living())
        session->drain();
}

void SessionRegistry::abortAll()
{
    for (const auto& session : living())
        session->abort();
}

bool SessionRegistry::waitEmpty(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(mutex_);
    return left_.wait_for(lock, timeout, [this] { return sessions_.empty(); });
}

} // namespace photodesk::server::http::detail
