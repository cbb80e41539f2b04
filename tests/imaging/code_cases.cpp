#include "code_cases.h"

namespace photodesk::test {
namespace {

using imaging::QrLevel;
using imaging::Symbology;

double uniform(Random& random, double from = 0, double to = 1)
{
    return from + (to - from) * double(random()) / double(Random::max());
}

QByteArray words(Random& random, int length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QByteArray text("PDCC1.");
    while (text.size() < length)
        text += letters[random() % 64];
    return text;
}

/// Short, middling and as long as a collection code, by turns.
imaging::Modules code(Random& random, unsigned seed, QByteArray& text, QrLevel level = QrLevel::Medium)
{
    constexpr int lengths[] = {24, 120, 330};
    text = words(random, lengths[seed % 3]);
    return *imaging::encode(Symbology::Qr, text, {.qrLevel = level});
}

/// One code on a desk, changed by the case before and after it is laid down.
struct Setup {
    int width = 1200, height = 900;
    Pose pose;
    QrLevel level = QrLevel::Medium;
    bool busy = false;
};
using Before = std::function<void(Setup&, Random&)>;
using After = std::function<void(Scene&, Random&)>;

CodePhoto one(unsigned seed, const Before& before, const After& after, int jpeg = 88)
{
    Random random(seed * 7919 + 17);
    Setup setup;
    setup.pose.turn = uniform(random, -12, 12);
    setup.pose.tilt = uniform(random, 0, 12);
    setup.pose.swing = uniform(random, 0, 360);
    if (before)
        before(setup, random);
    QByteArray text;
    const imaging::Modules modules = code(random, seed, text, setup.level);
    // A code about two fifths of the picture wide unless the case says otherwise.
    if (setup.pose.modulePx <= 0)
        setup.pose.modulePx = 0.45 * setup.height / modules.width;
    setup.pose.centre = {setup.width * uniform(random, 0.42, 0.58),
                         setup.height * uniform(random, 0.42, 0.58)};
    Scene scene = desk(setup.width, setup.height, random, setup.busy);
    CodePhoto photo;
    photo.corners.push_back(place(scene, modules, setup.pose));
    photo.texts.push_back(QString::fromLatin1(text));
    blur(scene, 0.6); // no lens is better
    if (after)
        after(scene, random);
    noise(scene, 1.5, random);
    photo.image = jpeg > 0 ? squeezed(picture(scene), jpeg) : picture(scene);
    return photo;
}

Before asUsual(const std::function<void(Pose&, Random&)>& change)
{
    return [change](Setup& setup, Random& random) {
        setup.pose.modulePx = 0;
        change(setup.pose, random);
    };
}
const Before plain = asUsual([](Pose&, Random&) {});

CodePhoto several(unsigned seed, int count)
{
    Random random(seed * 104729 + 3);
    Scene scene = desk(1600, 1200, random, true);
    CodePhoto photo;
    const int columns = count <= 2 ? 2 : 3;
    for (int i = 0; i < count; ++i) {
        QByteArray text = words(random, 24 + 40 * int(random() % 3));
        const imaging::Modules modules = *imaging::encode(Symbology::Qr, text);
        Pose pose;
        pose.turn = uniform(random, -40, 40);
        pose.tilt = uniform(random, 0, 20);
        pose.swing = uniform(random, 0, 360);
        pose.modulePx = 250.0 / modules.width;
        pose.centre = {scene.width * (0.5 + i % columns) / columns,
                       scene.height * (i / columns ? 0.74 : 0.26)};
        photo.corners.push_back(place(scene, modules, pose));
        photo.texts.push_back(QString::fromLatin1(text));
    }
    blur(scene, 0.7);
    noise(scene, 2, random);
    photo.image = squeezed(picture(scene), 85);
    return photo;
}

/// Twelve megapixels with a code of `modulePx` somewhere.
CodePhoto large(unsigned seed, double modulePx)
{
    return one(seed,
               [=](Setup& setup, Random& random) {
                   setup.width = 4000, setup.height = 3000, setup.busy = true;
                   setup.pose.modulePx = modulePx;
                   setup.pose.turn = uniform(random, -30, 30);
               },
               {});
}

std::vector<CodeCase> makeCases()
{
    std::vector<CodeCase> cases;
    const auto add = [&](const char* kind, const char* strength, auto make) {
        cases.push_back({kind, strength, make});
    };
    const auto addPose = [&](const char* kind, const char* strength,
                             std::function<void(Pose&, Random&)> change) {
        add(kind, strength, [=](unsigned seed) { return one(seed, asUsual(change), {}); });
    };
    const auto addAfter = [&](const char* kind, const char* strength, After after, int jpeg = 88) {
        add(kind, strength, [=](unsigned seed) { return one(seed, plain, after, jpeg); });
    };
    addPose("turned", "any angle", [](Pose& p, Random& r) { p.turn = uniform(r, 0, 360); });
    addPose("perspective", "30 deg", [](Pose& p, Random&) { p.tilt = 30; });
    addPose("perspective", "45 deg", [](Pose& p, Random&) { p.tilt = 45; });
    addPose("perspective", "58 deg", [](Pose& p, Random&) { p.tilt = 58; });
    addPose("bent paper", "slight", [](Pose& p, Random&) { p.bend = 0.6; });
    addPose("bent paper", "strong", [](Pose& p, Random&) { p.bend = 1.2; });
    addPose("no quiet zone", "dark desk", [](Pose& p, Random&) { p.quiet = false; });
    addPose("dark mode", "inverted", [](Pose& p, Random&) { p.inverted = true; });
    addPose("low contrast", "40 levels", [](Pose& p, Random&) { p.dark = 120, p.bright = 160; });
    addPose("low contrast", "20 levels", [](Pose& p, Random&) { p.dark = 130, p.bright = 150; });
    addPose("low contrast", "12 levels", [](Pose& p, Random&) { p.dark = 134, p.bright = 146; });

    addAfter("out of focus", "0.5 modules", [](Scene& s, Random&) { blur(s, 0.5 * s.modulePx); });
    addAfter("out of focus", "0.7 modules", [](Scene& s, Random&) { blur(s, 0.7 * s.modulePx); });
    addAfter("out of focus", "0.9 modules", [](Scene& s, Random&) { blur(s, 0.9 * s.modulePx); });
    addAfter("shaken", "1 module", [](Scene& s, Random& r) { motion(s, s.modulePx, uniform(r, 0, 180)); });
    addAfter("shaken", "1.5 modules",
             [](Scene& s, Random& r) { motion(s, 1.5 * s.modulePx, uniform(r, 0, 180)); });
    addAfter("shaken", "2 modules",
             [](Scene& s, Random& r) { motion(s, 2 * s.modulePx, uniform(r, 0, 180)); });
    addAfter("noise", "sigma 30", [](Scene& s, Random& r) { noise(s, 30, r); });
    addAfter("noise", "sigma 60", [](Scene& s, Random& r) { noise(s, 60, r); });
    addAfter("low light", "1/8", [](Scene& s, Random& r) { dim(s, 1 / 8.0, r); });
    addAfter("low light", "1/16", [](Scene& s, Random& r) { dim(s, 1 / 16.0, r); });
    addAfter("low light", "1/30", [](Scene& s, Random& r) { dim(s, 1 / 30.0, r); });
    addAfter("uneven light", "to 1/4", [](Scene& s, Random& r) { shade(s, 0.25, uniform(r, 0, 360)); });
    addAfter("uneven light", "to 1/12", [](Scene& s, Random& r) { shade(s, 1 / 12.0, uniform(r, 0, 360)); });
    addAfter("hard shadow", "1/3", [](Scene& s, Random& r) { shadowEdge(s, 1 / 3.0, uniform(r, 0, 360)); });
    addAfter("hard shadow", "1/8", [](Scene& s, Random& r) { shadowEdge(s, 1 / 8.0, uniform(r, 0, 360)); });
    const auto glareAt = [](double strength) {
        return [=](Scene& s, Random& r) {
            glare(s, s.centre + QPointF(uniform(r, -0.3, 0.3), uniform(r, -0.3, 0.3)) * s.sidePx,
                  0.28 * s.sidePx, strength);
        };
    };
    addAfter("glare", "120 levels", glareAt(120));
    addAfter("glare", "200 levels", glareAt(200));
    const auto onScreen = [](double pitch, double depth, double bands) {
        return [=](Scene& s, Random&) { screen(s, pitch, depth, bands); };
    };
    addAfter("on a screen", "fine grid", onScreen(2.3, 0.4, 0.2));
    addAfter("on a screen", "coarse grid", onScreen(4.7, 0.6, 0.3));
    addAfter("on a screen", "scan bands", onScreen(2.1, 0.5, 0.7));
    add("on a screen", "dark mode, grid", [=](unsigned seed) {
        return one(seed, asUsual([](Pose& p, Random&) { p.inverted = true; }), onScreen(3.4, 0.5, 0.4));
    });
    addAfter("JPEG", "quality 20", {}, 20);
    addAfter("JPEG", "quality 6", {}, 6);
    addAfter("spots", "1 % of the area", [](Scene& s, Random& r) { spots(s, 0.01, r); });
    addAfter("spots", "2.5 % of the area", [](Scene& s, Random& r) { spots(s, 0.025, r); });
    add("spots", "6 %, level H", [](unsigned seed) {
        return one(
            seed, [](Setup& setup, Random&) { setup.pose.modulePx = 0, setup.level = QrLevel::High; },
            [](Scene& s, Random& r) { spots(s, 0.06, r); });
    });
    addAfter("scratch", "0.7 modules wide",
             [](Scene& s, Random& r) { scratch(s, 0.7 * s.modulePx, uniform(r, 20, 70)); });
    addAfter("finder covered", "a corner of one", [](Scene& s, Random&) {
        cover(s, s.centre + QPointF(-0.5, -0.5) * s.sidePx, 2.5 * s.modulePx, 225);
    });

    for (const auto& [count, label] :
         {std::pair(2, "2 codes"), std::pair(4, "4 codes"), std::pair(6, "6 codes")})
        add("several", label, [count = count](unsigned seed) { return several(seed, count); });
    add("tiny in 12 MP", "4 px a module", [](unsigned seed) { return large(seed, 4); });
    add("tiny in 12 MP", "3 px a module", [](unsigned seed) { return large(seed, 3); });
    add("tiny in 12 MP", "2.2 px a module", [](unsigned seed) { return large(seed, 2.2); });
    add("huge in 12 MP", "fills the height", [](unsigned seed) {
        return one(seed,
                   [seed](Setup& setup, Random&) {
                       constexpr double sides[] = {29, 45, 73};
                       setup.width = 4000, setup.height = 3000;
                       setup.pose.modulePx = 2600 / sides[seed % 3];
                   },
                   {});
    });
    // What a student really sends: a little of everything.
    const auto mixed = [](double strength) {
        return [=](unsigned seed) {
            return one(
                seed, asUsual([=](Pose& p, Random& r) {
                    p.turn = uniform(r, 0, 360), p.tilt = 25 * strength;
                    p.dark = 60, p.bright = 200;
                }),
                [=](Scene& s, Random& r) {
                    shade(s, 1 - 0.6 * strength, uniform(r, 0, 360));
                    blur(s, 0.45 * strength * s.modulePx);
                    dim(s, 0.5, r);
                    noise(s, 8 * strength, r);
                },
                60);
        };
    };
    add("mixed", "moderate", mixed(0.8));
    add("mixed", "strong", mixed(1.2));
    return cases;
}

} // namespace

const std::vector<CodeCase>& codeCases()
{
    static const std::vector<CodeCase> cases = makeCases();
    return cases;
}

} // namespace photodesk::test
