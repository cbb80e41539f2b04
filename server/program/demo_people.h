#pragma once

#include "server/identity/code_sender.h"
#include "server/program/installation.h"

#include <QHash>

namespace photodesk::server::program {

/// A clock that stands where it was put: the story is told in order, at the times it happened.
class StoryClock final : public services::Clock {
public:
    explicit StoryClock(qint64 nowMs) : nowMs_(nowMs) {}
    [[nodiscard]] qint64 nowMs() const override { return nowMs_; }
    void setMs(qint64 nowMs) { nowMs_ = nowMs; }

private:
    qint64 nowMs_;
};

/// The accounts of the demo: staff made at once, students signed in the first time they act.
class DemoPeople {
public:
    explicit DemoPeople(Installation& installation);

    [[nodiscard]] services::Outcome<void> addStaff(const QString& user, const QString& displayName,
                                                   const QStringList& roles, const QString& password);
    /// Error: NotFound.
    [[nodiscard]] services::Outcome<services::Staff> staff(const QString& user) const;
    /// By the way a phone goes: code asked for, received, typed, both consents given.
    [[nodiscard]] services::Outcome<services::Student> student(const QString& phone);

private:
    /// Receives the code in place of a phone.
    class Pocket final : public identity::CodeSender {
    public:
        [[nodiscard]] Result<void> send(const QString& phone, const QString& code) override;
        QString lastCode;
    };

    Installation& installation_;
    Pocket pocket_;
    services::StudentAccounts accounts_;
    QHash<QString, services::Staff> staff_;
    QHash<QString, services::Student> students_;
};

} // namespace photodesk::server::program
