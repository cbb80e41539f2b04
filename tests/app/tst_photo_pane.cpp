// The canvas on the review page: pictures compared, turned, marked; keys and mouse as a person uses them.
#include "resources/resources.h"
#include "tests/app/support/canvas.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using namespace photodesk::widgets;
using namespace photodesk::test;
using Mode = PhotoPane::Mode;
using Shown = PhotoView::Shown;

class TestPhotoPane : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    void theWatermarkIsOnEveryPicture()
    {
        Screen s(1);
        QVERIFY(s.open());
        s.press(Qt::Key_V);
        QTRY_VERIFY(!s.pane().secondView()->photo().isNull());
        s.pane().setWatermark({}); // the policy's
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
