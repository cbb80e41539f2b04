#include "server/collectioncode/decoders.h"

#include "domain/json.h"
#include "server/collectioncode/pdcc1.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace photodesk::server::collectioncode {
namespace {

using Decoder = std::unique_ptr<CollectionCodeDecoder>;

struct Entry {
    QLatin1StringView name;
    Result<Decoder> (*make)(const QJsonObject& config);
};

/// The place for the registry's own decoder: a file of its own beside pdcc1.cpp, and one line here.
constexpr Entry entries[] = {
    {"pdcc1"_L1, makePdcc1Decoder},
};

constexpr qint64 configBytesMax = 65536;

} // namespace

Result<Decoder> makeDecoder(const QJsonObject& config)
{
    const QString name = config["decoder"_L1].toString();
    for (const Entry& entry : entries) {
        if (entry.name == name)
            return entry.make(config);
    }
    return fail(ErrorCode::BadConfiguration, u"collection_code.json: unknown decoder"_s);
}

Result<Decoder> openDecoder(const QString& dataFolder)
{
    QFile file(QDir(dataFolder).filePath(u"collection_code.json"_s));
    if (!file.exists())
        return fail(ErrorCode::NotFound, u"collection_code.json"_s);
    if (!file.open(QIODevice::ReadOnly) || file.size() > configBytesMax)
        return fail(ErrorCode::BadConfiguration, u"collection_code.json cannot be read"_s);
    const auto config = json::parseObject(file.readAll());
    if (!config)
        return fail(ErrorCode::BadConfiguration, u"collection_code.json: "_s + config.error().detail);
    return makeDecoder(*config);
}

QStringList decoderNames()
{
    QStringList names;
    for (const Entry& entry : entries)
        names << entry.name;
    return names;
}

} // namespace photodesk::server::collectioncode
