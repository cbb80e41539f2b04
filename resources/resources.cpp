#include "resources/resources.h"

#include "domain/json.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

// Outside any namespace, as the macro demands.
static void openDoor()
{
    Q_INIT_RESOURCE(photodesk_data);
}

namespace photodesk::resources {
namespace {

void ensureLinked()
{
    static const bool once = (openDoor(), true);
    Q_UNUSED(once);
}

QJsonObject readOwn(const QString& path)
{
    const auto bytes = read(path);
    const auto object = bytes ? json::parseObject(*bytes) : fail(bytes.error());
    if (!object)
        qFatal("resources/%s is missing or no JSON", qUtf8Printable(path));
    return *object;
}

const QJsonArray& commonChecks()
{
    static const QJsonArray array = readOwn(u"checks.json"_s).value("checks"_L1).toArray();
    return array;
}

} // namespace

Result<QByteArray> read(const QString& path)
{
    ensureLinked();
    QFile file(u":/photodesk/"_s + path);
    if (path.contains(".."_L1) || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"resource "_s + path);
    return file.readAll();
}

QStringList list(const QString& folder)
{
    ensureLinked();
    return QDir(u":/photodesk/"_s + folder).entryList(QDir::Files, QDir::Name);
}

Result<Standard> standard(const QString& id)
{
    PD_ASSIGN(const QByteArray bytes, read(u"standards/%1.json"_s.arg(id)));
    return standardFromJson(bytes, commonChecks());
}

QStringList standardIds()
{
    QStringList ids = list(u"standards"_s);
    for (QString& id : ids)
        id.chop(int(qstrlen(".json")));
    return ids;
}

const std::vector<CheckInfo>& checks()
{
    static const auto infos = checkInfosFromJson(commonChecks());
    if (!infos)
        qFatal("resources/checks.json: %s", qUtf8Printable(infos.error().detail));
    return *infos;
}

Result<ReasonCatalogue> reasons()
{
    PD_ASSIGN(const QByteArray bytes, read(u"reasons/reasons.json"_s));
    return ReasonCatalogue::fromJson(bytes);
}

Result<std::vector<Layout>> sheetLayouts()
{
    QJsonArray files;
    for (const QString& name : list(u"layouts"_s)) {
        PD_ASSIGN(const QByteArray bytes, read(u"layouts/"_s + name));
        PD_ASSIGN(const QJsonObject object, json::parseObject(bytes));
        files.append(object);
    }
    return layoutsFromJson(json::compact({{"layouts"_L1, files}}));
}

Result<std::vector<Layout>> layouts()
{
    PD_ASSIGN(auto all, sheetLayouts());
    std::erase_if(all, [](const Layout& layout) { return layout.id != layout.product; });
    return all;
}

qint64 limit(QLatin1StringView name)
{
    static const QJsonObject limits = readOwn(u"limits.json"_s);
    const QJsonValue value = limits.value(name);
    if (!value.isDouble())
        qFatal("resources/limits.json has no \"%s\"", name.data());
    return qint64(value.toDouble());
}

} // namespace photodesk::resources
