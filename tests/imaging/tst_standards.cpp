#include "resources/resources.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;

class TestStandards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allParse()
    {
        const QStringList ids = resources::standardIds();
        for (const auto id :
             {"chsi_xinhua_gd_seed"_L1, "chsi_99_2017"_L1, "xinhua_2020_00a3e6"_L1, "ga461_2004"_L1})
            QVERIFY2(ids.contains(id), id.data());
        for (const QString& id : ids) {
            const auto standard = resources::standard(id);
            QVERIFY2(standard, qPrintable(id + u": "_s + (standard ? QString() : standard.error().detail)));
            QCOMPARE(standard->id, id);
            QVERIFY(!standard->checks.empty());
        }
    }

    void targetsLieInsideTheirLimits()
    {
        for (const QString& id : resources::standardIds()) {
            const auto standard = resources::standard(id);
            QVERIFY(standard);
            const QSize size = standard->outputSize;
            const auto holds = [&](QLatin1StringView check, double value) {
                const CheckLimits* limits = standard->limits(QString(check));
                return limits && judge(*limits, value).status == CheckStatus::Pass;
            };
            QVERIFY(holds("head.top"_L1, standard->targetHeadTop * size.height()));
            QVERIFY(holds("eye.line"_L1, standard->targetEyeLine * size.height()));
            QVERIFY(holds("face.width"_L1, standard->targetFaceWidth * size.width()));
        }
    }

    void glassesFollowTheStandard()
    {
        const auto strict = resources::standard(u"chsi_xinhua_gd_seed"_s);
        const auto open = resources::standard(u"chsi_99_2017"_s);
        QVERIFY(strict && open);
        QCOMPARE(strict->limits(u"glasses.worn"_s)->severity, Severity::Block);
        QCOMPARE(open->limits(u"glasses.worn"_s)->severity, Severity::Off);
        QCOMPARE(strict->backgrounds.front(), qRgb(100, 197, 255));
    }
};

QTEST_GUILESS_MAIN(TestStandards)
#include "tst_standards.moc"
