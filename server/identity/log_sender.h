#pragma once

#include "server/identity/code_sender.h"

#include <mutex>

namespace photodesk::server::identity {

/// Development only: one line "TIME PHONE CODE" per code, appended to a file only its owner can read. Codes
/// never go to the ordinary log.
class LogSender final : public CodeSender {
public:
    explicit LogSender(QString file);
    [[nodiscard]] Result<void> send(const QString& phone, const QString& code) override;

private:
    std::mutex mutex_;
    QString file_;
};

} // namespace photodesk::server::identity
