#include "server/program/demo.h"

#include "domain/json.h"
#include "resources/resources.h"
#include "server/program/console.h"
#include "server/program/demo_people.h"
#include "server/program/demo_pictures.h"
#include "server/program/demo_story.h"
#include "server/services/settings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

using services::Outcome;

constexpr int supportedVersion = 1;

/// $PHOTODESK_DEMO, else beside the installed program, else the source tree.
QString findDemoFolder()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/../share/photodesk/demo"_s;
    for (const QString& folder :
         {qEnvironmentVariable("PHOTODESK_DEMO"), beside, QString::fromUtf8(PHOTODESK_SOURCE_DEMO)}) {
        if (!folder.isEmpty() && QFile::exists(folder + u"/demo.json"_s))
            return folder;
    }
    return {};
}

Result<QJsonObject> readDemo(const QString& folder)
{
    QFile file(folder + u"/demo.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"demo.json"_s);
    PD_ASSIGN(QJsonObject demo, json::parseObject(file.readAll()));
    if (demo["version"_L1].toInt() != supportedVersion)
        return fail(ErrorCode::BadConfiguration, u"demo.json is of another version"_s);
    return demo;
}

struct MadeBatch {
    QString id;
    QJsonObject data;
};

Outcome<QHash<QString, MadeBatch>> makeBatches(Installation& installation, const QJsonObject& demo)
{
    QHash<QString, QString> schools;
    for (const QJsonValue& school : demo["schools"_L1].toArray())
        schools.insert(school["code"_L1].toString(), school["name_zh"_L1].toString());
    services::Batches& batches = installation.services().batches;
    const QString by = u"operator"_s;
    QHash<QString, MadeBatch> made;
    for (const QJsonValue& value : demo["batches"_L1].toArray()) {
        services::NewBatch wanted;
        wanted.school = schools.value(value["school"_L1].toString());
        wanted.name = value["name_zh"_L1].toString();
        wanted.standard = value["standard"_L1].toString();
        wanted.background = value["background"_L1].toString();
        wanted.feeFen = value["fee_fen"_L1].toInteger();
        if (value["collection"_L1].toString() == "scattered"_L1)
            wanted.captureMode = u"scattered"_s;
        PD_ASSIGN(const auto batch, batches.create(wanted, by));
        for (const QJsonValue& code : value["feature_codes"_L1].toArray()) {
            PD_TRY(batches.addFeatureCode(batch.id, code["code"_L1].toString(), by));
            if (code["state"_L1].toString() == "revoked"_L1)
                PD_TRY(batches.revokeFeatureCode(code["code"_L1].toString(), by));
        }
        if (const QJsonValue bulk = value["bulk_approval"_L1]; bulk.isObject())
            PD_TRY(batches.setBulk(batch.id, true, bulk["sample_percent"_L1].toInteger(), by));
        made.insert(value["key"_L1].toString(), {batch.id, value.toObject()});
    }
    return made;
}

Outcome<QString> makeStaff(DemoPeople& people, const QJsonObject& demo)
{
    const QJsonArray staff = demo["staff"_L1].toArray();
    const QString password = staff.first()["password"_L1].toString();
    for (const QJsonValue& person : staff) {
        PD_TRY(people.addStaff(person["user"_L1].toString(), person["display_name"_L1].toString(),
                               person["roles"_L1].toVariant().toStringList(), password));
    }
    return password;
}

Result<std::vector<services::ProcessingOrder>>
picturesOf(const QJsonObject& demo, const QHash<QString, MadeBatch>& batches, const QString& folder)
{
    std::vector<services::ProcessingOrder> orders;
    for (const QJsonValue& record : demo["records"_L1].toArray()) {
        const QJsonObject batch = batches.value(record["batch"_L1].toString()).data;
        PD_ASSIGN(const Standard standard, resources::standard(batch["standard"_L1].toString()));
        for (const QJsonValue& attempt : record["attempts"_L1].toArray()) {
            QFile file(QDir(folder).filePath(attempt["picture"_L1].toString()));
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorCode::NotFound, file.fileName());
            orders.push_back({file.readAll(),
                              standard,
                              QColor(batch["background"_L1].toString()).rgb(),
                              {},
                              attempt["capture_source"_L1].toString() == "camera"_L1});
        }
    }
    return orders;
}

Outcome<void> seed(const QString& folder, const QString& databaseUrl)
{
    const QString demoFolder = findDemoFolder();
    PD_ASSIGN(const QJsonObject demo, readDemo(demoFolder));
    const QDir target(folder);
    if (QFile::exists(target.filePath(u"secret.key"_s)))
        return fail(ErrorCode::Conflict, u"the folder is in use; demo data goes into an empty one"_s);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    // Staff and batches were there long before the first student.
    constexpr qint64 longBefore = qint64(300) * 24 * 3'600'000;
    StoryClock clock(now - longBefore);
    PD_ASSIGN(const auto installation, Installation::open(folder, databaseUrl, clock));
    PD_TRY(installation->markAsDemo());
    DemoPeople people(*installation);
    PD_ASSIGN(const QString password, makeStaff(people, demo));
    PD_ASSIGN(const auto batches, makeBatches(*installation, demo));

    const services::Settings& settings = installation->context().settings;
    DemoPictures pictures;
    PD_ASSIGN(const auto orders, picturesOf(demo, batches, demoFolder));
    PD_TRY(pictures.prepare(orders,
                            {settings.uploadMaxBytes, settings.uploadMaxPixels, int(settings.thumbnailPx)}));

    clock.setMs(now);
    DemoStory story(*installation, people, clock, pictures, demoFolder);
    for (const QJsonValue& record : demo["records"_L1].toArray())
        story.addRecord(record.toObject(), batches.value(record["batch"_L1].toString()).data);
    for (const QJsonValue& order : demo["orders"_L1].toArray())
        story.addOrder(order.toObject());
    for (const MadeBatch& batch : batches) {
        if (!batch.data["open"_L1].toBool())
            story.closeBatch(batch.id);
    }
    PD_TRY(story.tell());
    QFile passwordFile(target.filePath(u"demo-password"_s));
    if (!passwordFile.open(QIODevice::WriteOnly) || passwordFile.write(password.toUtf8()) < 0)
        return fail(ErrorCode::StorageFailed, passwordFile.errorString());
    return {};
}

} // namespace

int demo(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Fills an empty folder with invented schools, people and photos."_s);
    addInstallationOptions(parser);
    int status = 0;
    if (!parse(parser, arguments, status))
        return status;
    installLog();
    QElapsedTimer timer;
    timer.start();
    if (parser.value(u"data"_s).isEmpty())
        return complain(Error{ErrorCode::BadConfiguration, u"--data is missing"_s});
    const auto outcome = seed(parser.value(u"data"_s), parser.value(u"db"_s));
    if (!outcome)
        return complain(outcome.error().error);
    print(u"demo data made in %1 s; every account's password is in demo-password"_s.arg(
        double(timer.elapsed()) / 1000.0, 0, 'f', 1));
    return 0;
}

} // namespace photodesk::server::program
