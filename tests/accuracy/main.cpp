// How exact the engine is on a folder of labelled portraits: tables for people, figures for machines, floors
// for CI.
#include "measures.h"
#include "resources/resources.h"

#include "domain/json.h"

#include <QCommandLineParser>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;

namespace {

Result<QJsonObject> readObject(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, path);
    return json::parseObject(file.readAll());
}

Result<void> writeText(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return fail(ErrorCode::StorageFailed, path);
    return {};
}

struct Options {
    QCommandLineParser parser;
    const QCommandLineOption standard{u"standard"_s, u"Judge by this standard."_s, u"ID"_s,
                                      u"chsi_xinhua_gd_seed"_s};
    const QCommandLineOption defects{u"defects"_s, u"Which checks answer to which defect."_s, u"FILE"_s,
                                     QStringLiteral(PHOTODESK_SOURCE_DIR "/tests/accuracy/defects.json")};
    const QCommandLineOption json{u"json"_s, u"Write all figures."_s, u"OUT.json"_s};
    const QCommandLineOption markdown{u"markdown"_s, u"Write the tables for a document."_s, u"OUT.md"_s};
    const QCommandLineOption hold{u"hold"_s, u"Fail if a figure breaks its floor."_s, u"FLOORS.json"_s};
    const QCommandLineOption jobs{u"jobs"_s, u"Threads."_s, u"N"_s,
                                  QString::number(std::max(1u, std::thread::hardware_concurrency()))};

    Options()
    {
        parser.setApplicationDescription(
            u"Measures the engine on labelled portraits (labels.json in DIR)."_s);
        parser.addHelpOption();
        parser.addOptions({standard, defects, json, markdown, hold, jobs});
        parser.addPositionalArgument(u"DIR"_s, u"Folder with labels.json."_s);
    }
};

Result<accuracy::Sheet> measure(const QString& folder, const QJsonObject& defects, const Standard& standard,
                                int jobs)
{
    imaging::initialise();
    PD_ASSIGN(const accuracy::PortraitSet set,
              accuracy::readPortraits(folder, defects.value("groups"_L1).toArray()));
    PD_ASSIGN(const auto models, imaging::ModelStore::open(imaging::findModelDirectory()));
    PD_ASSIGN(const accuracy::Pairs pairs, accuracy::lookAtAll(set, standard, jobs, models));
    accuracy::Sheet sheet;
    accuracy::measureDetection(pairs, sheet);
    accuracy::measurePose(pairs, sheet);
    accuracy::measurePoints(pairs, sheet);
    accuracy::measureChecks(pairs, defects, sheet);
    accuracy::measureMattes(pairs, sheet);
    accuracy::measureFairness(pairs, sheet);
    return sheet;
}

/// The number of broken floors.
Result<int> run(const Options& options)
{
    const auto& parser = options.parser;
    PD_ASSIGN(const Standard standard, resources::standard(parser.value(options.standard)));
    PD_ASSIGN(const QJsonObject defects, readObject(parser.value(options.defects)));
    PD_ASSIGN(const accuracy::Sheet sheet, measure(parser.positionalArguments().constFirst(), defects,
                                                   standard, parser.value(options.jobs).toInt()));
    std::fputs(qUtf8Printable(sheet.text()), stdout);
    if (parser.isSet(options.json))
        PD_TRY(writeText(parser.value(options.json), QJsonDocument(sheet.json()).toJson()));
    if (parser.isSet(options.markdown))
        PD_TRY(writeText(parser.value(options.markdown), sheet.markdown().toUtf8()));
    if (!parser.isSet(options.hold))
        return 0;
    PD_ASSIGN(const QJsonObject floors, readObject(parser.value(options.hold)));
    const QStringList broken = sheet.broken(floors);
    for (const QString& fault : broken)
        std::printf("BROKEN: %s\n", qUtf8Printable(fault));
    std::printf("%d floors held\n", int(floors.size() - broken.size()));
    return int(broken.size());
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    Options options;
    options.parser.process(app);
    if (options.parser.positionalArguments().size() != 1)
        options.parser.showHelp(2);
    const auto broken = run(options);
    if (!broken) {
        std::fprintf(stderr, "accuracy: %s %s\n", errorName(broken.error().code).data(),
                     qUtf8Printable(broken.error().detail));
        return 2;
    }
    return *broken > 0 ? 1 : 0;
}
