#include "server/store/database.h"

#include "server/store/migrations.h"

#include <QSqlError>
#include <QUrlQuery>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto sqliteOptions = "QSQLITE_BUSY_TIMEOUT=10000"_L1;
constexpr int connectSeconds = 5;

std::mutex& liveMutex()
{
    static std::mutex mutex;
    return mutex;
}

/// Databases that exist, by number: a thread that ends must not touch one that is gone.
std::unordered_map<quint64, Database*>& liveDatabases()
{
    static std::unordered_map<quint64, Database*> live;
    return live;
}

} // namespace

/// Closes a thread's connections when the thread ends.
class ThreadConnections {
public:
    ~ThreadConnections()
    {
        const std::lock_guard lock(liveMutex());
        for (const auto& [id, connection] : mine_) {
            if (const auto found = liveDatabases().find(id); found != liveDatabases().end())
                found->second->closeThread(std::this_thread::get_id());
        }
    }
    std::unordered_map<quint64, Connection*> mine_;
};

namespace {

ThreadConnections& ofThisThread()
{
    thread_local ThreadConnections connections;
    return connections;
}

} // namespace

Result<DatabaseConfig> DatabaseConfig::from(const QString& dataDirectory, const QString& url)
{
    DatabaseConfig config;
    if (url.isEmpty()) {
        config.sqliteFile = dataDirectory + u"/photodesk.sqlite"_s;
        return config;
    }
    config.postgres = QUrl(url, QUrl::StrictMode);
    const bool known =
        config.postgres.scheme() == "postgresql"_L1 || config.postgres.scheme() == "postgres"_L1;
    if (!config.postgres.isValid() || !known || config.postgres.path().size() < 2)
        return fail(ErrorCode::BadConfiguration, u"the database must be postgresql://…/name"_s);
    return config;
}

Database::Database(DatabaseConfig config, Dialect dialect) : config_(std::move(config)), dialect_(dialect)
{
    static std::atomic<quint64> next{1};
    id_ = next.fetch_add(1);
    const std::lock_guard lock(liveMutex());
    liveDatabases().emplace(id_, this);
}

Database::~Database()
{
    {
        const std::lock_guard lock(liveMutex());
        liveDatabases().erase(id_);
    }
    const std::lock_guard lock(mutex_);
    connections_.clear();
}

Result<std::unique_ptr<Database>> Database::openRaw(const DatabaseConfig& config)
{
    const Dialect dialect = config.postgres.isEmpty() ? Dialect::Sqlite : Dialect::PostgreSql;
    std::unique_ptr<Database> database(new Database(config, dialect));
    PD_TRY(database->local());
    return database;
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseConfig& config)
{
    PD_ASSIGN(auto database, openRaw(config));
    PD_ASSIGN(Connection * connection, database->local());
    PD_ASSIGN(const auto steps, builtInMigrations(database->dialect()));
    PD_TRY(migrate(*connection, steps));
    return database;
}

Result<std::unique_ptr<Connection>> Database::connect() const
{
    static std::atomic<quint64> number{1};
    const QString name = u"photodesk-%1"_s.arg(number.fetch_add(1));
    const bool sqlite = dialect_ == Dialect::Sqlite;
    QSqlDatabase database = QSqlDatabase::addDatabase(sqlite ? u"QSQLITE"_s : u"QPSQL"_s, name);
    if (sqlite) {
        database.setDatabaseName(config_.sqliteFile);
        database.setConnectOptions(sqliteOptions);
    } else {
        const QUrl& url = config_.postgres;
        QStringList options{u"connect_timeout=%1"_s.arg(connectSeconds)};
        QString host = url.host();
        for (const auto& [key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
            if (key == "host"_L1)
                host = value;
            else
                options << key + u'=' + value;
        }
        database.setHostName(host);
        database.setPort(url.port(-1));
        database.setUserName(url.userName(QUrl::FullyDecoded));
        database.setPassword(url.password(QUrl::FullyDecoded));
        database.setDatabaseName(url.path(QUrl::FullyDecoded).mid(1));
        database.setConnectOptions(options.join(u';'));
    }
    const bool opened = database.open();
    const QString native = database.lastError().nativeErrorCode();
    auto connection = std::make_unique<Connection>(database, dialect_);
    database = QSqlDatabase(); // the last handle must be the connection's, or it can't be removed
    if (!opened)
        return fail(ErrorCode::DatabaseUnavailable, u"cannot open, sql "_s + native);
    PD_TRY(connection->configure());
    return connection;
}

Result<Connection*> Database::local()
{
    ThreadConnections& mine = ofThisThread();
    if (const auto found = mine.mine_.find(id_); found != mine.mine_.end()) {
        if (found->second->isLost())
            PD_TRY(found->second->reconnect());
        return found->second;
    }
    PD_ASSIGN(auto connection, connect());
    Connection* raw = connection.get();
    {
        const std::lock_guard lock(mutex_);
        connections_[std::this_thread::get_id()] = std::move(connection);
    }
    mine.mine_.emplace(id_, raw);
    return raw;
}

void Database::closeThread(std::thread::id thread)
{
    const std::lock_guard lock(mutex_);
    connections_.erase(thread);
}

Result<void> Database::check()
{
    return read([](Connection& connection) -> Result<void> {
        PD_TRY(connection.queryOne(u"SELECT seq FROM audit_head WHERE id = 1"_s));
        return {};
    });
}

} // namespace photodesk::server::store
