#pragma once

#include "domain/result.h"

#include <QString>

namespace photodesk::server::identity {

/// Brings a one-time code to a phone. Any thread; may block, so never called inside a transaction.
class CodeSender {
public:
    virtual ~CodeSender() = default;
    [[nodiscard]] virtual Result<void> send(const QString& phone, const QString& code) = 0;
};

} // namespace photodesk::server::identity
