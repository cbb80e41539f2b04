// The cut-out against the exact coverage of rendered heads.
#include "imaging/render.h"
#include "portraits.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

/// The true coverage brought to the rendered crop, 0–1; beyond the photo nothing.
std::vector<double> truthOn(const imaging::Rendered& r, const QImage& alpha)
{
    const double span = r.crop.width() / r.alpha.width();
    std::vector<double> values;
    const auto sample = [&](int x, int y) {
        return x < 0 || y < 0 || x >= alpha.width() || y >= alpha.height()
                   ? 0.0
                   : alpha.constScanLine(y)[x] / 255.0;
    };
    for (int y = 0; y < r.alpha.height(); ++y) {
        for (int x = 0; x < r.alpha.width(); ++x) {
            const double px = r.crop.x() + (x + 0.5) * span - 0.5, py = r.crop.y() + (y + 0.5) * span - 0.5;
            const int x0 = int(std::floor(px)), y0 = int(std::floor(py));
            const double fx = px - x0, fy = py - y0;
            values.push_back((sample(x0, y0) * (1 - fx) + sample(x0 + 1, y0) * fx) * (1 - fy)
                             + (sample(x0, y0 + 1) * (1 - fx) + sample(x0 + 1, y0 + 1) * fx) * fy);
        }
    }
    return values;
}

/// Mean absolute error within ten pixels of partly covered ones, × 1000.
double bandError(const imaging::Rendered& r, const std::vector<double>& truth)
{
    constexpr int reach = 10;
    const int w = r.alpha.width(), h = r.alpha.height();
    std::vector<char> band(truth.size(), 0);
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const double a = truth[std::size_t(y * w + x)];
            if (a <= 0.02 || a >= 0.98)
                continue;
            for (int v = std::max(0, y - reach); v <= std::min(h - 1, y + reach); ++v)
                std::fill_n(band.begin() + v * w + std::max(0, x - reach),
                            std::min(w - 1, x + reach) - std::max(0, x - reach) + 1, char(1));
        }
    }
    double sum = 0;
    int count = 0;
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const auto i = std::size_t(y * w + x);
            if (band[i]) {
                sum += std::abs(truth[i] - r.alpha.constScanLine(y)[x] / 255.0);
                ++count;
            }
        }
    }
    return count > 0 ? 1000 * sum / count : 0;
}

} // namespace

class TestMatte : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edgeBand()
    {
        const auto engine = makeEngine();
        double sum = 0, worst = 0, ms = 0;
        int count = 0;
        for (const char* name :
             {"clean_00_a", "clean_00_b", "clean_02_a", "clean_02_b", "clean_04_a", "clean_04_b",
              "clean_06_a", "clean_06_b", "clean_10_a", "clean_13_a", "bg_0_wall", "bg_5_gradient",
              "bgshadow_04", "glasses_00", "hat_04", "hair_02_short03"}) {
            const QString file = u"synth/%1.png"_s.arg(QLatin1StringView(name));
            const imaging::Photo photo = portrait(file);
            const auto analysis = engine->analyse(photo, seedStandard(), imaging::Depth::Full);
            QVERIFY(analysis);
            QElapsedTimer clock;
            clock.start();
            const auto r =
                imaging::render(photo, *analysis, seedStandard(), seedStandard().backgrounds.front());
            QVERIFY(r);
            ms += double(clock.nsecsElapsed()) / 1e6;
            const QString alphaFile = labels().value(file).toObject().value("alpha"_L1).toString();
            const QImage alpha = QImage(portraitPath(alphaFile)).convertToFormat(QImage::Format_Grayscale8);
            QVERIFY(!alpha.isNull());
            const double error = bandError(*r, truthOn(*r, alpha));
            say(u"  %1 edge error %2"_s.arg(QLatin1StringView(name), -16).arg(error, 0, 'f', 1));
            sum += error;
            worst = std::max(worst, error);
            ++count;
        }
        say(u"edge band error x 1000: mean %1, worst %2; render %3 ms each"_s.arg(sum / count, 0, 'f', 1)
                .arg(worst, 0, 'f', 1)
                .arg(ms / count, 0, 'f', 0));
        QVERIFY(sum / count < 32);
        QVERIFY(worst < 90);
    }
};

QTEST_GUILESS_MAIN(TestMatte)
#include "tst_matte.moc"
