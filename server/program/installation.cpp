#include "server/program/installation.h"

#include "resources/resources.h"
#include "server/identity/log_sender.h"
#include "server/photos/folder_photo_store.h"
#include "server/services/random.h"
#include "server/services/settings.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto demoMark = "DEMO"_L1;

Result<void> makeFolder(const QString& folder)
{
    const QDir dir(folder);
    if (dir.exists())
        return {};
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly))
        return fail(ErrorCode::StorageFailed, u"cannot make "_s + folder);
    return {};
}

} // namespace

Result<std::unique_ptr<Installation>> Installation::open(const QString& folder, const QString& databaseUrl,
                                                         const services::Clock& clock)
{
    if (!services::initialiseCrypto())
        return fail(ErrorCode::Internal, u"libsodium does not start"_s);
    PD_TRY(makeFolder(folder));
    std::unique_ptr<Installation> made(new Installation);
    made->folder_ = QDir(folder).absolutePath();
    PD_ASSIGN(const auto config, store::DatabaseConfig::from(folder, databaseUrl));
    PD_ASSIGN(made->database_, store::Database::open(config));
    PD_ASSIGN(made->photos_, photos::FolderPhotoStore::open(QDir(folder).filePath(u"photos"_s)));
    PD_ASSIGN(auto secrets, services::Secrets::open(folder));
    made->secrets_ = std::make_unique<services::Secrets>(std::move(secrets));
    PD_ASSIGN(auto reasons, resources::reasons());
    made->reasons_ = std::make_unique<ReasonCatalogue>(std::move(reasons));
    made->settings_ = std::make_unique<services::Settings>(services::Settings::fromResources());
    made->sender_ = std::make_unique<identity::LogSender>(QDir(folder).filePath(u"sms.log"_s));
    made->context_ = std::make_unique<services::Context>(services::Context{
        *made->database_, *made->photos_, clock, *made->secrets_, *made->reasons_, *made->settings_});
    made->services_ = std::make_unique<services::Services>(*made->context_, *made->sender_);
    return made;
}

bool Installation::isDemo() const
{
    return QFile::exists(QDir(folder_).filePath(demoMark));
}

Result<void> Installation::markAsDemo()
{
    QFile mark(QDir(folder_).filePath(demoMark));
    if (!mark.open(QIODevice::WriteOnly)
        || mark.write("Demo data with public passwords: loopback only.\n") < 0)
        return fail(ErrorCode::StorageFailed, mark.errorString());
    return {};
}

void addInstallationOptions(QCommandLineParser& parser)
{
    parser.addOptions(
        {{u"data"_s, u"Data folder."_s, u"DIR"_s},
         {u"db"_s, u"postgresql://USER:PASSWORD@HOST/NAME instead of SQLite in the data folder."_s,
          u"URL"_s}});
}

Result<std::unique_ptr<Installation>> openInstallation(const QCommandLineParser& parser,
                                                       const services::Clock& clock)
{
    if (parser.value(u"data"_s).isEmpty())
        return fail(ErrorCode::BadConfiguration, u"--data is missing"_s);
    return Installation::open(parser.value(u"data"_s), parser.value(u"db"_s), clock);
}

} // namespace photodesk::server::program
