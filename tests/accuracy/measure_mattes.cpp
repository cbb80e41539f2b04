#include "measures.h"

#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

struct Sums {
    Series mad, sad, gradient, band, composite, border, wall;
    int notRendered = 0;

    void add(const Seen& seen)
    {
        if (seen.renderError)
            ++notRendered;
        if (!seen.matte)
            return;
        mad.add(seen.matte->mad);
        sad.add(seen.matte->sad);
        gradient.add(seen.matte->gradient);
        band.add(seen.matte->band);
        if (!seen.composite)
            return;
        composite.add(seen.composite->band);
        border.add(seen.composite->border);
        wall.add(seen.composite->wall);
    }
};

/// What stands behind the head, roughest first: the kinds the aims are given for.
QString kindOf(const Portrait& portrait)
{
    if (!portrait.labels.value("post"_L1).toObject().isEmpty())
        return u"changed after rendering (blur, noise, JPEG, light)"_s;
    if (portrait.hasAny({u"background"_s, u"background_gradient"_s, u"background_shadow"_s}))
        return u"wall with pattern, gradient or shadow"_s;
    return u"plain wall"_s;
}

} // namespace

void measureMattes(const Pairs& pairs, Sheet& sheet)
{
    std::map<QString, Sums> kinds;
    Sums all;
    for (const auto& [truth, seen] : pairs) {
        if (truth->alpha.isEmpty() || seen.error || (!seen.matte && !seen.renderError))
            continue;
        kinds[kindOf(*truth)].add(seen);
        all.add(seen);
        if (seen.renderError)
            sheet.miss(u"not rendered: "_s + seen.renderError->detail, truth->file);
    }
    if (all.band.count() == 0)
        return;
    Table& table =
        sheet.table(u"Cut-out against exact coverage, at output size"_s,
                    {u"pictures"_s, u"count"_s, u"edge band"_s, u"worst"_s, u"MAD"_s, u"SAD"_s, u"gradient"_s,
                     u"colour in the band"_s, u"ΔE at the border"_s, u"ΔE outside, 99 %"_s});
    const auto row = [&](const QString& name, const Sums& s) {
        const bool laid = s.composite.count() > 0;
        table.rows << QStringList{name,
                                  QString::number(s.band.count()),
                                  fixed(s.band.mean(), 1),
                                  fixed(s.band.worst(), 1),
                                  fixed(s.mad.mean(), 2),
                                  fixed(s.sad.mean(), 2),
                                  fixed(s.gradient.mean(), 1),
                                  laid ? fixed(s.composite.mean(), 1) : u"–"_s,
                                  laid ? fixed(s.border.mean(), 2) : u"–"_s,
                                  laid ? fixed(s.wall.mean(), 2) : u"–"_s};
    };
    for (const auto& [name, sums] : kinds)
        row(name, sums);
    row(u"all"_s, all);
    table.note =
        u"Edge band: within ten pixels of partly covered ones; it and MAD × 1000, SAD / 1000, gradient after "
        "Rhemann 2009; colour in levels of the delivered JPEG."_s;
    sheet.set(u"matte.band"_s, all.band.mean());
    sheet.set(u"matte.band_worst"_s, all.band.worst());
    sheet.set(u"matte.mad"_s, all.mad.mean());
    sheet.set(u"matte.sad"_s, all.sad.mean());
    sheet.set(u"matte.gradient"_s, all.gradient.mean());
    sheet.set(u"matte.not_rendered"_s, all.notRendered);
    if (all.composite.count() > 0) {
        sheet.set(u"matte.colour"_s, all.composite.mean());
        sheet.set(u"matte.border_delta_e"_s, all.border.mean());
        sheet.set(u"matte.outside_delta_e"_s, all.wall.mean());
    }
}

} // namespace photodesk::accuracy
