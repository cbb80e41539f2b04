#pragma once

#include "domain/reason.h"
#include "domain/result.h"
#include "server/identity/code_sender.h"
#include "server/photos/photo_store.h"
#include "server/services/clock.h"
#include "server/services/secrets.h"
#include "server/services/services.h"
#include "server/store/database.h"

#include <QCommandLineParser>

#include <memory>

namespace photodesk::server::program {

/// One data folder with its database, photos, keys, and the use cases over them.
class Installation {
public:
    /// Makes the folder (owner only) when there is none, migrates the schema. `clock` outlives it.
    [[nodiscard]] static Result<std::unique_ptr<Installation>>
    open(const QString& folder, const QString& databaseUrl, const services::Clock& clock);
    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;

    [[nodiscard]] const services::Context& context() const { return *context_; }
    [[nodiscard]] services::Services& services() { return *services_; }
    [[nodiscard]] QString folder() const { return folder_; }
    /// Passwords of a demo folder are public, so it must stay on this machine.
    [[nodiscard]] bool isDemo() const;
    [[nodiscard]] Result<void> markAsDemo();

private:
    Installation() = default;

    QString folder_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<photos::PhotoStore> photos_;
    std::unique_ptr<services::Secrets> secrets_;
    std::unique_ptr<ReasonCatalogue> reasons_;
    std::unique_ptr<services::Settings> settings_;
    std::unique_ptr<identity::CodeSender> sender_;
    std::unique_ptr<services::Context> context_;
    std::unique_ptr<services::Services> services_;
};

/// --data and --db, which every command takes.
void addInstallationOptions(QCommandLineParser& parser);
[[nodiscard]] Result<std::unique_ptr<Installation>> openInstallation(const QCommandLineParser& parser,
                                                                     const services::Clock& clock);

} // namespace photodesk::server::program
