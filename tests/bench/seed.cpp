// Fills a data folder with N photos waiting for review and staff bench1 … benchM, through the real use cases;
// the pictures go through the engine once each and are then used again. Also writes the 12-megapixel JPEG to
// inspect.
#include "imaging/engine.h"
#include "imaging/photo.h"
#include "resources/resources.h"
#include "server/program/demo_people.h"
#include "server/program/demo_pictures.h"
#include "server/services/random.h"
#include "server/services/settings.h"
#include "server/services/upload_worker.h"
#include "server/store/database.h"

#include <QCommandLineParser>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImageReader>
#include <QJsonObject>

#include <cstdio>
#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server;

namespace {

/// The same few pictures again and again: every one would be flagged as everybody's.
class Repeated final : public services::PhotoProcessor {
public:
    explicit Repeated(program::DemoPictures& pictures) : pictures_(pictures) {}
    Result<services::ProcessedPhoto> process(const services::ProcessingOrder& order) override
    {
        PD_ASSIGN(services::ProcessedPhoto photo, pictures_.process(order));
        photo.fingerprint.clear();
        return photo;
    }

private:
    program::DemoPictures& pictures_;
};

struct Wish {
    QString data, pictures, password;
    int photos = 0, staff = 0, total = 0;
};

/// The same photos waiting under more and more records, until there are `total`: for lists, not for deciding.
Result<void> multiply(store::Database& database, int photos, int total)
{
    return database.write([&](store::Connection& c) -> Result<void> {
        PD_TRY(c.execute(
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE (i + 1) * ? <= ?)"
            " INSERT INTO records (id, batch, student, name_masked, id_last4, enrolment_hash, state, version,"
            " attempt, machine_verdict, priority, queued_at, created_at, updated_at)"
            " SELECT printf('%08x-0000-4000-8000-%012x', n.i, r.rowid), batch, student, name_masked, "
            "id_last4,"
            " enrolment_hash || n.i, state, version, attempt, machine_verdict, priority, queued_at + n.i,"
            " created_at, updated_at FROM n, records r"_s,
            {photos, total - photos}));
        PD_TRY(c.execute(
            u"INSERT INTO attempts (record, number, upload, original_sha, derived_sha, thumbnail_sha, "
            u"pixel_sha,"
            " report, machine_verdict, capture_source, student_note, uploaded_at, submitted_at)"
            " SELECT copy.id, a.number, a.upload, a.original_sha, a.derived_sha, a.thumbnail_sha, "
            "a.pixel_sha,"
            " a.report, a.machine_verdict, a.capture_source, a.student_note, a.uploaded_at, a.submitted_at"
            " FROM records copy JOIN records r ON copy.id LIKE '%-0000-4000-8000-' || printf('%012x', "
            "r.rowid)"
            " JOIN attempts a ON a.record = r.id WHERE copy.id <> r.id"_s));
        return {};
    });
}

/// Enlarged with sensor-like noise, so that nothing is easier than in a file of a phone's camera.
Result<void> writeLargeJpeg(const QString& from, const QString& to, int width)
{
    constexpr int noise = 6;
    const int height = width * 4 / 3;
    QImage image = QImage(from).convertToFormat(QImage::Format_RGB888);
    image = image.scaled(width, height, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
                .copy(0, 0, width, height);
    std::minstd_rand random(1);
    for (int y = 0; y < image.height(); ++y) {
        uchar* line = image.scanLine(y);
        for (int x = 0; x < image.width() * 3; ++x)
            line[x] = uchar(std::clamp(int(line[x]) + int(random() % (2 * noise + 1)) - noise, 0, 255));
    }
    if (image.isNull() || !image.save(to, "JPG", 92))
        return fail(ErrorCode::StorageFailed, to);
    return {};
}

Result<std::vector<QByteArray>> readPictures(const QString& folder)
{
    std::vector<QByteArray> all;
    for (const QFileInfo& info : QDir(folder).entryInfoList({u"*.jpg"_s}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::NotFound, info.filePath());
        all.push_back(file.readAll());
    }
    if (all.empty())
        return fail(ErrorCode::NotFound, folder);
    return all;
}

services::Outcome<void> seedOne(program::Installation& installation, program::DemoPeople& people,
                                services::UploadWorker& worker, Repeated& processor, int index,
                                const QString& code, const QByteArray& picture)
{
    PD_ASSIGN(const auto student, people.student(u"139%1"_s.arg(10'000'000 + index)));
    const services::EnrolmentRequest request{code, u"%1"_s.arg(1000 + index % 9000), u"测试员"_s,
                                             QString::number(index)};
    PD_ASSIGN(const QJsonObject made,
              installation.services().enrolments.enrol(student, u"127.0.0.1"_s, request, services::newId()));
    const QString id = made["id"_L1].toString(), spooled = installation.folder() + u"/bench-upload"_s;
    QFile file(spooled);
    if (!file.open(QIODevice::WriteOnly) || file.write(picture) != picture.size())
        return fail(ErrorCode::StorageFailed, spooled);
    file.close();
    const QString sha =
        QString::fromLatin1(QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex());
    PD_TRY(installation.services().uploads.accept(student, id, {spooled, sha, picture.size()}, u"album"_s));
    PD_TRY(worker.runOne(processor));
    PD_ASSIGN(const auto record, installation.services().enrolments.get(student, id));
    PD_TRY(installation.services().submissions.submit(student, id, record.version, {}));
    return {};
}

services::Outcome<void> seed(const Wish& wish)
{
    const program::StoryClock clock(QDateTime::currentMSecsSinceEpoch());
    PD_ASSIGN(const auto installation, program::Installation::open(wish.data, {}, clock));
    PD_TRY(installation->markAsDemo());
    program::DemoPeople people(*installation);
    for (int i = 1; i <= wish.staff; ++i)
        PD_TRY(people.addStaff(u"bench%1"_s.arg(i), u"Bench"_s, {u"reviewer"_s}, wish.password));
    services::NewBatch batch;
    batch.school = u"Bench"_s;
    batch.name = u"Bench"_s;
    PD_ASSIGN(const auto made, installation->services().batches.create(batch, u"operator"_s));
    PD_ASSIGN(const QString code,
              installation->services().batches.issueFeatureCode(made.id, {}, u"operator"_s));

    PD_ASSIGN(const auto pictures, readPictures(wish.pictures));
    PD_ASSIGN(const Standard standard, resources::standard(made.standard));
    std::vector<services::ProcessingOrder> orders;
    for (const QByteArray& bytes : pictures)
        orders.push_back({bytes, standard, QColor(made.background).rgb(), {}, false});
    const services::Settings& settings = installation->context().settings;
    program::DemoPictures prepared;
    PD_TRY(prepared.prepare(orders,
                            {settings.uploadMaxBytes, settings.uploadMaxPixels, int(settings.thumbnailPx)}));
    Repeated processor(prepared);
    services::UploadWorker worker(installation->context(), nullptr);
    for (int i = 0; i < wish.photos; ++i)
        PD_TRY(seedOne(*installation, people, worker, processor, i, code,
                       pictures[size_t(i) % pictures.size()]));
    if (wish.total > wish.photos)
        PD_TRY(multiply(installation->context().database, wish.photos, wish.total));
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"data"_s, u"folder to fill"_s, u"DIR"_s},
         {u"pictures"_s, u"portraits, *.jpg"_s, u"DIR"_s},
         {u"password"_s, u"of all staff"_s, u"TEXT"_s},
         {u"photos"_s, u"how many"_s, u"N"_s},
         {u"staff"_s, u"how many"_s, u"N"_s},
         {u"total"_s, u"the photos again under more records, until there are so many"_s, u"N"_s},
         {u"large"_s, u"writes a JPEG of 3:4 made from IN, 3000 px wide"_s, u"IN,OUT[,WIDTH]"_s}});
    parser.process(app);
    if (parser.isSet(u"large"_s)) {
        const QStringList files = parser.value(u"large"_s).split(u',');
        const auto written =
            writeLargeJpeg(files.value(0), files.value(1), files.value(2, u"3000"_s).toInt());
        return written ? 0 : 1;
    }
    const auto outcome = seed({parser.value(u"data"_s), parser.value(u"pictures"_s),
                               parser.value(u"password"_s), parser.value(u"photos"_s).toInt(),
                               parser.value(u"staff"_s).toInt(), parser.value(u"total"_s).toInt()});
    if (!outcome) {
        std::fprintf(stderr, "%s %s\n", errorName(outcome.error().error.code).data(),
                     qUtf8Printable(outcome.error().error.detail));
        return 1;
    }
    return 0;
}
