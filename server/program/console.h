#pragma once

#include "domain/result.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

namespace photodesk::server::program {

void print(const QString& line);    ///< standard output
void complain(const QString& line); ///< standard error
/// "photodesk-server: CODE: detail" on standard error; gives the exit status to leave with.
int complain(const Error& error);

/// A password from standard input, one line, without echo on a terminal.
[[nodiscard]] Result<QString> readPassword(const QString& prompt);

/// Parses or prints what is wrong and gives false; --help prints and gives false with `status` 0.
[[nodiscard]] bool parse(QCommandLineParser& parser, const QStringList& arguments, int& status);

/// Sends Qt's messages to standard error with time and level, one line each.
void installLog();

} // namespace photodesk::server::program
