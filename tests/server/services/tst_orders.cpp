#include "domain/json.h"
#include "server/services/orders.h"
#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class OrdersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    std::unique_ptr<Orders> orders_;
    QString record_;
    const QJsonObject address_{{u"name"_s, u"吴小明"_s}, {u"street"_s, u"学院路 1 号"_s}};

    QString placed() { return must(orders_->place({record_, u"layout_1"_s, 1800, address_}, u"operator"_s)); }
    QString bring(const QString& id, OrderState state, const QString& hold = {},
                  const QString& waybill = u"SF1"_s)
    {
        return codeOf(orders_->bringTo(id, {state, u"SF"_s, waybill, hold}, u"operator"_s));
    }
    server::store::Row row(const QString& id)
    {
        return *must(must(world_->database().local())
                         ->queryOne(u"SELECT state, version, on_hold, hold_reason, carrier, waybill,"
                                    " shipped_at, address_sealed, amount_fen FROM orders WHERE id = ?"_s,
                                    {id}));
    }
    QString state(const QString& id) { return row(id).text(0); }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        orders_ = std::make_unique<Orders>(world_->context());
        record_ = world_->inReview();
        (void)world_->decided(world_->staff(u"li"_s), Verdict::Approve);
    }
    void cleanup()
    {
        orders_.reset();
        world_.reset();
    }

    void theAddressIsCopiedAndSealed()
    {
        const auto order = row(placed());
        QCOMPARE(order.text(0), u"unpaid"_s);
        QCOMPARE(order.integer(1), 1);
        QCOMPARE(order.integer(8), 1800);
        QVERIFY(!order.text(7).contains(u"学院路"_s));
        const QByteArray opened = must(world_->context().secrets.unseal(order.text(7)));
        QCOMPARE(must(json::parseObject(opened)), address_);
        for (const AuditEntry& entry : must(world_->services->audit.page({}, 100)).items)
            QVERIFY(!json::compact(entry.detail).contains("学院路"));
    }

    void ordersThatCanNotBe()
    {
        const auto place = [&](const QString& record, const QString& layout, qint64 fen) {
            return codeOf(orders_->place({record, layout, fen, address_}, u"operator"_s));
        };
        QCOMPARE(place(newId(), u"layout_1"_s, 1800), u"not_found"_s);
        QCOMPARE(place(record_, u"layout_9"_s, 1800), u"not_found"_s);
        QCOMPARE(place(record_, u"layout_1"_s, -1), u"invalid_field"_s);
        QCOMPARE(place(world_->inReview(), u"layout_1"_s, 1800), u"not_allowed_in_state"_s);
        QCOMPARE(bring(newId(), OrderState::Queued), u"not_found"_s);
        QCOMPARE(
            must(must(world_->database().local())->queryOne(u"SELECT COUNT(*) FROM orders"_s))->integer(0),
            0);
    }

    void atOnceToTheEnd()
    {
        const QString id = placed();
        world_->clock.advance(1000);
        QCOMPARE(bring(id, OrderState::Done), QString());
        const auto order = row(id);
        QCOMPARE(order.text(0), u"done"_s);
        QCOMPARE(order.integer(1), 2);
        QCOMPARE(order.text(4), u"SF"_s);
        QCOMPARE(order.text(5), u"SF1"_s);
        QCOMPARE(order.integer(6), world_->clock.nowMs());
    }

    void dayByDay()
    {
        const QString id = placed();
        for (const OrderState next : {OrderState::Queued, OrderState::Printed, OrderState::Packed}) {
            QCOMPARE(bring(id, next), QString());
            QCOMPARE(state(id), QString(orderStateName(next)));
        }
        QCOMPARE(bring(id, OrderState::Shipped, {}, {}), u"invalid_field"_s);
        QCOMPARE(state(id), u"packed"_s);
        QCOMPARE(bring(id, OrderState::Shipped), QString());
        const qint64 shippedAt = world_->clock.nowMs();
        world_->clock.advance(1000);
        QCOMPARE(bring(id, OrderState::Done, {}, u"other"_s), QString());
        QCOMPARE(row(id).integer(6), shippedAt); // shipped once
        QCOMPARE(row(id).text(5), u"SF1"_s);
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void backwards_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("code");
        const QString no = u"not_allowed_in_state"_s;
        QTest::newRow("print again") << u"packed"_s << u"queued"_s << QString();
        QTest::newRow("refund a printed one") << u"printed"_s << u"refunded"_s << QString();
        QTest::newRow("cancel") << u"unpaid"_s << u"cancelled"_s << QString();
        QTest::newRow("paid after cancelling") << u"cancelled"_s << u"refunded"_s << QString();
        QTest::newRow("cancel a paid one") << u"queued"_s << u"cancelled"_s << no;
        QTest::newRow("print a cancelled one") << u"cancelled"_s << u"printed"_s << no;
        QTest::newRow("refund a shipped one") << u"shipped"_s << u"refunded"_s << no;
        QTest::newRow("unpay") << u"queued"_s << u"unpaid"_s << no;
        QTest::newRow("after the end") << u"done"_s << u"shipped"_s << no;
        QTest::newRow("after the refund") << u"refunded"_s << u"queued"_s << no;
    }
    void backwards()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, code);
        const QString id = placed();
        QCOMPARE(bring(id, *orderStateFromName(from)), QString());
        QCOMPARE(bring(id, *orderStateFromName(to)), code);
        QCOMPARE(state(id), code.isEmpty() ? to : from);
    }

    void onHoldNothingIsMade()
    {
        const QString id = placed(), why = u"地址不全"_s;
        QCOMPARE(bring(id, OrderState::Printed, why), QString());
        QVERIFY(row(id).flag(2));
        QCOMPARE(row(id).text(3), why);
        QCOMPARE(bring(id, OrderState::Packed), u"not_allowed_in_state"_s);
        QCOMPARE(bring(id, OrderState::Queued), u"not_allowed_in_state"_s);
        QVERIFY(row(id).flag(2)); // a refused move does not release it
        QCOMPARE(bring(id, OrderState::Printed), QString());
        QVERIFY(!row(id).flag(2) && row(id).text(3).isEmpty());
        QCOMPARE(bring(id, OrderState::Packed), QString());
    }

    void onHoldMoneyStillMoves()
    {
        const QString id = placed(), why = u"地址不全"_s;
        QCOMPARE(bring(id, OrderState::Unpaid, why), QString());
        QCOMPARE(bring(id, OrderState::Printed, why), u"not_allowed_in_state"_s);
        QCOMPARE(bring(id, OrderState::Queued, why), QString());
        QVERIFY(row(id).flag(2));
        QCOMPARE(bring(id, OrderState::Refunded, why), QString());
    }
};

QTEST_GUILESS_MAIN(OrdersTest)
#include "tst_orders.moc"
