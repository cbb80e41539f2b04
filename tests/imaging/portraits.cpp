#include "portraits.h"

#include "domain/json.h"
#include "resources/resources.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace photodesk::test {

QString portraitPath(const QString& file)
{
    return QStringLiteral(PHOTODESK_SOURCE_DIR "/tests/data/imaging/") + file;
}

QByteArray portraitBytes(const QString& file)
{
    QFile in(portraitPath(file));
    if (!in.open(QIODevice::ReadOnly))
        qFatal("no test picture %s", qUtf8Printable(file));
    return in.readAll();
}

imaging::Photo portrait(const QString& file)
{
    auto photo = imaging::decode(portraitBytes(file), {});
    if (!photo)
        qFatal("cannot decode %s", qUtf8Printable(file));
    return *std::move(photo);
}

const QJsonObject& labels()
{
    static const QJsonObject all = json::parseObject(portraitBytes(u"labels.json"_s)).value_or(QJsonObject());
    return all;
}

QStringList synthetic()
{
    QStringList list;
    for (const QString& file : labels().keys()) {
        if (file.startsWith("synth/"_L1))
            list.append(file);
    }
    return list;
}

bool hasDefect(const QString& file, QLatin1StringView defect)
{
    return labels()
        .value(file)
        .toObject()
        .value("defects"_L1)
        .toArray()
        .contains(QJsonValue(QString(defect)));
}

std::shared_ptr<const imaging::ModelStore> models()
{
    static const auto store = [] {
        imaging::initialise();
        auto opened = imaging::ModelStore::open(imaging::findModelDirectory());
        if (!opened)
            qFatal("no models: %s", qUtf8Printable(opened.error().detail));
        return *opened;
    }();
    return store;
}

std::unique_ptr<imaging::Engine> makeEngine()
{
    auto engine = imaging::Engine::create(models());
    if (!engine)
        qFatal("no engine: %s", qUtf8Printable(engine.error().detail));
    return *std::move(engine);
}

const Standard& seedStandard()
{
    static const Standard standard = [] {
        auto found = resources::standard(u"chsi_xinhua_gd_seed"_s);
        if (!found)
            qFatal("no standard: %s", qUtf8Printable(found.error().detail));
        return *std::move(found);
    }();
    return standard;
}

imaging::Analysis analyse(imaging::Engine& engine, const QString& file, imaging::Depth depth)
{
    auto analysis = engine.analyse(portrait(file), seedStandard(), depth);
    if (!analysis)
        qFatal("cannot analyse %s", qUtf8Printable(file));
    return *std::move(analysis);
}

const CheckResult& checkOf(const imaging::Analysis& analysis, QLatin1StringView id)
{
    const auto& checks = analysis.report.checks;
    const auto found = std::ranges::find_if(checks, [&](const CheckResult& c) { return c.id == id; });
    if (found == checks.end())
        qFatal("no check %s", id.data());
    return *found;
}

void say(const QString& line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

} // namespace photodesk::test
