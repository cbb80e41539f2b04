// Gaze, lids, pupils, teeth, glasses, ears, shoulders and jewellery: on labelled portraits, and on clean ones
// with a defect of known size painted on.
#include "effects.h"
#include "portraits.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::Analysis;
using imaging::Depth;

namespace {

using Effect = std::function<QImage(const QImage&, const Points&)>;

QStringList named(std::initializer_list<const char*> files)
{
    QStringList list;
    for (const char* file : files)
        list.append(QLatin1StringView(file));
    return list;
}

/// Open eyes that look ahead, closed lips or a smile; no glasses.
const QStringList& looking()
{
    static const QStringList list = named(
        {"photos/f_easian.jpg",   "photos/f_white.jpg",    "photos/female_004.jpg", "photos/female_044.jpg",
         "photos/female_067.jpg", "photos/female_090.jpg", "photos/female_094.jpg", "photos/female_097.jpg",
         "photos/m_african.jpg",  "photos/m_easian.jpg",   "photos/male_000.jpg",   "photos/male_007.jpg",
         "photos/male_022.jpg",   "photos/male_092.jpg",   "photos/60cm.jpg",       "synth/clean_00_a.png",
         "synth/clean_02_a.png",  "synth/clean_04_a.png",  "synth/clean_06_a.png",  "synth/clean_10_a.png",
         "synth/clean_13_a.png"});
    return list;
}

const QStringList& wearers()
{
    static const QStringList list = named({"photos/female_069.jpg", "photos/grace_hopper_512x512.jpg",
                                           "synth/glasses_00.png", "synth/glasses_06.png"});
    return list;
}

/// Both shoulders to be seen.
const QStringList& bothShoulders()
{
    static const QStringList list = named(
        {"photos/m_african.jpg", "photos/m_easian.jpg", "photos/male_007.jpg", "photos/male_092.jpg",
         "synth/clean_00_a.png", "synth/clean_02_a.png", "synth/clean_04_a.png", "synth/clean_13_a.png"});
    return list;
}

struct Errors {
    double sum = 0, signedSum = 0;
    int count = 0;

    void add(double error)
    {
        sum += std::abs(error);
        signedSum += error;
        ++count;
    }
    QString text() const
    {
        return u"%1 (bias %2)"_s.arg(sum / count, 0, 'f', 2).arg(signedSum / count, 0, 'f', 2);
    }
};

/// Least squares seen = offset + slope · true.
struct Line {
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;

    void add(double truth, double seen)
    {
        n += 1;
        x += truth;
        y += seen;
        xx += truth * truth;
        xy += truth * seen;
    }
    double slope() const { return (n * xy - x * y) / (n * xx - x * x); }
    double offset() const { return (y - slope() * x) / n; }
};

struct Tally {
    int failed = 0, doubted = 0, all = 0;
};

} // namespace

class TestFaceFacts : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<imaging::Engine> engine_;
    std::map<std::pair<QString, Depth>, Analysis> seen_;

    const Analysis& clean(const QString& file, Depth depth)
    {
        const auto key = std::pair(file, depth);
        auto found = seen_.find(key);
        if (found == seen_.end())
            found = seen_.emplace(key, analyse(*engine_, file, depth)).first;
        return found->second;
    }

    Analysis with(const QString& file, const Effect& effect, Depth depth)
    {
        imaging::Photo photo = portrait(file);
        photo.image = effect(photo.image, clean(file, depth).landmarks);
        auto analysis = engine_->analyse(photo, seedStandard(), depth);
        if (!analysis)
            qFatal("cannot analyse %s", qUtf8Printable(file));
        return *std::move(analysis);
    }

    static void count(Tally& tally, const QString& file, const Analysis& analysis, QLatin1StringView id,
                      bool wanted)
    {
        const CheckResult& check = checkOf(analysis, id);
        ++tally.all;
        tally.failed += check.status == CheckStatus::Fail;
        const bool doubt = check.status == CheckStatus::Fail || check.status == CheckStatus::Warn;
        tally.doubted += doubt;
        if (doubt != wanted)
            say(u"    %1 %2: %3 %4"_s.arg(wanted ? u"missed"_s : u"false"_s, file)
                    .arg(check.value.value_or(NAN), 0, 'f', 3)
                    .arg(check.why));
    }

    /// A check on pictures with a painted defect, and on the same pictures without.
    std::pair<Tally, Tally> painted(QLatin1StringView what, QLatin1StringView id, const QStringList& files,
                                    const Effect& effect, Depth depth)
    {
        Tally bad, good;
        for (const QString& file : files) {
            count(bad, file, with(file, effect, depth), id, true);
            count(good, file, clean(file, depth), id, false);
        }
        say(u"%1 (%2): %3 of %4 failed, %5 with warnings; without it %6 failed, %7 with warnings"_s
                .arg(what, id)
                .arg(bad.failed)
                .arg(bad.all)
                .arg(bad.doubted)
                .arg(good.failed)
                .arg(good.doubted));
        return {bad, good};
    }

private Q_SLOTS:
    void initTestCase() { engine_ = makeEngine(); }

    /// Neutral offset, slope and error of each axis; by head.
    void poseByHead()
    {
        constexpr std::array axes{"yaw"_L1, "pitch"_L1, "roll"_L1};
        std::array<Line, 3> lines;
        std::map<QString, std::array<Errors, 3>> byHead;
        std::map<QString, std::array<Errors, 2>> openAndGaze; // opening of open eyes, gaze
        for (const QString& file : synthetic()) {
            const QJsonObject truth = labels().value(file).toObject();
            if (truth.value("face_count"_L1).toInt() != 1 || hasDefect(file, "occluded"_L1)
                || hasDefect(file, "hat"_L1))
                continue;
            const Analysis& seen = clean(file, Depth::Quick);
            if (!seen.pose)
                continue;
            const std::array angles{seen.pose->yaw, seen.pose->pitch, seen.pose->roll};
            std::array<double, 3> known{};
            for (std::size_t i = 0; i < 3; ++i)
                known[i] = truth.value(axes[i]).toDouble();
            if (std::ranges::any_of(known, [](double a) { return std::abs(a) > 20; }))
                continue;
            const QString head = u"head %1"_s.arg(truth.value("identity"_L1).toInt());
            for (std::size_t i = 0; i < 3; ++i) {
                byHead[head][i].add(angles[i] - known[i]);
                if (file.startsWith(u"synth/%1_00"_s.arg(axes[i])) || file == "synth/clean_00_a.png"_L1)
                    lines[i].add(known[i], angles[i]);
            }
            const auto gaze = checkOf(seen, "gaze.aside"_L1).value;
            const bool frontal = std::ranges::all_of(known, [](double a) { return std::abs(a) < 5; });
            if (frontal && gaze && !file.contains("eyes_"_L1)) {
                openAndGaze[head][0].add(checkOf(seen, "eyes.right_open"_L1).value.value_or(0));
                openAndGaze[head][1].add(*gaze);
            }
        }
        for (std::size_t i = 0; i < 3; ++i)
            say(u"%1 of head 0: offset %2 deg, slope %3"_s.arg(axes[i])
                    .arg(lines[i].offset(), 0, 'f', 2)
                    .arg(lines[i].slope(), 0, 'f', 3));
        for (const auto& [head, errors] : byHead)
            say(u"%1, %2 pictures: mean error of yaw %3, pitch %4, roll %5"_s.arg(head)
                    .arg(errors[0].count)
                    .arg(errors[0].text(), errors[1].text(), errors[2].text()));
        for (const auto& [head, facts] : openAndGaze)
            say(u"%1, %2 frontal: eyes open %3, gaze aside %4"_s.arg(head)
                    .arg(facts[0].count)
                    .arg(facts[0].signedSum / facts[0].count, 0, 'f', 3)
                    .arg(facts[1].text()));
        for (const auto& [head, errors] : byHead) {
            QVERIFY2(errors[0].sum / errors[0].count < 1.5, qPrintable(head));
            QVERIFY2(errors[1].sum / errors[1].count < 5,
                     qPrintable(head)); // heads differ, see docs/imaging.md
            QVERIFY2(errors[2].sum / errors[2].count < 1, qPrintable(head));
        }
        for (const auto& line : lines)
            QVERIFY(std::abs(line.slope() - 1) < 0.06);
    }

    void gazeFollowsTheIris()
    {
        // One distance of the outer eye corners is about 90 mm: 0.048 of it turns an eyeball by about 20°.
        double worst = 0, sum = 0;
        for (const QString& file : looking()) {
            const double before = checkOf(clean(file, Depth::Quick), "gaze.aside"_L1).value.value_or(0);
            worst = std::max(worst, std::abs(before));
            sum += std::abs(before);
        }
        say(u"gaze aside of people who look at the camera: mean %1, worst %2 deg"_s
                .arg(sum / double(looking().size()), 0, 'f', 1)
                .arg(worst, 0, 'f', 1));
        QVERIFY(worst < 8);
        for (const double shift : {-0.048, 0.048}) {
            const auto [bad, good] = painted(
                shift < 0 ? "iris to the picture's left"_L1 : "iris to the picture's right"_L1,
                "gaze.aside"_L1, looking(),
                [shift](const QImage& i, const Points& p) { return shiftIrises(i, p, shift, 0); },
                Depth::Quick);
            QVERIFY(bad.doubted >= 14); // painted eyes draw the corners of the mesh after them
            QCOMPARE(good.doubted, 0);
        }
    }

    void closedEyesAndRedPupils()
    {
        const auto [red, notRed] =
            painted("red pupils"_L1, "eyes.red"_L1, looking(), reddenPupils, Depth::Quick);
        QVERIFY(red.doubted >= red.all - 3);
        QCOMPARE(notRed.doubted, 0);
        for (const auto id : {"eyes.left_open"_L1, "eyes.right_open"_L1}) {
            const auto [closed, open] = painted("closed lids"_L1, id, looking(), closeEyes, Depth::Quick);
            QVERIFY(closed.failed >= 12); // missed on dark skin, see docs/imaging.md
            QCOMPARE(open.failed, 0);
        }
    }

    void glasses()
    {
        const auto [glare, noGlare] =
            painted("reflections"_L1, "glasses.glare"_L1, wearers(), shineOnLenses, Depth::Full);
        QVERIFY(glare.failed >= 2 && glare.doubted >= 3);
        QCOMPARE(noGlare.doubted, 0);
        const auto [tint, noTint] = painted(
            "dark lenses"_L1, "glasses.tint"_L1, wearers(),
            [](const QImage& i, const Points& p) { return tintLenses(i, p, 0.35); }, Depth::Full);
        QVERIFY(tint.failed >= 3);
        QCOMPARE(noTint.doubted, 0);
        const auto [rim, noRim] =
            painted("rim over the eyes"_L1, "glasses.frame"_L1, wearers(), rimOverEyes, Depth::Full);
        QVERIFY(rim.failed >= 1);
        QCOMPARE(noRim.doubted, 0);
        QCOMPARE(checkOf(clean(u"synth/glare_02.png"_s, Depth::Full), "glasses.glare"_L1).status,
                 CheckStatus::Fail);
        const Analysis& dark = clean(u"synth/sunglasses_02.png"_s, Depth::Full);
        QCOMPARE(checkOf(dark, "glasses.tint"_L1).status, CheckStatus::Fail);
        QCOMPARE(checkOf(dark, "eyes.left_open"_L1).why, u"eyes_covered"_s);
        QCOMPARE(checkOf(dark, "gaze.aside"_L1).why, u"eyes_covered"_s);
    }

    void shouldersFollowTheirLine()
    {
        double worst = 0, sum = 0;
        int all = 0;
        for (const QString& file : bothShoulders()) {
            const auto before = checkOf(clean(file, Depth::Full), "shoulders.level"_L1).value;
            const double angle = file.startsWith("photos"_L1) ? -8 : 8;
            {
                const auto tilted = with(
                    file, [angle](const QImage& i, const Points& p) { return sinkShoulder(i, p, angle); },
                    Depth::Full);
                const auto after = checkOf(tilted, "shoulders.level"_L1).value;
                if (!before || !after) {
                    say(u"    not assessed: "_s + file);
                    continue;
                }
                const double error = std::abs(*after - *before - angle);
                if (error > 2)
                    say(u"    %1: %2 by %3 gives %4"_s.arg(file).arg(*before).arg(angle).arg(*after));
                worst = std::max(worst, error);
                sum += error;
                ++all;
            }
        }
        say(u"shoulders sunk by 8 deg: mean error %1, worst %2, %3 pictures"_s.arg(sum / all, 0, 'f', 2)
                .arg(worst, 0, 'f', 1)
                .arg(all));
        QVERIFY(all >= 7);
        QVERIFY(sum / all < 2);
    }

    void labelled()
    {
        const auto expect = [&](QLatin1StringView id, CheckStatus status,
                                std::initializer_list<const char*> files) {
            int right = 0;
            for (const QString& file : named(files)) {
                const CheckResult& check = checkOf(clean(file, Depth::Full), id);
                right += check.status == status;
                if (check.status != status)
                    say(u"    %1 %2: %3 %4"_s.arg(id, file)
                            .arg(check.value.value_or(NAN), 0, 'f', 3)
                            .arg(check.why));
            }
            say(u"%1 as labelled: %2 of %3"_s.arg(id).arg(right).arg(files.size()));
            return int(files.size()) - right;
        };
        QCOMPARE(expect("mouth.teeth"_L1, CheckStatus::Fail,
                        {"photos/astronaut.jpg", "photos/female_069.jpg", "photos/female_097.jpg",
                         "photos/male_034.jpg", "synth/smile_02_100.png"}),
                 0);
        QCOMPARE(expect("mouth.teeth"_L1, CheckStatus::Pass,
                        {"photos/f_easian.jpg", "photos/female_004.jpg", "photos/male_007.jpg",
                         "photos/male_022.jpg", "photos/m_african.jpg", "synth/smile_02_060.png"}),
                 0);
        QCOMPARE(expect("expression.neutral"_L1, CheckStatus::Pass,
                        {"photos/f_easian.jpg", "photos/f_white.jpg", "photos/m_easian.jpg",
                         "photos/m_african.jpg", "photos/60cm.jpg", "photos/male_007.jpg"}),
                 0);
        QVERIFY(expect("expression.neutral"_L1, CheckStatus::Warn,
                       {"photos/astronaut.jpg", "photos/female_097.jpg", "synth/smile_02_100.png"})
                <= 1);
        for (const auto id : {"ears.right"_L1, "ears.left"_L1})
            QVERIFY(expect(id, CheckStatus::Pass,
                           {"photos/m_african.jpg", "photos/m_easian.jpg", "photos/male_007.jpg",
                            "photos/male_000.jpg", "photos/f_easian.jpg", "synth/clean_04_a.png"})
                    == 0);
        QVERIFY(expect("ears.right"_L1, CheckStatus::Fail,
                       {"photos/female_044.jpg", "photos/female_067.jpg", "photos/female_090.jpg",
                        "photos/female_097.jpg"})
                <= 1);
        QCOMPARE(expect("mouth.covered"_L1, CheckStatus::Fail, {"synth/mask_06.png"}), 0);
        QCOMPARE(expect("shoulders.complete"_L1, CheckStatus::Fail,
                        {"synth/frame_02_large.png", "synth/frame_02_left.png", "synth/frame_02_low.png"}),
                 0);
        QCOMPARE(checkOf(clean(u"synth/mask_06.png"_s, Depth::Full), "mouth.teeth"_L1).why,
                 u"mouth_covered"_s);
    }

    void necklace()
    {
        const QStringList files =
            named({"photos/m_african.jpg", "photos/male_007.jpg", "photos/male_092.jpg",
                   "synth/clean_00_a.png", "synth/clean_02_a.png", "synth/clean_13_a.png"});
        const auto [bad, good] =
            painted("necklace"_L1, "jewellery.neck"_L1, files, hangNecklace, Depth::Full);
        QVERIFY(bad.doubted >= 3);
        QCOMPARE(good.doubted, 0);
    }
};

QTEST_GUILESS_MAIN(TestFaceFacts)
#include "tst_face_facts.moc"
