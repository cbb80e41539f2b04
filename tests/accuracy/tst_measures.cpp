// The measures themselves: what is exact measures as nothing, a known fault as its known size.
#include "matte_errors.h"
#include "measures.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::accuracy;

namespace {

/// Covered on the left, a ramp of 20 pixels, nothing on the right.
Plane ramp(int shift)
{
    Plane plane(120, 80);
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x)
            plane.at(x, y) = std::clamp(float(70 + shift - x) / 20, 0.f, 1.f);
    }
    return plane;
}

/// A person of one colour before a wall, by this coverage.
QImage photoOf(const Plane& coverage, QRgb person, QRgb wall)
{
    QImage image(coverage.width, coverage.height, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const auto mix = [&](int a, int b) {
                return int(std::lround(float(a) * coverage.at(x, y) + float(b) * (1 - coverage.at(x, y))));
            };
            image.setPixel(x, y,
                           qRgb(mix(qRed(person), qRed(wall)), mix(qGreen(person), qGreen(wall)),
                                mix(qBlue(person), qBlue(wall))));
        }
    }
    return image;
}

Pair pairOf(const Portrait& portrait, CheckStatus status)
{
    Pair pair{&portrait, {}};
    CheckResult check;
    check.id = u"glasses.worn"_s;
    check.status = status;
    check.value = 0.5;
    check.blocking = true;
    pair.seen.report.checks.push_back(check);
    return pair;
}

double metric(const Sheet& sheet, const char* name)
{
    const QJsonObject metrics = sheet.json().value("metrics"_L1).toObject();
    return metrics.value(QLatin1StringView(name)).toDouble(-1);
}

} // namespace

class TestMeasures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactMattesMeasureNothing()
    {
        const MatteErrors none = matteErrors(ramp(0), ramp(0));
        QCOMPARE(none.mad + none.sad + none.gradient + none.band, 0.0);
        const MatteErrors moved = matteErrors(ramp(0), ramp(4));
        // Twenty columns (and four beside them) off by up to 4/20: 4 of 120 columns' worth in all.
        QVERIFY(std::abs(moved.mad - 1000.0 * 4 / 120) < 0.5);
        QVERIFY(std::abs(moved.sad - 4.0 * 80 / 1000) < 0.01);
        QVERIFY(moved.band > moved.mad && moved.gradient > 0);
        QVERIFY(matteErrors(ramp(0), ramp(8)).gradient > moved.gradient);
    }

    void croppingKeepsPlaces()
    {
        const Plane whole = ramp(0), same = cropped(whole, QRectF(0, 0, 120, 80), {120, 80}, false);
        for (const int x : {20, 55, 60, 65, 100})
            QVERIFY(std::abs(same.at(x, 40) - whole.at(x, 40)) < 0.02f);
        const Plane beyond = cropped(whole, QRectF(-40, 0, 120, 80), {120, 80}, false);
        QCOMPARE(beyond.at(10, 40), 0.f);
        QVERIFY(std::abs(beyond.at(100, 40) - whole.at(60, 40)) < 0.02f);
    }

    void exactCompositesMeasureNothing()
    {
        const QRgb person = qRgb(120, 80, 60), wall = qRgb(200, 210, 190), blue = qRgb(100, 197, 255);
        const Plane truth = ramp(0);
        const QImage photo = photoOf(truth, person, wall);
        const QRectF all(0, 0, 120, 80);
        const CompositeErrors good = compositeErrors(truth, photo, all, photoOf(truth, person, blue), blue);
        QVERIFY2(good.band < 1.0, qPrintable(QString::number(good.band)));
        QVERIFY(good.border < 0.01 && good.wall < 0.01);
        // The old wall shining through the band is what the measure is for.
        const CompositeErrors halo = compositeErrors(truth, photo, all, photo, blue);
        QVERIFY(halo.band > 10 && halo.border > 20);
    }

    void recallAndAlarms()
    {
        Portrait worn, bare;
        worn.file = u"worn"_s;
        worn.defects = {u"glasses"_s};
        bare.file = u"bare"_s;
        const QJsonObject table{{"defects"_L1, QJsonObject{{"glasses"_L1, QJsonArray{u"glasses.worn"_s}}}}};
        Sheet good, bad;
        measureChecks({pairOf(worn, CheckStatus::Fail), pairOf(bare, CheckStatus::Pass)}, table, good);
        QCOMPARE(metric(good, "defect.glasses.fail"), 1.0);
        QCOMPARE(metric(good, "check.glasses.worn.false_fails"), 0.0);
        QCOMPARE(metric(good, "verdict.clean.red"), 0.0);
        measureChecks({pairOf(worn, CheckStatus::Warn), pairOf(bare, CheckStatus::Fail)}, table, bad);
        QCOMPARE(metric(bad, "defect.glasses.fail"), 0.0);
        QCOMPARE(metric(bad, "defect.glasses.notice"), 1.0);
        QCOMPARE(metric(bad, "check.glasses.worn.false_fails"), 1.0);
        QCOMPARE(metric(bad, "verdict.clean.red"), 1.0);
    }

    void whatWasNotMeasuredIsNoPass()
    {
        Portrait worn, bare;
        worn.defects = {u"glasses"_s};
        for (Portrait* portrait : {&worn, &bare}) {
            portrait->facesAtLeast = 1;
            portrait->race = u"any"_s;
        }
        const QJsonObject table{{"defects"_L1, QJsonObject{{"glasses"_L1, QJsonArray{u"glasses.worn"_s}}}}};
        const QJsonObject floors{{"check.glasses.worn.false_fails"_L1, QJsonObject{{"max"_L1, 1}}},
                                 {"checks.false_fail_share"_L1, QJsonObject{{"max"_L1, 1}}}};
        Sheet unasked, guilty, asked;
        measureChecks({pairOf(bare, CheckStatus::NotAssessed)}, table, unasked);
        QCOMPARE(unasked.broken(floors).size(), 2);
        measureChecks({pairOf(worn, CheckStatus::Fail)}, table, guilty); // nobody who could fail falsely
        QCOMPARE(guilty.broken(floors).size(), 2);
        measureChecks({pairOf(bare, CheckStatus::Pass)}, table, asked);
        QCOMPARE(asked.broken(floors).size(), 0);

        const QJsonObject fair{{"fair.race.any.falsely_dark"_L1, QJsonObject{{"max"_L1, 1}}}};
        Sheet dark, light;
        Pair pair = pairOf(bare, CheckStatus::Pass);
        measureFairness({pair}, dark); // light.under did not answer
        QCOMPARE(dark.broken(fair).size(), 1);
        pair.seen.report.checks.front().id = u"light.under"_s;
        measureFairness({pair}, light);
        QCOMPARE(light.broken(fair).size(), 0);
    }

    void floorsBreak()
    {
        Sheet sheet;
        sheet.set(u"a"_s, 2);
        const auto broken = [&](const QJsonObject& floor) { return sheet.broken({{"a"_L1, floor}}).size(); };
        QCOMPARE(broken({{"max"_L1, 2}}), 0);
        QCOMPARE(broken({{"max"_L1, 1.9}}), 1);
        QCOMPARE(broken({{"min"_L1, 2.1}}), 1);
        QCOMPARE(sheet.broken({{"b"_L1, QJsonObject{{"max"_L1, 1}}}}).size(), 1); // not measured is no pass
    }

    void poseErrorsGoRoundTheCircle()
    {
        Portrait portrait;
        portrait.labels = {{"yaw"_L1, 1}, {"pitch"_L1, 2}, {"roll"_L1, 179}};
        Pair pair{&portrait, {}};
        QVERIFY(!poseErrorOf(pair));
        pair.seen.report.yaw = 3;
        pair.seen.report.pitch = 0;
        pair.seen.report.roll = -179;
        const auto error = poseErrorOf(pair);
        QVERIFY(error);
        QCOMPARE(error->error[0], 2.0);
        QCOMPARE(error->error[1], -2.0);
        QCOMPARE(error->error[2], 2.0);
        QVERIFY(!error->within(20));
    }
};

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"
