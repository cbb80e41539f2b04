#include "imaging/inspect/photo_job.h"

#include "imaging/inspect/overlay.h"
#include "imaging/render.h"
#include "resources/resources.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <exception>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

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

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::StorageFailed, path + u": "_s + file.errorString());
    return {};
}

/// By the ending of its name, PNG without one.
Result<void> saveImage(const QString& path, const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QByteArray format = QFileInfo(path).suffix().toLatin1();
    if (!image.save(&buffer, format.isEmpty() ? "png" : format.constData()))
        return fail(ErrorCode::EncodeFailed, path);
    return writeFile(path, bytes);
}

imaging::DecodeLimits limits()
{
    return {resources::limit("upload_max_bytes"_L1), resources::limit("upload_max_pixels"_L1)};
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

QJsonObject errorToJson(const Error& error)
{
    return {{"code"_L1, errorName(error.code)}, {"detail"_L1, error.detail}};
}

QByteArray line(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

double msOf(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

/// The quick look needs no single pixels; what is drawn or made from the photo does.
Result<imaging::Photo> decodeFor(const Input& input, const Wishes& wishes, const QByteArray& bytes)
{
    constexpr int quickLookPx = 1200; // longer side
    const bool pixelsMatter = wishes.depth == imaging::Depth::Full || !input.render.isEmpty()
                              || !input.alpha.isEmpty() || !input.overlay.isEmpty();
    return pixelsMatter ? imaging::decode(bytes, limits())
                        : imaging::decodeForLook(bytes, limits(), quickLookPx);
}

/// Renders where a picture or its alpha is asked for; a photo without a face has none.
Result<void> renderTo(const Input& input, const Wishes& wishes, const imaging::Photo& photo,
                      imaging::Analysis& analysis, Outcome& outcome)
{
    if (input.render.isEmpty() && input.alpha.isEmpty())
        return {};
    QElapsedTimer clock;
    clock.start();
    PD_ASSIGN(const imaging::Rendered rendered,
              imaging::render(photo, analysis, wishes.standard, wishes.standard.backgrounds.front()));
    analysis.ms.render = msOf(clock);
    imaging::addChecks(analysis.report, rendered.checks);
    analysis.report.crop = rendered.crop;
    analysis.report.derivedSize = rendered.image.size();
    if (!input.render.isEmpty())
        PD_TRY(writeFile(input.render, rendered.jpeg));
    if (!input.alpha.isEmpty())
        PD_TRY(saveImage(input.alpha, rendered.alpha));
    if (wishes.thumbnail > 0)
        outcome.delivered = imaging::thumbnail(rendered.image, wishes.thumbnail).value_or(QByteArray());
    return {};
}

Result<void> inspectInto(Outcome& outcome, const Input& input, const Wishes& wishes, imaging::Engine& engine)
{
    QElapsedTimer total, clock;
    total.start();
    PD_ASSIGN(const QByteArray bytes, readFile(input.path));
    clock.start();
    PD_ASSIGN(const imaging::Photo photo, decodeFor(input, wishes, bytes));
    const double decodeMs = msOf(clock);
    if (wishes.thumbnail > 0) // first: who reads the report wants to see the picture that failed as well
        outcome.thumbnail = imaging::thumbnail(photo.image, wishes.thumbnail).value_or(QByteArray());
    PD_ASSIGN(imaging::Analysis analysis, engine.analyse(photo, wishes.standard, wishes.depth));
    if (const auto rendered = renderTo(input, wishes, photo, analysis, outcome); !rendered)
        outcome.renderError = rendered.error();
    if (!input.overlay.isEmpty())
        PD_TRY(saveImage(input.overlay, drawOverlay(photo, analysis, wishes.standard)));
    analysis.ms.decode = decodeMs;
    analysis.ms.total = msOf(total);
    outcome.report = std::move(analysis.report);
    outcome.ms = analysis.ms;
    return {};
}

} // namespace

Outcome inspectPhoto(const Input& input, const Wishes& wishes, imaging::Engine& engine)
{
    Outcome outcome{input.path, input.name, {}, {}, {}, {}, {}, {}};
    try {
        if (const auto done = inspectInto(outcome, input, wishes, engine); !done)
            outcome.error = done.error();
    } catch (const std::exception&) { // no memory for this photo; the others may be smaller
        outcome.error = Error{ErrorCode::InferenceFailed, u"out of memory"_s};
    }
    return outcome;
}

qint64 pixelsOf(const QString& path)
{
    try {
        const auto bytes = readFile(path);
        const auto size = bytes ? imaging::probe(*bytes, limits()) : fail(bytes.error());
        return size ? qint64(size->width()) * size->height() : 0;
    } catch (const std::exception&) {
        return 0; // inspectPhoto will say what is wrong
    }
}

QByteArray jsonLine(const Outcome& outcome)
{
    if (outcome.error)
        return jsonLine(outcome.file, *outcome.error);
    QJsonObject object = toJson(outcome.report);
    object.insert("file"_L1, outcome.file);
    object.insert("ms"_L1, timesToJson(outcome.ms));
    if (outcome.renderError)
        object.insert("render_error"_L1, errorToJson(*outcome.renderError));
    return line(object);
}

QByteArray jsonLine(const QString& file, const Error& error)
{
    return line({{"file"_L1, file}, {"error"_L1, errorToJson(error)}});
}

} // namespace photodesk::inspect
