#include "tests/support/service_world.h"

#include "imaging/same_picture.h"
#include "resources/resources.h"
#include "server/photos/folder_photo_store.h"
#include "server/services/random.h"
#include "tests/support/databases.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>

#include <random>

using namespace Qt::StringLiterals;

namespace photodesk::test {

using namespace server::services;

Result<void> Pocket::send(const QString&, const QString& code)
{
    lastCode = code;
    ++sent;
    return {};
}

namespace {

/// "print7" is the shot no. 7; letters behind the number make its pixels a little brighter, as another file
/// would.
QByteArray printOf(const QByteArray& name)
{
    constexpr int cells = 24, cellPx = 16;
    QByteArray digits = name.mid(5);
    int brighter = 0;
    while (!digits.isEmpty() && !isdigit(digits.back())) {
        digits.chop(1);
        brighter += 3;
    }
    std::minstd_rand random(digits.toUInt() * 7919 + 1);
    std::vector<int> levels(cells * cells);
    for (int& level : levels)
        level = int(random() % 200) + brighter;
    QImage image(QSize(cells, cells) * cellPx, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int level = levels[std::size_t(y / cellPx * cells + x / cellPx)];
            image.setPixel(x, y, qRgb(level, level, level));
        }
    }
    imaging::Photo photo;
    photo.image = image;
    return imaging::fingerprintOf(photo, {}).toBytes();
}

} // namespace

Result<ProcessedPhoto> ScriptedProcessor::process(const ProcessingOrder& order)
{
    ++processed;
    if (before)
        before();
    const QByteArray pixels = order.bytes.split('|').front();
    if (pixels.startsWith('!'))
        return fail(errorFromName(QString::fromLatin1(pixels.mid(1))).value_or(ErrorCode::Internal));
    ProcessedPhoto photo;
    photo.size = order.standard.outputSize * 2;
    photo.contentType = u"image/jpeg"_s;
    photo.pixelSha256 = World::sha256("pixels of " + pixels);
    photo.report.size = photo.size;
    photo.report.standardId = order.standard.id;
    CheckResult check;
    check.id = u"pose.yaw"_s;
    check.status = pixels.startsWith("red") ? CheckStatus::Fail : CheckStatus::Pass;
    check.blocking = true;
    photo.report.checks.push_back(check);
    if (pixels != "noface") {
        photo.derived = "derived from " + pixels;
        photo.derivedSize = order.standard.outputSize;
    }
    if (pixels.startsWith("print")) {
        photo.fingerprint = printOf(pixels);
        for (const auto id : {imaging::sameOwnRefused, imaging::sameOwnOther, imaging::sameOtherPerson})
            photo.report.checks.push_back(notAssessed(*order.standard.limits(QString(id)), u"not_compared"_s));
    }
    photo.thumbnail = "thumbnail of " + pixels;
    photo.thumbnailSize = QSize(168, 224);
    return photo;
}

namespace {

QString folderTemplate()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/photodesk-test-XXXXXX"_s;
}

} // namespace

World::World() : settings(Settings::fromResources()), folder_(folderTemplate())
{
    if (!initialiseCrypto())
        qFatal("libsodium");
    // The least Argon2id allows: how it is called is under test, not how long it takes.
    settings.passwordOps = 1;
    settings.passwordMemoryBytes = 8192;
    config_ = schemaDatabase(folder_);
    database_ = openDatabase(config_);
    photos_ = must(photodesk::server::photos::FolderPhotoStore::open(folder_.filePath(u"photos"_s)));
    secrets_ = std::make_unique<Secrets>(must(Secrets::open(folder_.path())));
    reasons_ = std::make_unique<ReasonCatalogue>(must(resources::reasons()));
    context_ =
        std::make_unique<Context>(Context{*database_, *photos_, clock, *secrets_, *reasons_, settings});
    services = std::make_unique<Services>(*context_, pocket);
    worker = std::make_unique<UploadWorker>(*context_, nullptr);
}

World::~World() = default;

QString World::sha256(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString World::spool(const QByteArray& bytes)
{
    const QString path = folder_.filePath(u"spooled-%1"_s.arg(++made_));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("spool");
    return path;
}

Staff World::staff(const QString& user, const std::vector<Role>& roles)
{
    return must(services->staff.createUser(user, user.toUpper(), roles, u"password of "_s + user));
}

Student World::student(const QString& phone)
{
    must(services->students.requestCode(phone));
    const Consent consent{settings.termsVersion, settings.faceConsentVersion};
    return must(services->students.signIn(phone, pocket.lastCode, consent)).student;
}

StaffBatch World::batch(const QString& name, qint64 feeFen)
{
    NewBatch wanted;
    wanted.school = u"示范大学"_s;
    wanted.name = name;
    wanted.feeFen = feeFen;
    StaffBatch made = must(services->batches.create(wanted, u"operator"_s));
    made.featureCode = must(services->batches.issueFeatureCode(made.id, {}, u"operator"_s));
    return made;
}

QString World::enrol(const Student& student, const StaffBatch& batch, const QString& name)
{
    const EnrolmentRequest request{*batch.featureCode, u"123X"_s, name, {}};
    const QString id =
        must(services->enrolments.enrol(student, u"127.0.0.1"_s, request, newId()))["id"_L1].toString();
    owners_.insert(id, student);
    return id;
}

Outcome<Upload> World::upload(const Student& student, const QString& record, const QByteArray& bytes)
{
    return services->uploads.accept(student, record, {spool(bytes), sha256(bytes), bytes.size()}, u"album"_s);
}

void World::draft(const Student& student, const QString& record, const QByteArray& bytes)
{
    const Upload sent = must(upload(student, record, bytes));
    must(worker->runOne(processor));
    const Upload after = must(services->uploads.state(student, sent.id));
    if (after.state != UploadState::Accepted)
        qFatal("upload was not accepted: %s", qUtf8Printable(after.code));
}

StudentRecord World::record(const Student& student, const QString& id)
{
    return must(services->enrolments.get(student, id));
}

void World::submit(const Student& student, const QString& id)
{
    (void)must(services->submissions.submit(student, id, record(student, id).version, {}));
}

QString World::inReview(const QByteArray& bytes)
{
    if (!commonBatch_)
        commonBatch_ = batch(u"2026 届"_s);
    const int number = ++made_;
    const Student who = student(u"139%1"_s.arg(number, 8, 10, QChar(u'0')));
    const QString id = enrol(who, *commonBatch_, u"学生%1"_s.arg(number));
    draft(who, id, bytes.isEmpty() ? "picture " + QByteArray::number(number) : bytes);
    submit(who, id);
    return id;
}

std::vector<ReviewItem> World::claim(const Staff& staff, int count)
{
    ClaimRequest request;
    request.count = count;
    return must(services->reviews.claim(staff, request)).items;
}

Decision World::decisionOn(const ReviewItem& item, Verdict verdict, const QStringList& reasons)
{
    Decision decision;
    decision.recordId = item.record.id;
    decision.version = item.record.version;
    decision.attempt = item.attempt.number;
    decision.photoSha256 = item.attempt.derived ? item.attempt.derived->sha256 : item.attempt.original.sha256;
    decision.verdict = verdict;
    decision.reasons = reasons;
    decision.mainReason = reasons.value(0);
    decision.decidedAt = QDateTime::fromMSecsSinceEpoch(1'795'000'000'123, Qt::UTC);
    decision.idempotencyKey = newId();
    return decision;
}

QString World::decided(const Staff& staff, Verdict verdict, const QStringList& reasons)
{
    const auto items = claim(staff);
    if (items.empty())
        qFatal("nothing to decide");
    return must(
               services->reviews.decide(staff, decisionOn(items.front(), verdict, reasons)))["decision_id"_L1]
        .toString();
}

} // namespace photodesk::test
