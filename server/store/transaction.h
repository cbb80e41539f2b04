#pragma once

#include "domain/result.h"

#include <memory>
#include <mutex>

namespace photodesk::server::store {

class Connection;
class Database;

/// Rolls back unless committed. Of the thread that began it; not nested.
class Transaction {
public:
    enum class Mode { Read, Write };

    [[nodiscard]] static Result<std::unique_ptr<Transaction>> begin(Database& database, Mode mode);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    [[nodiscard]] Result<void> commit();
    [[nodiscard]] Connection& connection() { return connection_; }

private:
    Transaction(Connection& connection, std::unique_lock<std::timed_mutex> writer)
        : connection_(connection), writer_(std::move(writer))
    {
    }

    Connection& connection_;
    std::unique_lock<std::timed_mutex> writer_;
    bool open_ = true;
};

} // namespace photodesk::server::store
