// Shadows with an edge across the face: caught, by shape, strength and softness; portraits without any.
#include "portraits.h"
#include "shadows.h"

#include "imaging/checks/families.h"

#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

struct Portrait {
    imaging::Photo photo;
    imaging::Analysis seen;
};

bool warns(const imaging::Photo& photo, const imaging::Analysis& seen)
{
    imaging::Pyramid pyramid(photo, imaging::Pyramid::Grade::Fast);
    const auto context = imaging::makeContext(seedStandard(), seen, imaging::Depth::Full, photo, pyramid);
    imaging::Findings findings;
    imaging::checkCastShadow(context, findings);
    for (const CheckResult& check : findings.judged(seedStandard(), "nobody"_L1)) {
        if (check.id == "light.cast_shadow"_L1)
            return check.status == CheckStatus::Warn;
    }
    return false;
}

} // namespace

class TestCastShadow : public QObject {
    Q_OBJECT

private:
    std::vector<Portrait> portraits_;

private Q_SLOTS:
    void untouchedPortraits()
    {
        const auto engine = makeEngine();
        QStringList alarms;
        int all = 0;
        for (const QString& file : labels().keys()) {
            if (!file.startsWith("photos/"_L1) && !file.contains("clean"_L1))
                continue;
            imaging::Photo photo = portrait(file);
            auto seen = engine->analyse(photo, seedStandard(), imaging::Depth::Full);
            QVERIFY(seen);
            ++all;
            if (checkOf(*seen, "light.cast_shadow"_L1).status == CheckStatus::Warn)
                alarms << file;
            else
                portraits_.push_back({std::move(photo), *std::move(seen)});
        }
        say(u"light.cast_shadow | untouched: %1 of %2 warn: %3"_s.arg(alarms.size())
                .arg(all)
                .arg(alarms.join(u' ')));
        QVERIFY(all > 20);
        QVERIFY(alarms.size() <= 2);
    }

    void shadowsAreFound()
    {
        const std::map<QString, ShadowShape> shapes{{u"half of the face"_s, ShadowShape::Half},
                                                    {u"hat brim"_s, ShadowShape::Brim},
                                                    {u"window bar"_s, ShadowShape::Bar},
                                                    {u"round"_s, ShadowShape::Blob}};
        int strong = 0, strongAll = 0;
        for (const auto& [name, shape] : shapes) {
            for (const auto& [left, soft] :
                 {std::pair(0.3, 0.01), std::pair(0.3, 0.04), std::pair(0.5, 0.01)}) {
                int found = 0, all = 0, i = 0;
                for (std::size_t k = 0; k < portraits_.size(); k += 3) { // a third of them: time
                    const Portrait& p = portraits_[k];
                    const double turn = 35.0 * (++i % 7) - 105, shift = 0.12 * (i % 3 - 1);
                    imaging::Photo photo = p.photo;
                    photo.image = shadowed(photo.image, p.seen.landmarks, {shape, left, soft, shift, turn});
                    ++all;
                    found += warns(photo, p.seen) ? 1 : 0;
                }
                say(u"light.cast_shadow | %1, %2 of the light left, edge %3: %4 of %5"_s.arg(name, -16)
                        .arg(left)
                        .arg(soft)
                        .arg(found)
                        .arg(all));
                if (left < 0.4 && soft < 0.02) {
                    strong += found;
                    strongAll += all;
                }
            }
        }
        QVERIFY(strong > 0.4 * strongAll);
    }
};

QTEST_GUILESS_MAIN(TestCastShadow)
#include "tst_cast_shadow.moc"
