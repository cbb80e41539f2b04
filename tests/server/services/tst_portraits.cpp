#include "imaging/engine.h"
#include "resources/resources.h"
#include "server/photos/photo_store.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// The worker with the real engine on real pictures.
class PortraitsTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const imaging::ModelStore> models_;
    std::unique_ptr<World> world_;
    std::unique_ptr<PhotoProcessor> processor_;
    Student student_;
    QString id_;

    static QByteArray picture(const QString& name)
    {
        QFile file(u"" PHOTODESK_SOURCE_DIR "/resources/demo/pictures/"_s + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("missing %s", qUtf8Printable(name));
        return file.readAll();
    }
    static QByteArray encoded(const QImage& image, const char* format)
    {
        QBuffer buffer;
        if (!buffer.open(QIODevice::WriteOnly)
            || !image.save(&buffer, format, format == QByteArray("PNG") ? -1 : 90))
            qFatal("encode");
        return buffer.data();
    }
    Upload taken(const QByteArray& bytes)
    {
        const Upload sent = must(world_->upload(student_, id_, bytes));
        if (!must(world_->worker->runOne(*processor_)))
            qFatal("nothing taken");
        return must(world_->services->uploads.state(student_, sent.id));
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void initTestCase()
    {
        imaging::initialise();
        models_ = must(imaging::ModelStore::open(imaging::findModelDirectory()));
    }
    void init()
    {
        world_ = std::make_unique<World>();
        const Settings& s = world_->settings;
        processor_ =
            must(makeImagingProcessor(models_, {s.uploadMaxBytes, s.uploadMaxPixels, int(s.thumbnailPx)}));
        student_ = world_->student(u"13800000001"_s);
        id_ = world_->enrol(student_, world_->batch(u"2026 届"_s), u"吴小明"_s);
    }
    void cleanup() { world_.reset(); }

    void aPortraitBecomesADraft()
    {
        QCOMPARE(taken(picture(u"synth_clean_00_a.jpg"_s)).state, UploadState::Accepted);
        const StudentRecord record = world_->record(student_, id_);
        QCOMPARE((*record.report)["faces"_L1].toInt(), 1);
        QVERIFY((*record.report)["checks"_L1].toArray().size() > 10);
        const Standard standard = must(resources::standard(u"chsi_99_2017"_s));
        QCOMPARE((*record.report)["derived"_L1].toArray(),
                 (QJsonArray{standard.outputSize.width(), standard.outputSize.height()}));
        const PhotoFile derived = must(world_->services->enrolments.photo(student_, id_, PhotoKind::Derived));
        const QByteArray bytes = must(world_->context().photos.readVerified(derived.sha256));
        QCOMPARE(QImage::fromData(bytes).size(), standard.outputSize);
        QVERIFY(bytes.size() <= standard.fileKbMax * 1024);
        const PhotoFile thumbnail =
            must(world_->services->enrolments.photo(student_, id_, PhotoKind::Thumbnail));
        const QImage small = QImage::fromData(must(world_->context().photos.read(thumbnail.sha256)));
        QCOMPARE(std::max(small.width(), small.height()), int(world_->settings.thumbnailPx));
    }

    void noFaceIsStillADraft()
    {
        QImage wall(900, 1200, QImage::Format_RGB888);
        wall.fill(QColor(120, 160, 200));
        QCOMPARE(taken(encoded(wall, "JPG")).state, UploadState::Accepted);
        const StudentRecord record = world_->record(student_, id_);
        QCOMPARE(record.state, RecordState::Draft);
        QCOMPARE((*record.report)["faces"_L1].toInt(), 0);
        QCOMPARE(codeOf(world_->services->enrolments.photo(student_, id_, PhotoKind::Derived)),
                 u"not_found"_s);
        world_->submit(student_, id_);
    }

    void hardChecks()
    {
        const QByteArray good = picture(u"synth_clean_00_a.jpg"_s);
        QCOMPARE(taken("GIF89a, as it were").code, u"not_an_image"_s);
        QCOMPARE(taken(good.first(good.size() / 2)).code, u"image_truncated"_s);
        QImage tiny(200, 260, QImage::Format_RGB888);
        tiny.fill(Qt::white);
        QCOMPARE(taken(encoded(tiny, "PNG")).code, u"too_few_pixels"_s);
        QCOMPARE(world_->record(student_, id_).state, RecordState::AwaitingUpload);
    }

    void theSamePixelsInAnotherFile()
    {
        const QByteArray first = encoded(QImage::fromData(picture(u"synth_clean_00_a.jpg"_s)), "PNG");
        QCOMPARE(taken(first).state, UploadState::Accepted);
        world_->submit(student_, id_);
        (void)world_->decided(world_->staff(u"li"_s), Verdict::Reject, {u"L01"_s});
        QImage image = QImage::fromData(first);
        image.setText(u"Comment"_s, u"another file"_s);
        const QByteArray second = encoded(image, "PNG");
        QVERIFY(second != first);
        QCOMPARE(taken(second).code, u"repeated_refused_photo"_s);
        // A merely similar one is for the reviewers to see.
        QCOMPARE(taken(picture(u"synth_clean_00_b.jpg"_s)).state, UploadState::Accepted);
    }

    void anotherStudentsShotIsShownToTheReviewer()
    {
        const QImage shot = QImage::fromData(picture(u"synth_clean_00_a.jpg"_s));
        QCOMPARE(taken(encoded(shot, "PNG")).state, UploadState::Accepted);
        world_->submit(student_, id_);
        const QString theirs = id_;
        student_ = world_->student(u"13800000002"_s);
        id_ = world_->enrol(student_, world_->batch(u"2027 届"_s), u"李雷"_s);
        const QRect most(20, 24, shot.width() - 44, shot.height() - 50); // cut, and compressed again
        QCOMPARE(taken(encoded(shot.copy(most), "JPG")).state, UploadState::Accepted);
        world_->submit(student_, id_);
        const auto claimed = world_->claim(world_->staff(u"li"_s), 2);
        QCOMPARE(claimed.size(), 2u);
        for (const ReviewItem& item : claimed) {
            QCOMPARE(item.same.size(), 1u);
            QCOMPARE(item.same.front().relation, u"other_person"_s);
            QCOMPARE(item.same.front().recordId, item.record.id == id_ ? theirs : id_);
        }
    }
};

QTEST_GUILESS_MAIN(PortraitsTest)
#include "tst_portraits.moc"
