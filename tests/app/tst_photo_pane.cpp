// The canvas on the review page: pictures in stages, compared, turned, marked; keys and mouse as a person
// uses them.
#include "app/pages/photo_tools.h"
#include "app/pages/review_page.h"
#include "resources/resources.h"
#include "tests/app/support/desk.h"
#include "widgets/overlays.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using namespace photodesk::widgets;
using Mode = PhotoPane::Mode;
using Shown = PhotoView::Shown;

namespace {

const QSize cameraSize(3000, 4000);

QByteArray jpegOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 88);
    return bytes;
}

QByteArray plainJpeg(QSize size, QColor colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return jpegOf(image);
}

/// 12 megapixels without a face, which is all the canvas needs.
const QByteArray& cameraJpeg()
{
    static const QByteArray bytes = plainJpeg(cameraSize, QColor(40, 160, 90));
    return bytes;
}

bool isNear(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

/// What the GUI thread itself works on one event, without what other threads and programs take.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (depth_ > 0)
            return QApplication::notify(receiver, event);
        ++depth_;
        const double before = threadMs();
        const bool handled = QApplication::notify(receiver, event);
        longestMs = std::max(longestMs, threadMs() - before);
        --depth_;
        return handled;
    }
    static inline double longestMs = 0;

private:
    static double threadMs()
    {
#ifdef CLOCK_THREAD_CPUTIME_ID
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
#else
        return 1e3 * double(std::clock()) / CLOCKS_PER_SEC;
#endif
    }
    int depth_ = 0;
};

struct Screen : test::Desk {
    explicit Screen(int records, QSize original = cameraSize) : Desk(0, paintForScreen)
    {
        for (int i = 1; i <= records; ++i) {
            test::FakeRecord record = test::FakeServer::plainRecord(i);
            record.originalSize = record.report.size = original;
            record.original =
                original == cameraSize ? cameraJpeg() : plainJpeg(original, QColor(40, 160, 90));
            record.derived = plainJpeg({480, 640}, QColor(200, 60, 60));
            record.derivedSize = record.report.derivedSize = {480, 640};
            record.report.crop = QRectF(300, 400, 2400, 3200);
            record.report.faceBox = QRectF(1000, 1100, 1000, 1300);
            server.addRecord(record);
        }
    }
    bool open()
    {
        if (!signIn())
            return false;
        page = std::make_unique<ReviewPage>(*work);
        page->resize(1384, 860);
        page->show();
        page->activateWindow();
        const bool ok =
            QTest::qWaitForWindowActive(page.get()) && QTest::qWaitFor([this] { return shown(); });
        page->takeFocus();
        return ok;
    }
    bool shown() const
    {
        return work->review().stage() == ReviewController::Stage::Deciding && !view().photo().isNull();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(page->windowHandle(), key, modifiers);
    }
    PhotoPane& pane() const { return *page->pane(); }
    PhotoView& view() const { return *page->pane()->mainView(); }
    QColor seenAt(QPoint at) const { return view().grab().toImage().pixelColor(at); }
    std::unique_ptr<ReviewPage> page;
};

QAction* actionOf(QMenu* menu, const QString& text)
{
    Q_EMIT menu->aboutToShow();
    for (QAction* action : menu->actions()) {
        if (action->text().section(u'\t', 0, 0) == text)
            return action;
        if (action->menu() && action->menu()->title() == text)
            return action;
    }
    return nullptr;
}

} // namespace

class TestPhotoPane : public QObject {
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

    void theLineStandsBetweenResultAndOriginal()
    {
        Screen s(2);
        QVERIFY(s.open());
        s.press(Qt::Key_L);
        QCOMPARE(s.pane().mode(), Mode::Slider);
        QTRY_VERIFY(!s.view().second().isNull() && s.view().second().levels.front().width() > 1000);
        const QPoint middle = s.view().rect().center();
        QVERIFY(isNear(s.seenAt(middle - QPoint(60, 150)), QColor(200, 60, 60)));
        QVERIFY(isNear(s.seenAt(middle + QPoint(60, 150)), QColor(40, 160, 90)));
        // The cut's corner of the original lies on the result's corner.
        QCOMPARE(s.view().secondToPhoto().map(QPointF(300, 400)), QPointF(0, 0));
        QCOMPARE(s.view().secondToPhoto().map(QPointF(2700, 3600)), QPointF(480, 640));

        const QString record = s.work->review().current()->record.id;
        const double before = s.view().split();
        s.press(Qt::Key_Right);
        s.press(Qt::Key_Right);
        QVERIFY(s.view().split() > before + 0.03);
        QCOMPARE(s.work->review().current()->record.id, record); // the arrow was the line's
        const QPoint line(qRound(s.view().split() * s.view().width()), 100);
        QTest::mousePress(&s.view(), Qt::LeftButton, {}, line);
        QTest::mouseMove(&s.view(), line - QPoint(120, 0));
        QTest::mouseRelease(&s.view(), Qt::LeftButton, {}, line - QPoint(120, 0));
        QVERIFY(s.view().split() < before);

        s.press(Qt::Key_Space); // stays from photo to photo
        QCOMPARE(s.pane().mode(), Mode::Slider);
        QCOMPARE(s.view().shown(), Shown::Split);
        s.press(Qt::Key_Escape);
        QCOMPARE(s.pane().mode(), Mode::First);
        QVERIFY(s.view().second().isNull()); // what nobody sees takes no memory
        s.press(Qt::Key_Left);
        QCOMPARE(s.work->review().current()->record.id, record);
    }

    void blinkTakesTurnsBySteadyTime()
    {
        Screen s(1);
        QVERIFY(s.open());
        s.press(Qt::Key_B);
        QCOMPARE(s.pane().mode(), Mode::Blink);
        QTRY_VERIFY(!s.view().second().isNull());
        QTRY_COMPARE(s.view().shown(), Shown::Second);
        QVERIFY(isNear(s.seenAt(s.view().rect().center() + QPoint(60, 150)), QColor(40, 160, 90)));
        QElapsedTimer clock;
        clock.start();
        QTRY_COMPARE(s.view().shown(), Shown::First);
        QTRY_COMPARE(s.view().shown(), Shown::Second);
        const qint64 round = 2 * resources::limit("compare_blink_ms"_L1);
        QVERIFY2(clock.elapsed() > round / 2 && clock.elapsed() < round * 3,
                 qPrintable(QString::number(clock.elapsed())));
        s.press(Qt::Key_B);
        QCOMPARE(s.pane().mode(), Mode::First);
        QCOMPARE(s.view().shown(), Shown::First);
    }

    void withReducedMotionBlinkIsAKey()
    {
        Theme theme;
        theme.apply(*qApp, ThemeMode::Light);
        theme.setReducedMotion(true);
        Screen s(1);
        QVERIFY(s.open());
        s.press(Qt::Key_B);
        QTRY_VERIFY(!s.view().second().isNull());
        QCOMPARE(s.view().shown(), Shown::Second);
        QSignalSpy moved(&s.view(), &PhotoView::zoomChanged);
        QTest::qWait(int(resources::limit("compare_blink_ms"_L1))
                     * 2); // that nothing happens takes time to see
        QCOMPARE(s.view().shown(), Shown::Second);
        s.press(Qt::Key_B);
        QCOMPARE(s.view().shown(), Shown::First);
        QCOMPARE(s.pane().mode(), Mode::Blink);
        s.press(Qt::Key_B);
        QCOMPARE(s.view().shown(), Shown::Second);
        s.press(Qt::Key_Escape);
        QCOMPARE(s.pane().mode(), Mode::First);
        QCOMPARE(s.view().shown(), Shown::First);
    }

    /// An earlier attempt is fetched when chosen and forgotten when left.
    void earlierAttempts()
    {
        Screen s(1);
        test::FakeRecord& record = *s.server.record(test::FakeServer::plainRecord(1).id);
        record.attempt = 2;
        const QByteArray earlier = plainJpeg({800, 1000}, QColor(60, 60, 220));
        test::FakeServer::addEarlier(record, 1, earlier, {800, 1000});
        test::FakeRecord next = test::FakeServer::plainRecord(2);
        s.server.addRecord(next);
        QVERIFY(s.open());
        QCOMPARE(s.pane().pictures().size(), 3u);
        QTRY_VERIFY(s.work->prefetcher().isAnalysed({record.id, 2, PhotoKind::Original}));
        QCOMPARE(s.server.count("GET", record.id.toLatin1() + "/attempts/1/"), 0);

        QAction* with = actionOf(s.pane().tools()->compareMenu(), u"Compared with"_s);
        QVERIFY(with && with->menu());
        QAction* old = actionOf(with->menu(), u"Attempt 1, original"_s);
        QVERIFY(old);
        old->trigger();
        s.press(Qt::Key_L);
        const PhotoKey key{record.id, 1, PhotoKind::Original};
        QTRY_VERIFY(s.work->prefetcher().isAnalysed(key));
        const QPoint middle = s.view().rect().center();
        QTRY_VERIFY(isNear(s.seenAt(middle + QPoint(60, 150)), QColor(60, 60, 220)));
        QVERIFY(isNear(s.seenAt(middle - QPoint(60, 150)), QColor(200, 60, 60)));

        s.press(Qt::Key_V);
        QCOMPARE(s.pane().secondView()->photo().fullSize, QSize(800, 1000));
        s.press(Qt::Key_Space); // the next record has no earlier attempt: its original then
        QCOMPARE(s.pane().pictures()[std::size_t(s.pane().secondChosen())].kind,
                 ComparePicture::Kind::Original);
        QVERIFY(!s.work->prefetcher().paintable(key));
    }

    /// Whoever knows of a similar picture adds it; nothing of the other person is shown.
    void anotherPersonsPicture()
    {
        Screen s(1);
        test::FakeRecord other = test::FakeServer::plainRecord(7);
        other.name = u"欧阳*"_s;
        other.leaseHolder = u"somebody else"_s;
        other.original = plainJpeg({600, 800}, QColor(230, 220, 40));
        s.server.addRecord(other);
        QVERIFY(s.open());
        ComparePicture picture = otherPersonsPicture(other.id, 1, PhotoKind::Original, {}, other.standard);
        QCOMPARE(picture.title, u"Another person's picture"_s);
        s.pane().addPicture(picture);
        s.pane().choose(0, int(s.pane().pictures().size()) - 1);
        s.press(Qt::Key_V);
        PhotoView& side = *s.pane().secondView();
        QTRY_COMPARE(side.photo().fullSize, QSize(600, 800));
        QCOMPARE(side.accessibleName(), u"Another person's picture"_s);
        for (const QLabel* label : s.page->findChildren<QLabel*>())
            QVERIFY(!label->text().contains(other.name));
    }

    void turningKeepsTheLinesInPlace()
    {
        Screen s(1);
        QVERIFY(s.open());
        QTRY_VERIFY(!s.view().overlayData().size.isEmpty());
        s.pane().setOverlays(Overlay::FaceBox);
        OverlayData data;
        data.size = {480, 640};
        data.faceBox = QRectF(100, 200, 280, 300);
        const auto linesAreRight = [&] {
            s.view().setOverlayData(data);
            const QImage image = s.view().grab().toImage();
            int bright = 0;
            for (const QPointF& corner :
                 {QPointF(100, 350), QPointF(380, 350), QPointF(240, 200), QPointF(240, 500)}) {
                int best = 0;
                const QPoint at = s.view().widgetFromImage(corner).toPoint();
                for (int dy = -2; dy <= 2; ++dy) {
                    for (int dx = -2; dx <= 2; ++dx)
                        best = std::max(best, qGreen(image.pixel(at + QPoint(dx, dy))));
                }
                bright += best > 180;
            }
            return bright == 4;
        };
        QVERIFY(linesAreRight());
        s.press(Qt::Key_Period);
        QCOMPARE(s.view().viewState().quarterTurns, 1);
        QVERIFY(linesAreRight());
        s.press(Qt::Key_Comma);
        s.press(Qt::Key_Comma);
        QCOMPARE(s.view().viewState().quarterTurns, 3);
        QVERIFY(linesAreRight());
        QTest::mouseClick(s.page->findChild<QWidget*>(u"rotateRightButton"_s), Qt::LeftButton);
        QCOMPARE(s.view().viewState().quarterTurns, 0);
    }

    void overlaysByKeyOneByOne()
    {
        Screen s(1);
        QVERIFY(s.open());
        s.pane().setOverlays({});
        const QList<Qt::Key> keys{Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5,
                                  Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0};
        for (int i = 0; i < keys.size(); ++i) {
            s.press(keys[i], Qt::AltModifier);
            QCOMPARE(s.pane().overlays(), Overlays(allOverlays()[i]));
            s.press(keys[i], Qt::AltModifier);
            QVERIFY(!s.pane().overlays());
        }
        s.press(Qt::Key_I);
        QCOMPARE(s.pane().overlays(), Overlays(Overlay::Histogram));
        s.press(Qt::Key_I);
        QCOMPARE(s.pane().overlays(), Overlays(Overlay::HistogramOfFace));
        s.press(Qt::Key_I);
        QVERIFY(!s.pane().overlays());
        QAction* zebra = actionOf(s.pane().tools()->overlayMenu(), u"Clipped exposure"_s);
        QVERIFY(zebra && !zebra->isChecked());
        zebra->trigger();
        QCOMPARE(s.pane().overlays(), Overlays(Overlay::Zebra));
        QVERIFY(s.server.applied().empty()); // no key decided anything
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

    void theWatermarkIsOnEveryPicture()
    {
        Screen s(1);
        QVERIFY(s.open());
        s.press(Qt::Key_V);
        QTRY_VERIFY(!s.pane().secondView()->photo().isNull());
        const QImage left = s.view().grab().toImage(), right = s.pane().secondView()->grab().toImage();
        s.pane().setWatermark(u"li.na  2026-11-24 16:40"_s);
        QVERIFY(s.view().grab().toImage() != left);
        QVERIFY(s.pane().secondView()->grab().toImage() != right);
        s.pane().setWatermark({});
        QCOMPARE(s.view().grab().toImage(), left);
    }
};

int main(int argc, char** argv)
{
    TimedApplication application(argc, argv);
    TestPhotoPane test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_photo_pane.moc"
