#include "server/program/admin.h"

#include "domain/money.h"
#include "server/program/console.h"
#include "server/program/installation.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

using services::Outcome;

/// The operator at the terminal, in the audit log.
const QString operatorActor = u"operator"_s;

struct Command {
    const char* name;
    const char* what;
    std::function<void(QCommandLineParser&)> options;
    std::function<Outcome<void>(Installation&, const QCommandLineParser&)> run;
};

Outcome<void> createUser(Installation& installation, const QCommandLineParser& parser)
{
    const QStringList names = parser.value(u"roles"_s).split(u',', Qt::SkipEmptyParts);
    const std::vector<Role> roles = rolesFromNames(names);
    if (roles.empty() || qsizetype(roles.size()) != names.size())
        return fail(ErrorCode::InvalidField,
                    u"--roles wants some of reviewer, senior_reviewer, administrator, "
                    "print, auditor, parted by commas"_s);
    PD_ASSIGN(const QString password, readPassword(u"Password: "_s));
    const QString user = parser.value(u"user"_s);
    const QString shown = parser.isSet(u"display-name"_s) ? parser.value(u"display-name"_s) : user;
    PD_TRY(installation.services().staff.createUser(user, shown, roles, password));
    print(u"created "_s + user);
    return {};
}

Outcome<void> setPassword(Installation& installation, const QCommandLineParser& parser)
{
    PD_ASSIGN(const QString password, readPassword(u"New password: "_s));
    PD_TRY(installation.services().staff.setPassword(parser.value(u"user"_s), password));
    print(u"changed; all sessions of the account have ended"_s);
    return {};
}

Outcome<void> createBatch(Installation& installation, const QCommandLineParser& parser)
{
    services::NewBatch batch;
    batch.school = parser.value(u"school"_s);
    batch.name = parser.value(u"name"_s);
    if (parser.isSet(u"standard"_s))
        batch.standard = parser.value(u"standard"_s);
    batch.background = parser.value(u"background"_s);
    PD_ASSIGN(const Money fee, Money::parseYuan(parser.value(u"fee"_s)));
    batch.feeFen = fee.fen();
    PD_ASSIGN(const auto made, installation.services().batches.create(batch, operatorActor));
    PD_ASSIGN(const QString code,
              installation.services().batches.issueFeatureCode(made.id, {}, operatorActor));
    print(u"batch %1 feature code %2"_s.arg(made.id, code));
    return {};
}

Outcome<void> revokeCode(Installation& installation, const QCommandLineParser& parser)
{
    PD_TRY(installation.services().batches.revokeFeatureCode(parser.value(u"code"_s), operatorActor));
    print(u"revoked"_s);
    return {};
}

Outcome<void> verifyAudit(Installation& installation, const QCommandLineParser&)
{
    PD_ASSIGN(const auto verdict, installation.services().audit.verify());
    if (verdict.brokenAt)
        return fail(ErrorCode::StorageFailed,
                    u"the audit chain of %1 entries does not fit at entry %2"_s.arg(verdict.entries)
                        .arg(*verdict.brokenAt));
    print(u"%1 entries, the chain is whole"_s.arg(verdict.entries));
    return {};
}

const std::vector<Command>& commands()
{
    static const std::vector<Command> list = {
        {"create-user", "make a staff account; the password comes from standard input",
         [](QCommandLineParser& p) {
             p.addOptions({{u"user"_s, u"Name to sign in with."_s, u"NAME"_s},
                           {u"display-name"_s, u"Name shown to colleagues."_s, u"TEXT"_s},
                           {u"roles"_s, u"Parted by commas."_s, u"LIST"_s}});
         },
         &createUser},
        {"set-password", "give an account a new password from standard input; ends its sessions",
         [](QCommandLineParser& p) {
             p.addOption({u"user"_s, u"Name to sign in with."_s, u"NAME"_s});
         },
         &setPassword},
        {"create-batch", "open a batch and issue its first feature code",
         [](QCommandLineParser& p) {
             p.addOptions({{u"school"_s, u"School; made when there is none of the name."_s, u"TEXT"_s},
                           {u"name"_s, u"Name of the batch."_s, u"TEXT"_s},
                           {u"standard"_s, u"Photo standard."_s, u"ID"_s},
                           {u"background"_s, u"One of the standard's colours."_s, u"#RRGGBB"_s},
                           {u"fee"_s, u"Fee in yuan."_s, u"YUAN"_s, u"0"_s}});
         },
         &createBatch},
        {"revoke-code", "take a feature code back",
         [](QCommandLineParser& p) {
             p.addOption({u"code"_s, u"The code."_s, u"CODE"_s});
         },
         &revokeCode},
        {"verify-audit", "walk the audit chain and name the first entry that does not fit",
         [](QCommandLineParser&) {}, &verifyAudit},
    };
    return list;
}

int usage()
{
    print(u"photodesk-server admin COMMAND --data DIR [--db URL] …"_s);
    for (const Command& command : commands())
        print(
            u"  %1  %2"_s.arg(QString::fromLatin1(command.name), -14).arg(QString::fromLatin1(command.what)));
    return 2;
}

} // namespace

int admin(const QStringList& arguments)
{
    const QString name = arguments.value(1);
    for (const Command& command : commands()) {
        if (name != QLatin1StringView(command.name))
            continue;
        QCommandLineParser parser;
        parser.setApplicationDescription(QString::fromLatin1(command.what));
        addInstallationOptions(parser);
        command.options(parser);
        int status = 0;
        if (!parse(parser, arguments.sliced(1), status))
            return status;
        const services::SystemClock clock;
        const auto installation = openInstallation(parser, clock);
        if (!installation)
            return complain(installation.error());
        const auto outcome = command.run(**installation, parser);
        return outcome ? 0 : complain(outcome.error().error);
    }
    return usage();
}

} // namespace photodesk::server::program
