#pragma once

#include "app/client/outbox.h"
#include "tests/app/support/desk.h"

#include <QUuid>

namespace photodesk::test {

using namespace Qt::StringLiterals;
using namespace photodesk::app;

inline const QByteArray owner = "http://x\nli";
inline const QByteArray keyBytes(SealedBox::keyBytes, 'k');

inline Decision decisionOn(const FakeRecord& record, Verdict verdict = Verdict::Reject)
{
    Decision d;
    d.recordId = record.id;
    d.version = record.version;
    d.attempt = 1;
    d.photoSha256 = QString(64, u'a');
    d.verdict = verdict;
    d.reasons = {u"G01"_s};
    d.mainReason = u"G01"_s;
    d.note = u"please take the glasses off"_s;
    d.decidedAt = QDateTime::currentDateTimeUtc();
    d.idempotencyKey = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return d;
}

template <typename T>
T wait(QFuture<T> future)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000); }();
    return future.isFinished() ? future.result() : T(fail(ErrorCode::Internal));
}

/// A client with a token of its own and an outbox in a given file.
struct Client {
    explicit Client(const QString& server) : api(transport), outbox(api, clock, {5, 40})
    {
        transport.setServer(*ServerAddress::parse(server));
    }
    bool signIn()
    {
        auto session = api.signIn(u"li"_s, u"right"_s);
        [&] { QTRY_VERIFY(session.isFinished()); }();
        if (!session.isFinished() || !session.result())
            return false;
        transport.setToken(session.result()->token.toLatin1());
        return true;
    }
    Result<void> open(const QString& file, const QByteArray& key = keyBytes, const QByteArray& who = owner)
    {
        return wait(outbox.open(file, who, *SealedBox::fromKey(key)));
    }
    SystemClock clock;
    Transport transport;
    ApiClient api;
    Outbox outbox;
};

} // namespace photodesk::test
