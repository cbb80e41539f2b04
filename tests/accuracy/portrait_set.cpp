#include "portrait_set.h"

#include "domain/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

QString text(const QJsonObject& labels, QLatin1StringView key)
{
    return labels.value(key).toString();
}

/// Labels first, then the first rule whose pattern fits the name.
void group(Portrait& p, const QJsonArray& rules)
{
    p.race = text(p.labels, "race"_L1);
    p.gender = text(p.labels, "gender"_L1);
    p.age = text(p.labels, "age_group"_L1);
    if (p.age.isEmpty())
        p.age = text(p.labels, "age"_L1);
    for (const QJsonValue& value : rules) {
        const QJsonObject rule = value.toObject();
        if (!QRegularExpression(text(rule, "pattern"_L1)).match(p.file).hasMatch())
            continue;
        if (p.race.isEmpty())
            p.race = text(rule, "race"_L1);
        if (p.gender.isEmpty())
            p.gender = text(rule, "gender"_L1);
    }
    if (p.race.isEmpty() && p.labels.value("east_asian"_L1).isBool())
        p.race = p.labels.value("east_asian"_L1).toBool() ? u"asian"_s : u"other"_s;
}

} // namespace

std::optional<double> Portrait::number(QLatin1StringView key) const
{
    const QJsonValue value = labels.value(key);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QString PortraitSet::path(const QString& file) const
{
    return QDir(folder).filePath(file);
}

Result<imaging::Photo> PortraitSet::decode(const Portrait& portrait) const
{
    QFile file(path(portrait.file));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, file.errorString());
    return imaging::decode(file.readAll(), {});
}

Result<PortraitSet> readPortraits(const QString& folder, const QJsonArray& groups)
{
    QFile file(QDir(folder).filePath(u"labels.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, file.fileName());
    PD_ASSIGN(const QJsonObject all, json::parseObject(file.readAll()));
    PortraitSet set{folder, {}};
    for (auto at = all.begin(); at != all.end(); ++at) {
        Portrait p;
        p.file = at.key();
        p.labels = at.value().toObject();
        p.kind = text(p.labels, "kind"_L1);
        for (const QJsonValue& word : p.labels.value("defects"_L1).toArray())
            p.defects.insert(word.toString());
        if (const QJsonValue count = p.labels.value("face_count"_L1); count.isDouble())
            p.faces = count.toInt();
        p.facesAtLeast = p.faces.value_or(p.labels.value("face_count_min"_L1).toInt());
        p.alpha = text(p.labels, "alpha"_L1);
        group(p, groups);
        set.portraits.push_back(std::move(p));
    }
    if (set.portraits.empty())
        return fail(ErrorCode::InvalidField, u"labels.json names no pictures"_s);
    return set;
}

} // namespace photodesk::accuracy
