#include "tests/support/postgres.h"

#include "server/store/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

constexpr int startMs = 60'000;
constexpr auto owner = "photodesk"_L1;

/// In memory where the system has room there: each new database is some 300 files.
QString folderTemplate()
{
    constexpr qint64 room = qint64(1) << 31;
    const QString memory = u"/dev/shm"_s;
    const bool fits = QFileInfo(memory).isWritable() && QStorageInfo(memory).bytesAvailable() > room;
    return (fits ? memory : QDir::tempPath()) + u"/photodesk-pg-XXXXXX"_s;
}

/// Debian keeps each version's programs in a folder of its own; the newest one.
QString programFolder()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList names =
        versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString& name : names) {
        const QString folder = versions.filePath(name) + u"/bin"_s;
        if (QFile::exists(folder + u"/initdb"_s))
            return folder;
    }
    qFatal("PostgreSQL's programs are not installed (Debian: postgresql)");
}

/// PostgreSQL refuses to run as root.
QStringList asOwner(QStringList command)
{
    QStringList all{u"setpriv"_s, u"--pdeathsig"_s, u"INT"_s};
    if (::geteuid() == 0)
        all << u"--reuid=postgres"_s << u"--regid=postgres"_s << u"--clear-groups"_s;
    return all << u"--"_s << std::move(command);
}

void mustRun(QStringList command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QString program = command.takeFirst();
    process.start(program, command);
    if (!process.waitForFinished(startMs) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        qFatal("%s: %s", qUtf8Printable(program), process.readAll().constData());
}

} // namespace

Postgres& Postgres::instance()
{
    static Postgres postgres;
    return postgres;
}

Postgres::Postgres() : folder_(folderTemplate())
{
    const QString bin = programFolder(), data = folder_.filePath(u"data"_s);
    if (::geteuid() == 0)
        mustRun({u"chown"_s, u"postgres"_s, folder_.path()});
    mustRun(asOwner({bin + u"/initdb"_s, u"-D"_s, data, u"-U"_s, QString(owner), u"-A"_s, u"trust"_s, u"-E"_s,
                     u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s}));
    QStringList command =
        asOwner({bin + u"/postgres"_s, u"-D"_s, data, u"-k"_s, folder_.path(), u"-c"_s,
                 u"listen_addresses="_s, u"-c"_s, u"fsync=off"_s, u"-c"_s, u"full_page_writes=off"_s, u"-c"_s,
                 u"autovacuum=off"_s, u"-c"_s, u"max_connections=100"_s, u"-c"_s, u"log_min_messages=log"_s});
    const QString program = command.takeFirst();
    server_.setProcessChannelMode(QProcess::MergedChannels);
    server_.start(program, command);
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (!server_.waitForReadyRead(startMs))
            qFatal("postgres does not start: %s", said.constData());
        said += server_.readAll();
    }
}

Postgres::~Postgres()
{
    ::kill(pid_t(server_.processId()), SIGINT); // the fast way down; SIGTERM would wait for clients
    server_.waitForFinished(startMs);
}

QUrl Postgres::urlOf(const QString& name) const
{
    return QUrl(u"postgresql://%1@localhost/%2?host=%3"_s.arg(owner, name, folder_.path()));
}

void Postgres::command(const QString& sql) const
{
    const auto database = server::store::Database::openRaw({{}, urlOf(u"postgres"_s)});
    if (!database)
        qFatal("postgres: %s", qUtf8Printable(database.error().detail));
    const auto connection = (*database)->local();
    if (const auto done = (*connection)->command(sql); !done)
        qFatal("postgres: %s: %s", qUtf8Printable(sql), qUtf8Printable(done.error().detail));
}

QUrl Postgres::newDatabase(bool withSchema)
{
    if (withSchema && template_.isEmpty()) {
        template_ = u"photodesk_template"_s;
        command(u"CREATE DATABASE "_s + template_);
        const auto migrated = server::store::Database::open({{}, urlOf(template_)});
        if (!migrated)
            qFatal("schema: %s", qUtf8Printable(migrated.error().detail));
    }
    const QString name = u"test_%1"_s.arg(++made_);
    command(u"CREATE DATABASE "_s + name + (withSchema ? u" TEMPLATE "_s + template_ : QString()));
    return urlOf(name);
}

void Postgres::disconnectAll(const QUrl& database)
{
    command(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1'"_s.arg(
        database.path().mid(1)));
}

} // namespace photodesk::test
