#include "domain/order.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace photodesk;
using S = OrderState;
using A = OrderAction;

// Written from the product: unpaid → to-ship (queued → printed → packed) → shipped → done; cancelled;
// refunded; a sheet can be printed again; a payment that comes after cancellation is refunded by itself.
namespace {

constexpr A actions[] = {A::Pay, A::Print, A::Pack, A::Ship, A::Finish, A::Cancel, A::Refund, A::Requeue};

std::optional<S> expectedAfter(S from, A action)
{
    switch (action) {
    case A::Pay: return from == S::Unpaid ? std::optional(S::Queued) : std::nullopt;
    case A::Print: return from == S::Queued ? std::optional(S::Printed) : std::nullopt;
    case A::Pack: return from == S::Printed ? std::optional(S::Packed) : std::nullopt;
    case A::Ship: return from == S::Packed ? std::optional(S::Shipped) : std::nullopt;
    case A::Finish: return from == S::Shipped ? std::optional(S::Done) : std::nullopt;
    case A::Cancel: return from == S::Unpaid ? std::optional(S::Cancelled) : std::nullopt;
    case A::Requeue: return from == S::Printed || from == S::Packed ? std::optional(S::Queued) : std::nullopt;
    case A::Refund:
        return from == S::Queued || from == S::Printed || from == S::Packed || from == S::Cancelled
                   ? std::optional(S::Refunded)
                   : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

class TestOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCombination()
    {
        std::size_t moves = 0;
        for (const S from : allOrderStates()) {
            for (const A action : actions) {
                const auto wanted = expectedAfter(from, action);
                const auto got = nextOrderState(from, action, false);
                QCOMPARE(got.has_value(), wanted.has_value());
                if (!wanted) {
                    QCOMPARE(got.error().code, ErrorCode::NotAllowedInState);
                    continue;
                }
                ++moves;
                QCOMPARE(*got, *wanted);
            }
        }
        QCOMPARE(orderTransitions().size(), moves);
    }

    void holdStopsTheWork()
    {
        for (const S from : allOrderStates()) {
            for (const A action : {A::Print, A::Pack, A::Ship, A::Requeue, A::Finish})
                QCOMPARE(nextOrderState(from, action, true).error().code, ErrorCode::NotAllowedInState);
        }
        QVERIFY(nextOrderState(S::Queued, A::Refund, true) == S::Refunded);
        QVERIFY(nextOrderState(S::Unpaid, A::Cancel, true) == S::Cancelled);
        QVERIFY(nextOrderState(S::Unpaid, A::Pay, true) == S::Queued);
        QVERIFY(!nextOrderState(S::Done, A::Refund, true));
    }

    void names()
    {
        const std::vector<std::pair<S, const char*>> known{
            {S::Unpaid, "unpaid"},       {S::Queued, "queued"},    {S::Printed, "printed"},
            {S::Packed, "packed"},       {S::Shipped, "shipped"},  {S::Done, "done"},
            {S::Cancelled, "cancelled"}, {S::Refunded, "refunded"}};
        QCOMPARE(allOrderStates().size(), known.size());
        for (const auto& [state, name] : known) {
            QCOMPARE(orderStateName(state), QLatin1StringView(name));
            QVERIFY(orderStateFromName(QLatin1StringView(name).toString()) == state);
        }
        QVERIFY(!orderStateFromName(u"to_ship"));
    }
};

QTEST_APPLESS_MAIN(TestOrder)
#include "tst_order.moc"
