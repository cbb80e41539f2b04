// A picture reaches the canvas in stages, and nothing of it holds the screen up.
#include "resources/resources.h"
#include "tests/app/support/canvas.h"
#include "widgets/overlays.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using namespace photodesk::widgets;
using namespace photodesk::test;

class TestPhotoStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The thumbnail stands there while the picture is still on its way, in the picture's size.
    void theThumbnailComesFirst()
    {
        Screen s(1);
        s.server.intercept = [](const test::FakeRequest& request) -> std::optional<test::FakeResponse> {
            if (!request.path.endsWith("/derived"))
                return std::nullopt;
            test::FakeResponse silent;
            silent.never = true;
            return silent;
        };
        QVERIFY(s.open());
        QCOMPARE(s.view().photo().fullSize, QSize(480, 640));
        QVERIFY(s.view().photo().levels.front().width() < 100);
        s.view().zoomBy(2, {300, 300});
        QCOMPARE(s.server.count("GET", "/derived"), 1); // too few pixels, but the look comes first
    }

    /// At rest the original is there in a quarter of its pixels; all of them come when looked at closely and
    /// go when left.
    void allPixelsOnlyWhereSomebodyLooks()
    {
        Screen s(3);
        QVERIFY(s.open());
        s.press(Qt::Key_C);
        QTRY_COMPARE(s.view().photo().fullSize, cameraSize);
        QTRY_COMPARE(s.view().photo().levels.front().size(), cameraSize / 2);
        const QString first = s.work->review().current()->record.id;
        const PhotoKey key{first, 1, PhotoKind::Original};
        QTRY_VERIFY(s.work->prefetcher().isAnalysed(key));
        QVERIFY(!s.work->prefetcher().fullPaintable(key));

        s.press(Qt::Key_0); // 100 %
        QTRY_COMPARE(s.view().photo().levels.front().size(), cameraSize);
        QVERIFY(!s.view().photo().isPreview());
        QCOMPARE(s.view().viewState().mode, ViewState::Mode::Actual);
        QVERIFY(s.work->prefetcher().fullPaintable(key));

        std::weak_ptr<const Paintable> all = s.work->prefetcher().fullPaintable(key);
        s.press(Qt::Key_F);
        s.press(Qt::Key_Space);
        QVERIFY(s.work->review().current()->record.id != first);
        QTRY_VERIFY(all.expired());
        QTRY_COMPARE(s.view().photo().levels.front().size(), cameraSize / 2);
    }

    /// A format that can only be decoded whole takes no more memory once it is here.
    void otherFormatsAreReducedToo()
    {
        Screen s(1);
        QImage picture(cameraSize, QImage::Format_RGB32);
        picture.fill(QColor(40, 160, 90));
        QBuffer png;
        png.open(QIODevice::WriteOnly);
        QVERIFY(picture.save(&png, "PNG"));
        s.server.record(test::FakeServer::plainRecord(1).id)->original = png.data();
        QVERIFY(s.open());
        s.press(Qt::Key_C);
        QTRY_COMPARE_WITH_TIMEOUT(s.view().photo().fullSize, cameraSize, 20'000);
        QTRY_COMPARE(s.view().photo().levels.front().size(), cameraSize / 2);
        s.press(Qt::Key_0);
        QTRY_COMPARE_WITH_TIMEOUT(s.view().photo().levels.front().size(), cameraSize, 20'000);
    }

    /// Whoever works at 100 % gets all pixels of the next photo without asking again, at the same place.
    void zoomStaysAndAsksAgain()
    {
        Screen s(2);
        QVERIFY(s.open());
        s.press(Qt::Key_C);
        s.press(Qt::Key_U);
        QCOMPARE(qRound(s.view().zoomPercent()), 200);
        QTRY_VERIFY(!s.view().photo().isNull() && !s.view().photo().isPreview());
        s.view().panBy({200, 300});
        const ViewState state = s.view().viewState();
        s.press(Qt::Key_Space);
        QCOMPARE(s.view().viewState(), state);
        QTRY_VERIFY(!s.view().photo().isNull() && !s.view().photo().isPreview());
        QCOMPARE(s.view().viewState(), state);
        QCOMPARE(qRound(s.view().zoomPercent()), 200);
    }

    void theMagnifierBringsAllPixels()
    {
        Screen s(1);
        QVERIFY(s.open());
        s.press(Qt::Key_C);
        QTRY_COMPARE(s.view().photo().fullSize, cameraSize);
        QTRY_VERIFY(s.view().photo().levels.front().width() > 1000);
        QVERIFY(s.view().photo().isPreview());
        QTest::mouseMove(&s.view(), {300, 300});
        QTest::keyPress(s.page->windowHandle(), Qt::Key_M);
        QTRY_VERIFY(!s.view().photo().isPreview());
        QTest::keyRelease(s.page->windowHandle(), Qt::Key_M);
    }

    /// The edge of the person comes from a deeper look, made only when asked for.
    void thePersonsEdgeIsFoundWhenAskedFor()
    {
        Screen s(1);
        QFile portrait(QStringLiteral(PHOTODESK_SOURCE_DIR) + u"/resources/demo/pictures/ai_male_047.jpg"_s);
        QVERIFY(portrait.open(QIODevice::ReadOnly));
        test::FakeRecord& record = *s.server.record(test::FakeServer::plainRecord(1).id);
        record.derived = portrait.readAll();
        record.derivedSize = QImage::fromData(record.derived).size();
        QVERIFY(s.open());
        const PhotoKey key{record.id, 1, PhotoKind::Derived};
        QTRY_VERIFY_WITH_TIMEOUT(s.work->prefetcher().isAnalysed(key), 20'000);
        QTRY_VERIFY(!s.view().overlayData().landmarks.empty());
        QVERIFY(s.view().overlayData().maskEdge.isEmpty());
        QVERIFY(!s.view().overlayData().sharpness.isNull());
        QVERIFY(s.view().overlayData().histograms && s.view().overlayData().histograms->face);
        s.press(Qt::Key_8, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!s.view().overlayData().maskEdge.isEmpty(), 20'000);
        QVERIFY(!s.view().overlayData().landmarks.empty());
    }

    /// Every pixel, both pictures, all lines, the next photo: no event takes the GUI thread long, whatever
    /// the pool has to do meanwhile.
    void nothingHoldsTheScreenUp()
    {
        Screen s(3);
        QVERIFY(s.open());
        s.pane().setOverlays(overlaysOf(OverlayPreset::All));
        s.pane().choose(1, 0); // the original, compared with the result
        const auto look = [&] {
            s.press(Qt::Key_L);
            s.press(Qt::Key_0);
            QTRY_VERIFY_WITH_TIMEOUT(!s.view().photo().isPreview() && !s.view().second().isNull(), 20'000);
            for (int i = 0; i < 10; ++i) {
                s.press(Qt::Key_Minus);
                s.view().panBy({40, 30});
                QCoreApplication::processEvents();
            }
            s.press(Qt::Key_Period);
            s.press(Qt::Key_Comma);
            s.press(Qt::Key_Escape);
        };
        look(); // fonts and panels are drawn for the first time
        TimedApplication::longestMs = 0;
        s.press(Qt::Key_Space);
        look();
        // 8 ms are asked for; a slower machine than ours may take some more.
        constexpr double most = 24;
        QVERIFY2(TimedApplication::longestMs < most,
                 qPrintable(QString::number(TimedApplication::longestMs)));
        std::printf("the longest event took %.1f ms of the GUI thread\n", TimedApplication::longestMs);
    }
};

int main(int argc, char** argv)
{
    TimedApplication application(argc, argv);
    TestPhotoStages test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_photo_stages.moc"
