#include "server/program/console.h"

#include <QDateTime>
#include <QMutex>

#include <cstdio>
#include <iostream>
#include <string>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace photodesk::server::program {
namespace {

/// Keeps a typed password off the screen while it lives.
class EchoOff {
public:
#ifdef Q_OS_UNIX
    EchoOff() : onTerminal_(isatty(STDIN_FILENO) != 0)
    {
        if (!onTerminal_ || tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios silent = before_;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    ~EchoOff()
    {
        if (onTerminal_)
            tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    }
    [[nodiscard]] bool onTerminal() const
    {
        return onTerminal_;
    }

private:
    bool onTerminal_;
    termios before_{};
#else
    [[nodiscard]] bool onTerminal() const
    {
        return false;
    }
#endif
};

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug"_L1;
    case QtInfoMsg: return "info"_L1;
    case QtWarningMsg: return "warning"_L1;
    case QtCriticalMsg: return "error"_L1;
    case QtFatalMsg: break;
    }
    return "fatal"_L1;
}

void writeLog(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    const QString line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + levelName(type)
                         + u' ' + message + u'\n';
    const QByteArray bytes = line.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace

void print(const QString& line)
{
    std::puts(line.toUtf8().constData());
    std::fflush(stdout);
}

void complain(const QString& line)
{
    std::fprintf(stderr, "photodesk-server: %s\n", line.toUtf8().constData());
}

int complain(const Error& error)
{
    complain(error.detail.isEmpty() ? QString(errorName(error.code))
                                    : QString(errorName(error.code)) + u": "_s + error.detail);
    return 1;
}

Result<QString> readPassword(const QString& prompt)
{
    const EchoOff echo;
    if (echo.onTerminal())
        std::fputs(prompt.toUtf8().constData(), stderr);
    std::string line;
    if (!std::getline(std::cin, line) || line.empty())
        return fail(ErrorCode::BadConfiguration, u"no password on standard input"_s);
    if (echo.onTerminal())
        std::fputc('\n', stderr);
    return QString::fromStdString(line);
}

bool parse(QCommandLineParser& parser, const QStringList& arguments, int& status)
{
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments)) {
        complain(parser.errorText());
        status = 2;
        return false;
    }
    if (parser.isSet(help)) {
        print(parser.helpText());
        status = 0;
        return false;
    }
    return true;
}

void installLog()
{
    qInstallMessageHandler(&writeLog);
}

} // namespace photodesk::server::program
