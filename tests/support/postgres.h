#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

namespace photodesk::test {

/// A real PostgreSQL of this test process alone, in a temporary folder, reached through a Unix socket there.
/// Ends with the process, even when that dies. Started on first use; every failure to start ends the test
/// loudly.
class Postgres {
public:
    static Postgres& instance();
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// A fresh database, with the schema of this program or empty.
    [[nodiscard]] QUrl newDatabase(bool withSchema);
    /// Ends every connection to the database, as a restart of the server would.
    void disconnectAll(const QUrl& database);

private:
    Postgres();
    [[nodiscard]] QUrl urlOf(const QString& name) const;
    void command(const QString& sql) const;

    QTemporaryDir folder_;
    QProcess server_;
    QString template_;
    int made_ = 0;
};

} // namespace photodesk::test
