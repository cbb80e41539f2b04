// The imaging engine on files: one JSON object a line. Proof that the engine stands alone, and an operator's
// tool.
#include "imaging/engine.h"
#include "imaging/inspect/overlay.h"
#include "imaging/render.h"
#include "resources/resources.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace photodesk;

namespace {

struct Job {
    Standard standard;
    QString render, alpha, overlay;
    imaging::Depth depth = imaging::Depth::Full;
};

void print(const QJsonObject& object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
    std::fflush(stdout);
}

void printError(const QString& file, const Error& error)
{
    print({{"file"_L1, file},
           {"error"_L1, QJsonObject{{"code"_L1, errorName(error.code)}, {"detail"_L1, error.detail}}}});
}

Result<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, file.errorString());
    const qint64 most = resources::limit("upload_max_bytes"_L1);
    if (file.size() > most)
        return fail(ErrorCode::FileTooLarge, u"%1 bytes"_s.arg(file.size()));
    return file.read(most + 1);
}

Result<bool> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::StorageFailed, file.errorString());
    return true;
}

QJsonValue time(double ms)
{
    return ms < 0 ? QJsonValue() : QJsonValue(ms);
}

QJsonObject timesToJson(const imaging::StageTimes& ms)
{
    return {{"decode"_L1, time(ms.decode)},       {"detect"_L1, time(ms.detect)},
            {"landmarks"_L1, time(ms.landmarks)}, {"segment"_L1, time(ms.segment)},
            {"checks"_L1, time(ms.checks)},       {"render"_L1, time(ms.render)},
            {"total"_L1, time(ms.total)}};
}

double msOf(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

Result<bool> saveImage(const QString& path, const QImage& image)
{
    if (!image.save(path))
        return fail(ErrorCode::StorageFailed, u"image not written"_s);
    return true;
}

/// Renders where a picture or its alpha is asked for; a photo without a face has none.
Result<bool> renderTo(const Job& job, const imaging::Photo& photo, imaging::Analysis& analysis)
{
    if (job.render.isEmpty() && job.alpha.isEmpty())
        return true;
    QElapsedTimer clock;
    clock.start();
    PD_ASSIGN(const imaging::Rendered rendered,
              imaging::render(photo, analysis, job.standard, job.standard.backgrounds.front()));
    analysis.ms.render = msOf(clock);
    analysis.report.crop = rendered.crop;
    analysis.report.derivedSize = rendered.image.size();
    if (!job.render.isEmpty())
        PD_TRY(writeFile(job.render, rendered.jpeg));
    if (!job.alpha.isEmpty())
        PD_TRY(saveImage(job.alpha, rendered.alpha));
    return true;
}

Result<QJsonObject> inspect(const QString& file, const Job& job, imaging::Engine& engine)
{
    QElapsedTimer total;
    total.start();
    PD_ASSIGN(const QByteArray bytes, readFile(file));
    QElapsedTimer clock;
    clock.start();
    PD_ASSIGN(const imaging::Photo photo, imaging::decode(bytes, {resources::limit("upload_max_bytes"_L1),
                                                                  resources::limit("upload_max_pixels"_L1)}));
    const double decodeMs = msOf(clock);
    PD_ASSIGN(imaging::Analysis analysis, engine.analyse(photo, job.standard, job.depth));
    const auto rendered = renderTo(job, photo, analysis);
    if (!job.overlay.isEmpty())
        PD_TRY(saveImage(job.overlay, inspect::drawOverlay(photo, analysis, job.standard)));
    analysis.ms.decode = decodeMs;
    analysis.ms.total = msOf(total);
    QJsonObject object = toJson(analysis.report);
    object.insert("file"_L1, file);
    object.insert("ms"_L1, timesToJson(analysis.ms));
    if (!rendered) // the facts still stand; what could not be made is said beside them
        object.insert("render_error"_L1, QJsonObject{{"code"_L1, errorName(rendered.error().code)},
                                                     {"detail"_L1, rendered.error().detail}});
    return object;
}

int run(const QStringList& files, const Job& job, const QString& models)
{
    imaging::initialise();
    auto store = imaging::ModelStore::open(models);
    auto engine = store ? imaging::Engine::create(*store) : fail(store.error());
    if (!engine) {
        printError(models, engine.error());
        return 2;
    }
    int status = 0;
    for (const QString& file : files) {
        const auto object = inspect(file, job, **engine);
        if (object) {
            print(*object);
        } else {
            printError(file, object.error());
            status = 1;
        }
    }
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(u"photodesk-inspect"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(PHOTODESK_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Finds, measures and renders portraits; one JSON object a line."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption standard(u"standard"_s, u"Judge by this standard."_s, u"ID"_s,
                                      u"chsi_xinhua_gd_seed"_s);
    const QCommandLineOption render(u"render"_s, u"Write the picture that would be delivered."_s,
                                    u"OUT.jpg"_s);
    const QCommandLineOption alpha(u"alpha"_s, u"Write the coverage of the person."_s, u"OUT.png"_s);
    const QCommandLineOption overlay(u"overlay"_s, u"Write the photo with everything found."_s, u"OUT.png"_s);
    const QCommandLineOption models(u"models"_s, u"Folder of the networks."_s, u"DIR"_s);
    const QCommandLineOption quick(u"quick"_s,
                                   u"Only what the workstation measures for its live overlays."_s);
    parser.addOptions({standard, render, alpha, overlay, models, quick});
    parser.addPositionalArgument(u"FILE"_s, u"Pictures (JPEG, PNG, WebP, HEIC)."_s, u"FILE..."_s);
    parser.process(app);
    if (parser.positionalArguments().isEmpty())
        parser.showHelp(2);
    auto found = resources::standard(parser.value(standard));
    if (!found) {
        printError(parser.value(standard), found.error());
        return 2;
    }
    const Job job{*std::move(found), parser.value(render), parser.value(alpha), parser.value(overlay),
                  parser.isSet(quick) ? imaging::Depth::Quick : imaging::Depth::Full};
    return run(parser.positionalArguments(), job,
               parser.isSet(models) ? parser.value(models) : imaging::findModelDirectory());
}
