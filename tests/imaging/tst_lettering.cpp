// Writing over portraits: dates, names, Chinese, pale and slanted watermarks, and pictures without any.
#include "overlays.h"
#include "portraits.h"

#include "imaging/checks/families.h"

#include <QTest>

#include <array>
#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

struct Portrait {
    QString file;
    imaging::Photo photo;
    imaging::Analysis seen;
    bool plain = false; ///< of its wall
};

/// frame.text with face and masks as they were found without the writing.
bool findsText(const imaging::Photo& photo, const imaging::Analysis& seen)
{
    imaging::Pyramid pyramid(photo, imaging::Pyramid::Grade::Fast);
    const auto context = imaging::makeContext(seedStandard(), seen, imaging::Depth::Full, photo, pyramid);
    imaging::Findings findings;
    imaging::checkLettering(context, findings);
    for (const CheckResult& check : findings.judged(seedStandard(), "nobody"_L1)) {
        if (check.id == "frame.text"_L1)
            return check.status == CheckStatus::Warn;
    }
    return false;
}

struct Count {
    int found = 0, all = 0;
    void add(bool hit)
    {
        found += hit ? 1 : 0;
        ++all;
    }
    double share() const { return all == 0 ? 0 : double(found) / all; }
};

} // namespace

class TestLettering : public QObject {
    Q_OBJECT

private:
    std::vector<Portrait> portraits_;

private Q_SLOTS:
    void initTestCase()
    {
        const auto engine = makeEngine();
        for (const char* name :
             {"photos/f_easian.jpg", "photos/m_african.jpg", "photos/female_044.jpg", "photos/male_007.jpg",
              "photos/female_073.jpg", "photos/male_022.jpg", "photos/male_034.jpg", "synth/clean_04_a.png",
              "synth/clean_13_a.png", "synth/bg_0_wall.png"}) {
            const QString file = QString::fromLatin1(name);
            Portrait p{file, portrait(file), analyse(*engine, file, imaging::Depth::Full)};
            p.plain = checkOf(p.seen, "background.plain"_L1).status == CheckStatus::Pass;
            portraits_.push_back(std::move(p));
        }
    }

    void untouchedPortraitsHaveNone()
    {
        const auto engine = makeEngine();
        QStringList alarms;
        int all = 0;
        for (const QString& file : labels().keys()) {
            if (!file.startsWith("photos/"_L1) && !file.contains("bg_"_L1))
                continue;
            ++all;
            const auto seen = analyse(*engine, file, imaging::Depth::Full);
            if (checkOf(seen, "frame.text"_L1).status == CheckStatus::Warn)
                alarms << file;
        }
        say(u"frame.text | untouched: %1 of %2 warn: %3"_s.arg(alarms.size())
                .arg(all)
                .arg(alarms.join(u' ')));
        QVERIFY(all > 20);
        QVERIFY(alarms.size() <= 1);
    }

    void writingIsFound()
    {
        std::map<QString, std::array<Count, 2>> groups;
        std::size_t turn = 0;
        for (const OverlayCase& c : overlayCases()) {
            for (std::size_t i = turn++ % 2; i < portraits_.size(); i += 2) { // each on half of them: time
                const Portrait& p = portraits_[i];
                imaging::Photo photo = p.photo;
                photo.image = overlaid(photo.image, c.overlay);
                groups[c.group][p.plain ? 0 : 1].add(findsText(photo, p.seen));
            }
        }
        for (const Portrait& p : portraits_) {
            imaging::Photo photo = p.photo;
            photo.image = sealed(photo.image, 0.06, 0.6);
            groups[u"round seal"_s][p.plain ? 0 : 1].add(findsText(photo, p.seen));
        }
        for (const auto& [name, g] : groups)
            say(u"frame.text | %1: plain walls %2 of %3, busy ones %4 of %5"_s.arg(name, -20)
                    .arg(g[0].found)
                    .arg(g[0].all)
                    .arg(g[1].found)
                    .arg(g[1].all));
        const auto atLeast = [&](const QString& group, double share) {
            QVERIFY2(groups[group][0].share() >= share, qPrintable(group));
        };
        atLeast(u"Latin"_s, 0.75);
        atLeast(u"Chinese"_s, 0.25);
        atLeast(u"pale, 30 %"_s, 0.6);
        atLeast(u"tiled aslant, 30 %"_s, 0.9);
        atLeast(u"tiled aslant, 15 %"_s, 0.75);
    }
};

QTEST_MAIN(TestLettering) // QPainter needs fonts, and these an application
#include "tst_lettering.moc"
