// Light, colour, sharpness, noise, compression, borders, lettering, recapture: caught and false alarms on
// defects of known strength, made from portraits without any.
#include "defects.h"
#include "encoders.h"
#include "portraits.h"

#include "imaging/checks/families.h"

#include <QTest>
#include <QTransform>

#include <algorithm>
#include <functional>
#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

struct Portrait {
    QString file;
    imaging::Photo photo;
    imaging::Analysis seen;
};

using Family = void (*)(const imaging::Context&, imaging::Findings&);
using Families = std::vector<Family>;

const Families& allFamilies()
{
    static const Families all{imaging::checkLight,       imaging::checkSharpness,  imaging::checkBackground,
                              imaging::checkClothes,     imaging::checkColour,     imaging::checkNoise,
                              imaging::checkCompression, imaging::checkResolution, imaging::checkBorder,
                              imaging::checkLettering,   imaging::checkRecapture,  imaging::checkHistory};
    return all;
}

/// The picture's own checks with faces and masks as they were found on the clean picture.
std::vector<CheckResult> checksOf(const imaging::Photo& photo, const imaging::Analysis& seen,
                                  const Families& families = allFamilies())
{
    imaging::Pyramid pyramid(photo, imaging::Pyramid::Grade::Fast);
    const auto context = imaging::makeContext(seedStandard(), seen, imaging::Depth::Full, photo, pyramid);
    imaging::Findings findings;
    for (const Family family : families)
        family(context, findings);
    return findings.judged(seedStandard(), "not_measurable"_L1);
}

const CheckResult& one(const std::vector<CheckResult>& checks, QLatin1StringView id)
{
    const auto found = std::ranges::find_if(checks, [&](const CheckResult& c) { return c.id == id; });
    if (found == checks.end())
        qFatal("no check %s", id.data());
    return *found;
}

/// The same finding on a picture of another size.
imaging::Analysis scaled(imaging::Analysis a, QSize size)
{
    const double kx = double(size.width()) / a.size.width(), ky = double(size.height()) / a.size.height();
    const auto rect = [&](const QRectF& r) {
        return QRectF(r.x() * kx, r.y() * ky, r.width() * kx, r.height() * ky);
    };
    for (imaging::Face& face : a.faces)
        face.box = rect(face.box);
    for (imaging::Landmark& p : a.landmarks) {
        p.x *= float(kx);
        p.y *= float(ky);
        p.z *= float(kx);
    }
    a.masks->close.area = rect(a.masks->close.area);
    if (a.headTop)
        a.headTop = QPointF(a.headTop->x() * kx, a.headTop->y() * ky);
    a.size = size;
    return a;
}

imaging::Photo jpegPhoto(const QImage& image, int quality)
{
    auto photo = imaging::decode(jpegOf(image, quality), {});
    if (!photo)
        qFatal("own JPEG not read");
    return *std::move(photo);
}

} // namespace

class TestPictureFacts : public QObject {
    Q_OBJECT

private:
    using Make = std::function<QImage(const Portrait&)>;
    std::unique_ptr<imaging::Engine> engine_;
    std::vector<Portrait> portraits_;
    std::map<QString, Family> families_; ///< that answer a check on a clean portrait

    /// How many of the portraits warn or fail once they have the defect.
    int caught(QLatin1StringView id, const QString& what, const Make& make) const
    {
        int warned = 0, failed = 0, all = 0;
        const auto family = families_.find(id);
        const Families asked = family == families_.end() ? allFamilies() : Families{family->second};
        for (const Portrait& portrait : portraits_) {
            imaging::Photo photo = portrait.photo;
            photo.image = make(portrait);
            const auto seen = photo.image.size() == portrait.seen.size
                                  ? portrait.seen
                                  : scaled(portrait.seen, photo.image.size());
            const auto checks = checksOf(photo, seen, asked);
            const CheckStatus status = one(checks, id).status;
            all += status == CheckStatus::NotAssessed ? 0 : 1;
            failed += status == CheckStatus::Fail ? 1 : 0;
            warned += status == CheckStatus::Fail || status == CheckStatus::Warn ? 1 : 0;
        }
        say(u"%1 | %2: %3 of %4, %5 of them failed"_s.arg(id, -20).arg(what, -28).arg(warned).arg(all).arg(
            failed));
        return warned;
    }
    int count() const { return int(portraits_.size()); }

private Q_SLOTS:
    void initTestCase()
    {
        engine_ = makeEngine();
        for (const char* name :
             {"photos/f_easian.jpg", "photos/m_african.jpg", "photos/m_easian.jpg", "photos/female_044.jpg",
              "photos/male_007.jpg", "synth/clean_04_a.png", "synth/clean_13_a.png"}) {
            const QString file = QString::fromLatin1(name);
            portraits_.push_back({file, portrait(file), analyse(*engine_, file, imaging::Depth::Full)});
        }
        for (const Family family : allFamilies()) {
            for (const Portrait& p : portraits_) {
                for (const CheckResult& check : checksOf(p.photo, p.seen, {family})) {
                    if (check.value)
                        families_[check.id] = family;
                }
            }
        }
    }

    void cleanOnesRaiseFewAlarms()
    {
        std::map<QString, QStringList> alarms;
        int warnings = 0, fails = 0, all = 0;
        for (const Portrait& p : portraits_) {
            for (const CheckResult& check : checksOf(p.photo, p.seen)) {
                // Clothes and walls of these people are what they are; heads turned or small are not meant
                // here.
                if (check.id.startsWith("clothes"_L1) || check.id == "background.plain"_L1
                    || check.status == CheckStatus::NotAssessed || check.id == "source.face_px"_L1)
                    continue;
                ++all;
                fails += check.status == CheckStatus::Fail ? 1 : 0;
                if (check.status == CheckStatus::Fail || check.status == CheckStatus::Warn) {
                    ++warnings;
                    alarms[check.id].append(u"%1 %2"_s.arg(p.file).arg(*check.value));
                }
            }
        }
        for (const auto& [id, files] : alarms)
            say(u"false alarm %1: %2"_s.arg(id, files.join(u", "_s)));
        say(u"clean portraits: %1 warnings, %2 fails in %3 answers"_s.arg(warnings).arg(fails).arg(all));
        QCOMPARE(fails, 0);
        QVERIFY(warnings <= 12);
    }

    void light()
    {
        const auto dim = [](double k) {
            return [k](const Portrait& p) { return cast(p.photo.image, {k, k, k}); };
        };
        QVERIFY(caught("light.under"_L1, u"15 % of the light"_s, dim(0.15)) >= count() - 2);
        static_cast<void>(caught("light.under"_L1, u"35 % of the light"_s, dim(0.35)));
        for (const double low : {0.5, 0.35, 0.2}) {
            const auto side = [low](const Portrait& p) { return sideLit(p.photo.image, p.seen, low, 0); };
            const int n = caught("light.left_right"_L1, u"side light to %1"_s.arg(low), side);
            QVERIFY(low > 0.3 || n >= count() - 3);
            const auto above = [low](const Portrait& p) { return sideLit(p.photo.image, p.seen, low, 90); };
            const int a = caught("light.up_down"_L1, u"light from above to %1"_s.arg(low), above);
            QVERIFY(low > 0.3 || a >= count() - 2);
            const auto below = [low](const Portrait& p) { return sideLit(p.photo.image, p.seen, low, -90); };
            const int b = caught("light.up_down"_L1, u"light from below to %1"_s.arg(low), below);
            QVERIFY(low > 0.3 || b >= count() - 2);
        }
        for (const double depth : {0.2, 0.35, 0.5}) {
            const auto shadow = [depth](const Portrait& p) {
                return wallShadow(p.photo.image, p.seen, depth);
            };
            const int n = caught("background.shadow"_L1, u"shadow on the wall %1"_s.arg(depth), shadow);
            QVERIFY(depth < 0.3 || n >= (depth < 0.4 ? 2 : 5)); // a fifth of the light is no fault yet
        }
    }

    void darkSkinIsNotDimLight()
    {
        for (const Portrait& p : portraits_) {
            const auto& under = checkOf(p.seen, "light.under"_L1);
            const auto& cast = checkOf(p.seen, "colour.cast"_L1);
            const auto& side = checkOf(p.seen, "light.left_right"_L1);
            say(u"%1 | light %2, cast %3, left to right %4"_s.arg(p.file, -24)
                    .arg(under.value.value_or(-1), 0, 'f', 0)
                    .arg(cast.value.value_or(-1), 0, 'f', 1)
                    .arg(side.value.value_or(-1), 0, 'f', 2));
            if (p.file.contains("african"_L1) || p.file.contains("clean_13"_L1)) {
                QCOMPARE(under.status, CheckStatus::Pass);
                QCOMPARE(cast.status, CheckStatus::Pass);
            }
        }
    }

    void colour()
    {
        QCOMPARE(caught("colour.grey"_L1, u"grey"_s, [](const Portrait& p) { return grey(p.photo.image); }),
                 count());
        const std::map<QString, std::array<double, 3>> casts{
            {u"warm, mild"_s, {1.3, 1, 0.75}},   {u"warm"_s, {1.5, 1, 0.5}},
            {u"warm, strong"_s, {1.8, 1, 0.35}}, {u"cool, strong"_s, {0.55, 1, 1.5}},
            {u"green"_s, {0.7, 1.3, 0.7}},       {u"magenta"_s, {1.3, 0.65, 1.3}}};
        for (const auto& [name, gains] : casts) {
            const int n = caught("colour.cast"_L1, name,
                                 [&gains = gains](const Portrait& p) { return cast(p.photo.image, gains); });
            QVERIFY(!(name == u"green"_s || name == u"warm, strong"_s) || n >= count() - 2);
        }
        for (const double share : {0.6, 0.4, 0.3}) {
            const int n = caught("light.contrast"_L1, u"contrast %1"_s.arg(share),
                                 [share](const Portrait& p) { return flat(p.photo.image, share); });
            QVERIFY(n >= (share > 0.5 ? 1 : count() - 1));
        }
    }

    void noiseAndDetail()
    {
        for (const double sigma : {4.0, 8.0, 14.0}) {
            const int n = caught("noise.level"_L1, u"noise %1 levels"_s.arg(sigma),
                                 [sigma](const Portrait& p) { return noisy(p.photo.image, sigma); });
            QVERIFY(sigma < 10 || n >= count() - 1);
        }
        for (const double factor : {2.0, 3.0, 4.0}) {
            const int n = caught("source.effective_px"_L1, u"enlarged %1 times"_s.arg(factor),
                                 [factor](const Portrait& p) { return upscaled(p.photo.image, factor); });
            QVERIFY(factor < 4 || n >= count() - 2);
        }
        for (const int quality : {70, 50, 30, 10}) {
            const int n =
                caught("compression.blocks"_L1, u"JPEG quality %1"_s.arg(quality),
                       [quality](const Portrait& p) { return jpegPhoto(p.photo.image, quality).image; });
            QVERIFY(quality > 20 || n >= count() - 2);
        }
    }

    void whatCannotBeMeasuredIsNoGoodValue()
    {
        imaging::Analysis seen = portraits_.front().seen;
        const imaging::Photo& photo = portraits_.front().photo;
        imaging::Pyramid pyramid(photo, imaging::Pyramid::Grade::Fast);
        auto context = imaging::makeContext(seedStandard(), seen, imaging::Depth::Full, photo, pyramid);
        QVERIFY(context.face && context.area);
        context.area->other.setTo(1); // glasses
        const auto glasses = [&context](QLatin1StringView id) {
            imaging::Findings findings;
            imaging::checkGlasses(context, findings);
            return one(findings.judged(seedStandard(), "nobody"_L1), id);
        };
        QVERIFY(glasses("glasses.glare"_L1).value);
        QVERIFY(glasses("glasses.tint"_L1).value);
        context.face->skin.setTo(0); // nothing to compare glare with
        QCOMPARE(glasses("glasses.glare"_L1).why, u"face_covered"_s);
        QVERIFY(glasses("glasses.tint"_L1).value);
        context.face->luma.setTo(0); // and black cheeks, with which dark lenses are compared
        QCOMPARE(glasses("glasses.tint"_L1).why, u"face_covered"_s);

        for (const std::size_t i : {468U, 473U, 13U}) // eyes and mouth at the very edge
            seen.landmarks[i].x = 1;
        imaging::Findings findings;
        imaging::checkResolution(context, findings);
        QCOMPARE(one(findings.judged(seedStandard(), "nobody"_L1), "source.effective_px"_L1).why,
                 u"too_few_pixels"_s);
    }

    void stretchedPicturesAreSeenAgain()
    {
        // Here the mesh itself is what changes: the face is looked for again.
        for (const double ratio : {0.8, 0.9, 1.1, 1.2, 1.3}) {
            int n = 0, all = 0;
            for (const Portrait& p : portraits_) {
                imaging::Photo photo = p.photo;
                photo.image = stretched(photo.image, ratio);
                const auto seen = engine_->analyse(photo, seedStandard(), imaging::Depth::Quick);
                QVERIFY(seen);
                const CheckResult& check = checkOf(*seen, "source.stretch"_L1);
                all += check.value ? 1 : 0;
                n += check.status == CheckStatus::Warn ? 1 : 0;
            }
            say(u"source.stretch       | %1 times as wide: %2 of %3"_s.arg(ratio).arg(n).arg(all));
            QVERIFY(ratio < 1.25 || n >= all - 2);
        }
    }

    void bordersAndLettering()
    {
        for (const double share : {0.006, 0.02, 0.08}) {
            for (const QRgb colour : {qRgb(255, 255, 255), qRgb(0, 0, 0)}) {
                const QString what = u"%1 border %2"_s.arg(qRed(colour) ? u"white"_s : u"black"_s).arg(share);
                const int n = caught("frame.border"_L1, what, [&](const Portrait& p) {
                    return bordered(p.photo.image, share, colour);
                });
                QVERIFY(n >= count() - 1);
            }
        }
        for (const double height : {0.03, 0.05}) {
            const int n = caught("frame.text"_L1, u"date of %1 of the height"_s.arg(height),
                                 [height](const Portrait& p) {
                                     return lettered(p.photo.image, u"2024.05.31 12:30"_s, height, 1);
                                 });
            QVERIFY(n >= (height < 0.04 ? 4 : 2));
        }
    }

    void patternsOnClothes()
    {
        const int n = caught("clothes.pattern"_L1, u"checks of 16 px, 90 levels"_s,
                             [](const Portrait& p) { return patterned(p.photo.image, p.seen, 16, 90); });
        QVERIFY(n >= count() - 3);
    }

    void screensAndPrints()
    {
        const auto sizeOf = [](const Portrait& p) {
            return QSize(700, 700 * p.photo.image.height() / p.photo.image.width());
        };
        QCOMPARE(caught("recapture.grid"_L1, u"merely enlarged, with noise"_s,
                        [&](const Portrait& p) { return noisy(scaledTo(p.photo.image, sizeOf(p)), 3); }),
                 0);
        const int turned =
            caught("recapture.grid"_L1, u"screen, turned by 3 degrees"_s, [&](const Portrait& p) {
                return jpegPhoto(noisy(screenPhoto(p.photo.image, sizeOf(p), 2.3, 3, 0.5), 3), 90).image;
            });
        QVERIFY(turned >= count() - 1);
        const int print = caught("recapture.grid"_L1, u"print, dots of 5 px"_s, [&](const Portrait& p) {
            return jpegPhoto(noisy(printPhoto(p.photo.image, sizeOf(p), 5, 0.6), 3), 90).image;
        });
        QVERIFY(print >= count() - 1);
    }

    void turnedPicturesSaySo()
    {
        imaging::Photo photo = portraits_.front().photo;
        QCOMPARE(checkOf(portraits_.front().seen, "source.upright"_L1).value, 0.0);
        photo.image = photo.image.transformed(QTransform().rotate(90)).convertToFormat(QImage::Format_RGB888);
        const auto seen = engine_->analyse(photo, seedStandard(), imaging::Depth::Quick);
        QVERIFY(seen);
        QCOMPARE(checkOf(*seen, "source.upright"_L1).value, 90.0);
        QCOMPARE(checkOf(*seen, "source.upright"_L1).status, CheckStatus::Fail);
    }

    void placesLieOnThePhoto()
    {
        double beyond = 0; // px
        int places = 0;
        for (const Portrait& p : portraits_) {
            const QRectF photo(p.photo.image.rect());
            for (const CheckResult& check : p.seen.report.checks) {
                if (!check.place)
                    continue;
                ++places;
                const QRectF& place = *check.place;
                QVERIFY2(!place.isEmpty() && photo.intersects(place), qPrintable(p.file + u' ' + check.id));
                const double out = std::max({photo.left() - place.left(), photo.top() - place.top(),
                                             place.right() - photo.right(), place.bottom() - photo.bottom()});
                if (out > 0)
                    say(u"%1 %2: %3 px beyond the photo"_s.arg(p.file, check.id).arg(out, 0, 'f', 1));
                beyond = std::max(beyond, out);
            }
        }
        say(u"%1 places, at most %2 px beyond the photo"_s.arg(places).arg(beyond, 0, 'f', 1));
        QVERIFY(places > 0);
        QVERIFY(beyond <= 0);
    }
};

QTEST_MAIN(TestPictureFacts) // QPainter needs fonts, and these an application
#include "tst_picture_facts.moc"
