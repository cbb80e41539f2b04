#include "measures.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>
#include <map>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& word : value.toArray())
        list << word.toString();
    return list;
}

/// defects.json, both ways round.
struct Expectations {
    std::map<QString, QStringList> checksOf;    ///< by defect word: any of these should answer
    std::map<QString, QSet<QString>> excusedBy; ///< by check: words with which it may speak
    QStringList unlabelled;                     ///< checks of things that no defect word is about

    explicit Expectations(const QJsonObject& file)
    {
        const QJsonObject defects = file.value("defects"_L1).toObject();
        for (auto at = defects.begin(); at != defects.end(); ++at) {
            checksOf[at.key()] = strings(at.value());
            for (const QString& id : checksOf[at.key()])
                excusedBy[id].insert(at.key());
        }
        unlabelled = strings(file.value("unlabelled"_L1));
        const QJsonObject may = file.value("may"_L1).toObject();
        for (auto at = may.begin(); at != may.end(); ++at) {
            for (const QString& word : strings(at.value()))
                excusedBy[at.key()].insert(word);
        }
    }
};

struct Recall {
    int pictures = 0, failed = 0, noticed = 0, open = 0;
};

Recall recallOf(const Pairs& pairs, const QString& word, const QStringList& checks, Sheet& sheet)
{
    Recall recall;
    for (const auto& [truth, seen] : pairs) {
        if (seen.error || !truth->defects.contains(word))
            continue;
        ++recall.pictures;
        bool failed = false, noticed = false, answered = false;
        for (const QString& id : checks) {
            const CheckResult* check = seen.check(id);
            if (!check || check->status == CheckStatus::NotAssessed)
                continue;
            answered = true;
            failed = failed || check->status == CheckStatus::Fail;
            noticed = noticed || failed || check->status == CheckStatus::Warn;
        }
        recall.failed += failed;
        recall.noticed += noticed;
        recall.open += !answered;
        if (!noticed)
            sheet.miss(u"%1 %2"_s.arg(word, answered ? u"passed"_s : u"not assessed"_s), truth->file);
    }
    return recall;
}

void addRecall(const Pairs& pairs, const Expectations& expected, Sheet& sheet)
{
    std::map<QString, int> words;
    QSet<QString> known; // defects.json may name checks of a newer engine
    for (const auto& [truth, seen] : pairs) {
        for (const QString& word : truth->defects)
            ++words[word];
        for (const CheckResult& check : seen.report.checks)
            known.insert(check.id);
    }
    Table& table =
        sheet.table(u"Defects: what the checks say"_s,
                    {u"defect"_s, u"fails"_s, u"fails or warns"_s, u"not assessed"_s, u"checks"_s});
    QStringList without;
    int all = 0, failed = 0, noticed = 0;
    for (const auto& [word, count] : words) {
        QStringList checks;
        if (const auto at = expected.checksOf.find(word); at != expected.checksOf.end())
            std::ranges::copy_if(at->second, std::back_inserter(checks),
                                 [&](const QString& id) { return known.contains(id); });
        if (checks.isEmpty()) {
            without << u"%1 (%2)"_s.arg(word).arg(count);
            continue;
        }
        const Recall r = recallOf(pairs, word, checks, sheet);
        table.rows << QStringList{word, part(r.failed, r.pictures), part(r.noticed, r.pictures),
                                  QString::number(r.open), checks.join(u' ')};
        all += r.pictures;
        failed += r.failed;
        noticed += r.noticed;
        if (r.pictures > 0) {
            sheet.set(u"defect.%1.fail"_s.arg(word), double(r.failed) / r.pictures);
            sheet.set(u"defect.%1.notice"_s.arg(word), double(r.noticed) / r.pictures);
        }
    }
    table.rows << QStringList{u"all"_s, part(failed, all), part(noticed, all), {}, {}};
    if (!without.isEmpty())
        table.note = u"No check is for: "_s + without.join(u", "_s);
    if (all > 0) {
        sheet.set(u"defects.fail"_s, double(failed) / all);
        sheet.set(u"defects.notice"_s, double(noticed) / all);
    }
}

void addAlarms(const Pairs& pairs, const Expectations& expected, Sheet& sheet)
{
    QStringList ids;
    for (const Pair& pair : pairs) {
        for (const CheckResult& check : pair.seen.report.checks) {
            if (!ids.contains(check.id))
                ids << check.id;
        }
    }
    Table& table = sheet.table(u"Checks: alarms without cause"_s,
                               {u"check"_s, u"assessed"_s, u"fails"_s, u"of them right"_s, u"false fails"_s,
                                u"false warnings"_s, u"pictures without cause"_s});
    int falseFails = 0, quiet = 0;
    for (const QString& id : std::as_const(ids)) {
        const auto cause = expected.excusedBy.find(id);
        const bool judged = !expected.unlabelled.contains(id);
        int assessed = 0, fails = 0, right = 0, clean = 0, wrong = 0, warned = 0;
        for (const auto& [truth, seen] : pairs) {
            const CheckResult* check = seen.check(id);
            if (!check || check->status == CheckStatus::NotAssessed)
                continue;
            ++assessed;
            const bool caused = cause != expected.excusedBy.end() && truth->hasAny(cause->second);
            const bool fail = check->status == CheckStatus::Fail;
            fails += fail;
            right += fail && caused;
            if (caused || !judged)
                continue;
            ++clean;
            wrong += fail;
            warned += check->status == CheckStatus::Warn;
            if (fail)
                sheet.miss(id + u" failed without cause"_s, truth->file);
        }
        const auto shown = [&](const QString& cell) { return judged ? cell : u"–"_s; };
        table.rows << QStringList{id,
                                  QString::number(assessed),
                                  QString::number(fails),
                                  shown(part(right, fails)),
                                  shown(QString::number(wrong)),
                                  shown(QString::number(warned)),
                                  shown(QString::number(clean))};
        if (clean == 0)
            continue; // nothing that could fail falsely is no pass
        sheet.set(u"check.%1.false_fails"_s.arg(id), wrong);
        sheet.set(u"check.%1.false_fail_share"_s.arg(id), double(wrong) / clean);
        falseFails += wrong;
        quiet += clean;
    }
    table.note = u"Labels of photographs were given from thumbnails: small tilts and smiles are "
                 u"under-reported. Clothes, "
                 "ears and jewellery are not labelled at all (–)."_s;
    if (quiet > 0)
        sheet.set(u"checks.false_fail_share"_s, double(falseFails) / quiet);
}

void addVerdicts(const Pairs& pairs, Sheet& sheet)
{
    Table& table = sheet.table(u"Verdicts"_s, {u"pictures"_s, u"green"_s, u"amber"_s, u"red"_s, u"all"_s});
    for (const bool clean : {true, false}) {
        int counts[3] = {};
        for (const auto& [truth, seen] : pairs) {
            if (!seen.error && truth->defects.isEmpty() == clean)
                ++counts[int(verdictOf(seen.report.checks))];
        }
        const int all = counts[0] + counts[1] + counts[2];
        table.rows << QStringList{clean ? u"without a labelled defect"_s : u"with one or more"_s,
                                  QString::number(counts[0]), QString::number(counts[1]),
                                  QString::number(counts[2]), QString::number(all)};
        if (all > 0)
            sheet.set(clean ? u"verdict.clean.red"_s : u"verdict.faulty.green"_s,
                      double(clean ? counts[2] : counts[0]) / all);
    }
}

} // namespace

void measureChecks(const Pairs& pairs, const QJsonObject& defects, Sheet& sheet)
{
    const Expectations expected(defects);
    addRecall(pairs, expected, sheet);
    addAlarms(pairs, expected, sheet);
    addVerdicts(pairs, sheet);
}

} // namespace photodesk::accuracy
