#pragma once

#include "tests/app/support/fake_server.h"

namespace photodesk::test {

/// The contact sheet's routes over the records of a FakeServer: a photo whose report has a fail is red,
/// another is clean. The bulk keeps the server's rules as far as a workstation can see them.
class FakeSheet {
public:
    explicit FakeSheet(FakeServer& server);

    /// A clean record with its own yaw.
    static FakeRecord cleanRecord(int number, double yaw);

    std::function<std::optional<FakeResponse>(const FakeRequest&)> first; ///< asked before everything
    bool bulkAllowed = true;
    int sampleSize = 3;
    int pageSize = 0;               ///< smaller than asked for; 0: as asked for
    QSet<QString> notes, elsewhere; ///< record ids
    QString state;                  ///< of the bulk; empty: none
    QStringList sample, rest;
    int approved = 0, undone = 0; ///< how often it really happened

private:
    [[nodiscard]] std::optional<FakeResponse> answer(const FakeRequest& request);
    [[nodiscard]] FakeResponse photos(const FakeRequest& request) const;
    [[nodiscard]] QJsonObject photo(const FakeRecord& record, const QString& check) const;
    [[nodiscard]] FakeResponse start(const FakeRequest& request);
    [[nodiscard]] FakeResponse claimSample();
    [[nodiscard]] FakeResponse claimRecord(const QString& id);
    [[nodiscard]] FakeResponse step(const QByteArray& which);
    [[nodiscard]] QJsonObject bulk() const;
    [[nodiscard]] QStringList left() const;
    void settle();

    FakeServer& server_;
    QHash<QByteArray, QJsonObject> started_; ///< by idempotency key
};

} // namespace photodesk::test
