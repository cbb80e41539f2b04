#include "measures.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

struct Group {
    int pictures = 0, faces = 0, found = 0, clean = 0, cleanRed = 0, under = 0, underFailed = 0, eyes = 0,
        eyesFailed = 0, clothes = 0, clothesFailed = 0;
    Series yaw, pitch, roll, points, band, colour, light, openness;

    void add(const Pair& pair);
};

bool failed(const Seen& seen, const char* id)
{
    const CheckResult* check = seen.check(QString::fromLatin1(id));
    return check && check->status == CheckStatus::Fail;
}

void Group::add(const Pair& pair)
{
    const auto& [truth, seen] = pair;
    ++pictures;
    faces += truth->facesAtLeast;
    found += std::min(int(seen.faces.size()), truth->facesAtLeast);
    if (const auto pose = poseErrorOf(pair); pose && pose->within(20) && !isCovered(*truth)) {
        yaw.add(pose->error[0]);
        pitch.add(pose->error[1]);
        roll.add(pose->error[2]);
        if (const auto error = pointErrorOf(pair))
            points.add(*error);
    }
    if (seen.matte)
        band.add(seen.matte->band);
    if (seen.composite)
        colour.add(seen.composite->band);
    if (truth->defects.isEmpty()) {
        ++clean;
        cleanRed += verdictOf(seen.report.checks) == MachineVerdict::Red;
    }
    const CheckResult* light_ = seen.check(u"light.under"_s);
    if (light_ && light_->value && !truth->hasAny({u"dark"_s, u"dark_slight"_s, u"low_contrast"_s})) {
        light.add(*light_->value);
        ++under;
        underFailed += light_->status == CheckStatus::Fail;
    }
    const CheckResult* eye = seen.check(u"eyes.left_open"_s);
    if (eye && eye->value
        && !truth->hasAny(
            {u"eyes_closed"_s, u"eyes_half"_s, u"wink"_s, u"hair_over_eye"_s, u"sunglasses"_s})) {
        openness.add(*eye->value);
        ++eyes;
        eyesFailed += failed(seen, "eyes.left_open") || failed(seen, "eyes.right_open");
    }
    if (seen.check(u"clothes.contrast"_s)) {
        ++clothes;
        clothesFailed += failed(seen, "clothes.contrast") || failed(seen, "clothes.alike");
    }
}

void addTable(const QString& by, const std::map<QString, Group>& groups, Sheet& sheet)
{
    Table& table =
        sheet.table(u"Fairness by %1"_s.arg(by),
                    {u"group"_s, u"pictures"_s, u"faces found"_s, u"yaw / pitch / roll"_s, u"points %"_s,
                     u"eye openness"_s, u"eyes falsely shut"_s, u"light"_s, u"falsely dark"_s,
                     u"clothes fail"_s, u"edge band"_s, u"colour"_s, u"clean but red"_s});
    const auto or_ = [](const Series& s, double times, int places) {
        return s.count() > 0 ? u"%1 (%2)"_s.arg(fixed(times * s.mean(), places)).arg(s.count()) : u"–"_s;
    };
    for (const auto& [name, g] : groups) {
        const QString pose =
            g.yaw.count() == 0
                ? u"–"_s
                : u"%1 / %2 / %3 (%4)"_s
                      .arg(fixed(g.yaw.meanAbs(), 2), fixed(g.pitch.meanAbs(), 2), fixed(g.roll.meanAbs(), 2))
                      .arg(g.yaw.count());
        table.rows << QStringList{name,
                                  QString::number(g.pictures),
                                  part(g.found, g.faces),
                                  pose,
                                  or_(g.points, 100, 1),
                                  or_(g.openness, 1, 2),
                                  part(g.eyesFailed, g.eyes),
                                  or_(g.light, 1, 0),
                                  part(g.underFailed, g.under),
                                  part(g.clothesFailed, g.clothes),
                                  or_(g.band, 1, 1),
                                  or_(g.colour, 1, 1),
                                  part(g.cleanRed, g.clean)};
        if (g.faces > 0)
            sheet.set(u"fair.%1.%2.faces_found"_s.arg(by, name), double(g.found) / g.faces);
        if (g.under > 0)
            sheet.set(u"fair.%1.%2.falsely_dark"_s.arg(by, name), double(g.underFailed) / g.under);
    }
    table.note = u"Counts in brackets. Pose in degrees within ±20°; groups of few pictures say little."_s;
}

} // namespace

void measureFairness(const Pairs& pairs, Sheet& sheet)
{
    std::map<QString, Group> races, genders, ages, both;
    for (const Pair& pair : pairs) {
        const Portrait& p = *pair.truth;
        if (pair.seen.error || p.facesAtLeast == 0)
            continue;
        if (!p.race.isEmpty())
            races[p.race].add(pair);
        if (!p.gender.isEmpty())
            genders[p.gender].add(pair);
        if (!p.age.isEmpty())
            ages[p.age].add(pair);
        if (!p.race.isEmpty() && !p.gender.isEmpty())
            both[p.race + u' ' + p.gender].add(pair);
    }
    for (const auto& [by, groups] : {std::pair<QString, const std::map<QString, Group>*>{u"race"_s, &races},
                                     {u"gender"_s, &genders},
                                     {u"age"_s, &ages},
                                     {u"race and gender"_s, &both}}) {
        if (!groups->empty())
            addTable(by, *groups, sheet);
    }
}

} // namespace photodesk::accuracy
