// The cut-out against the exact coverage of rendered heads, before their own walls and before others.
#include "imaging/render.h"
#include "mattes.h"
#include "portraits.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        result[order[i]] = double(i);
    return result;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const double n = double(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n,
                 mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

double qualityIn(const imaging::Rendered& r)
{
    const auto check = std::ranges::find(r.checks, u"cutout.quality"_s, &CheckResult::id);
    return check != r.checks.end() ? check->value.value_or(-1) : -1;
}

} // namespace

class TestMatte : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<imaging::Engine> engine_ = makeEngine();
    double ms_ = 0;

    imaging::Rendered rendered(const imaging::Photo& photo)
    {
        const auto analysis = engine_->analyse(photo, seedStandard(), imaging::Depth::Full);
        if (!analysis)
            qFatal("cannot analyse");
        QElapsedTimer clock;
        clock.start();
        auto r = imaging::render(photo, *analysis, seedStandard(), seedStandard().backgrounds.front());
        ms_ += double(clock.nsecsElapsed()) / 1e6;
        if (!r)
            qFatal("cannot render: %s", qUtf8Printable(r.error().detail));
        return *std::move(r);
    }

private Q_SLOTS:
    void edgeBand()
    {
        double sum = 0, worst = 0;
        int count = 0;
        for (const char* name :
             {"clean_00_a", "clean_00_b", "clean_02_a", "clean_02_b", "clean_04_a", "clean_04_b",
              "clean_06_a", "clean_06_b", "clean_10_a", "clean_13_a", "bg_0_wall", "bg_5_gradient",
              "bgshadow_04", "glasses_00", "hat_04", "hair_02_short03"}) {
            const QString file = u"synth/%1.png"_s.arg(QLatin1StringView(name));
            const imaging::Rendered r = rendered(portrait(file));
            const double error = bandError(r.alpha, truthOn(r, trueAlpha(file)));
            say(u"  %1 edge error %2, quality %3"_s.arg(QLatin1StringView(name), -16)
                    .arg(error, 0, 'f', 1)
                    .arg(qualityIn(r), 0, 'f', 2));
            sum += error;
            worst = std::max(worst, error);
            ++count;
        }
        say(u"edge band error x 1000: mean %1, worst %2; render %3 ms each"_s.arg(sum / count, 0, 'f', 1)
                .arg(worst, 0, 'f', 1)
                .arg(ms_ / count, 0, 'f', 0));
        QVERIFY(sum / count < 11.5);
        QVERIFY(worst < 21);
    }

    void otherWalls()
    {
        std::vector<double> errors, qualities;
        double plainSum = 0, busySum = 0;
        int plain = 0, busy = 0;
        for (const Wall wall : {Wall::Flat, Wall::Gradient, Wall::Shadow, Wall::Grain, Wall::Mottled,
                                Wall::Curtain, Wall::Tiles, Wall::Shelf, Wall::Room, Wall::Garden}) {
            double sum = 0;
            int count = 0;
            for (const char* name : {"clean_02_a", "clean_13_a"}) {
                const QString file = u"synth/%1.png"_s.arg(QLatin1StringView(name));
                const imaging::Rendered r = rendered(before(wall, file));
                errors.push_back(bandError(r.alpha, truthOn(r, trueAlpha(file))));
                qualities.push_back(qualityIn(r));
                sum += errors.back();
                ++count;
            }
            say(u"  %1 edge error %2"_s.arg(QLatin1StringView(nameOf(wall)), -9).arg(sum / count, 0, 'f', 1));
            (isPlain(wall) ? plainSum : busySum) += sum;
            (isPlain(wall) ? plain : busy) += count;
        }
        const double agreement = -correlation(ranks(errors), ranks(qualities));
        say(u"plain walls %1, others %2; quality ranks the error with %3"_s.arg(plainSum / plain, 0, 'f', 1)
                .arg(busySum / busy, 0, 'f', 1)
                .arg(agreement, 0, 'f', 2));
        QVERIFY(plainSum / plain < 16);
        QVERIFY(busySum / busy < 34);
        QVERIFY(agreement > 0.5);
    }
};

QTEST_GUILESS_MAIN(TestMatte)
#include "tst_matte.moc"
