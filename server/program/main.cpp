#include "server/program/admin.h"
#include "server/program/console.h"
#include "server/program/demo.h"
#include "server/program/serve.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    using namespace photodesk::server::program;
    // Text, fonts and PDFs need Qt Gui; a server has no screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(u"photodesk-server"_s);
    QGuiApplication::setApplicationVersion(QString::fromUtf8(PHOTODESK_VERSION));

    const QStringList arguments = QGuiApplication::arguments().sliced(1);
    const QString command = arguments.value(0);
    if (command == "serve"_L1)
        return serve(arguments);
    if (command == "admin"_L1)
        return admin(arguments);
    if (command == "demo"_L1)
        return demo(arguments);
    if (command == "routes"_L1)
        return routes();
    if (command == "--version"_L1) {
        print(QGuiApplication::applicationVersion());
        return 0;
    }
    complain(u"usage: photodesk-server serve|admin|demo|routes|--version …  (COMMAND --help tells more)"_s);
    return 2;
}
