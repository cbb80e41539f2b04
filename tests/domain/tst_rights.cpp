#include "domain/rights.h"

#include <QTest>

#include <array>

using namespace photodesk;
using namespace Qt::StringLiterals;
using R = Right;

namespace {

constexpr std::array everyRight = {R::Review,        R::Recall,  R::BulkApprove, R::SeeBatches,
                                   R::ManageBatches, R::Deliver, R::ManageStaff, R::SeeAudit,
                                   R::SeeOrders,     R::Print,   R::TakePayment};

bool has(Role role, Right right)
{
    return rightsOf(role).testFlag(right);
}

} // namespace

class TestRights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRole();
    void nobodyHasAll();
    void severalRoles();
    void whoDecides();
    void names();
};

void TestRights::eachRole()
{
    QVERIFY(has(Role::Reviewer, R::Review));
    QVERIFY(!has(Role::Reviewer, R::BulkApprove)); // a right of its own
    QVERIFY(!has(Role::Reviewer, R::Recall));
    QVERIFY(has(Role::SeniorReviewer, R::Review));
    QVERIFY(has(Role::SeniorReviewer, R::Recall));
    QVERIFY(has(Role::SeniorReviewer, R::BulkApprove));
    for (const Right right : {R::ManageBatches, R::Deliver, R::ManageStaff, R::SeeAudit, R::Recall})
        QVERIFY(has(Role::Administrator, right));
    QVERIFY(!has(Role::Administrator, R::Review)); // who judges and who rules are two people
    QVERIFY(has(Role::Print, R::SeeOrders));
    QVERIFY(has(Role::Print, R::Print));
    QVERIFY(!has(Role::Print, R::Review));
    QVERIFY(rightsOf(Role::Auditor) == Rights(R::SeeAudit));
    for (const Role role : {Role::Reviewer, Role::SeniorReviewer, Role::Auditor}) {
        QVERIFY(!has(role, R::SeeOrders)); // full addresses are for print staff
        QVERIFY(!has(role, R::ManageStaff));
        QVERIFY(!has(role, R::TakePayment));
    }
}

void TestRights::nobodyHasAll()
{
    for (const Right right : everyRight) {
        int holders = 0;
        for (const Role role : allRoles())
            holders += has(role, right) ? 1 : 0;
        QVERIFY(holders > 0);
        QVERIFY(holders < int(allRoles().size()));
    }
}

void TestRights::severalRoles()
{
    const std::array both = {Role::Print, Role::Auditor};
    QVERIFY(rightsOf(both) == (rightsOf(Role::Print) | rightsOf(Role::Auditor)));
    QVERIFY(rightsOf(std::span<const Role>()) == Rights());
}

void TestRights::whoDecides()
{
    const std::array reviewer = {Role::Reviewer};
    const std::array senior = {Role::Reviewer, Role::SeniorReviewer};
    const std::array others = {Role::Administrator, Role::Print, Role::Auditor};
    QVERIFY(reviewingActor(reviewer) == Actor::Reviewer);
    QVERIFY(reviewingActor(senior) == Actor::SeniorReviewer);
    QVERIFY(!reviewingActor(others));
    QVERIFY(!reviewingActor({}));
}

void TestRights::names()
{
    const QStringList known{u"reviewer"_s, u"senior_reviewer"_s, u"administrator"_s, u"print"_s,
                            u"auditor"_s};
    QCOMPARE(roleNames(allRoles()), known);
    QVERIFY(rolesFromNames(known) == std::vector<Role>(allRoles().begin(), allRoles().end()));
    QVERIFY(rolesFromNames({u"root"_s, u"print"_s}) == std::vector<Role>{Role::Print});
    QVERIFY(!roleFromName(u"Reviewer"));
}

QTEST_APPLESS_MAIN(TestRights)
#include "tst_rights.moc"
