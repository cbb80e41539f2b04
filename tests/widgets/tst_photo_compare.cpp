#include "fixtures.h"

#include "widgets/photo_view.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

const QSize photoSize(1200, 1600);

QImage plain(QSize size, QColor colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

bool is(QColor seen, QColor wanted)
{
    return std::abs(seen.red() - wanted.red()) + std::abs(seen.green() - wanted.green())
               + std::abs(seen.blue() - wanted.blue())
           < 12;
}

} // namespace

/// Two pictures in one place, the watermark, and what a photo view never does.
class TestPhotoCompare : public QObject {
    Q_OBJECT
    std::unique_ptr<PhotoView> view_;

    QColor seenAt(int x, int y) const { return view_->grab().toImage().pixelColor(x, y); }

    /// The first is red and the second, half its size, blue; the second's pixels count double.
    void compare()
    {
        view_->setPhoto(plain(photoSize, Qt::red));
        view_->setSecond(prepareImage(plain(photoSize / 2, Qt::blue)), {}, QTransform::fromScale(2, 2));
    }

private Q_SLOTS:
    void init()
    {
        view_ = std::make_unique<PhotoView>();
        view_->resize(800, 600);
        view_->setPhoto(plain(photoSize, Qt::red));
        view_->show();
        QVERIFY(QTest::qWaitForWindowActive(view_.get()));
        view_->setFocus();
    }

    void cleanup() { view_.reset(); }

    void theLineDividesBothPictures()
    {
        compare();
        QVERIFY(is(seenAt(300, 200), Qt::red) && is(seenAt(500, 200), Qt::red));
        view_->setShown(PhotoView::Shown::Split);
        QVERIFY(is(seenAt(300, 200), Qt::red));
        QVERIFY(is(seenAt(500, 200), Qt::blue));
        view_->setShown(PhotoView::Shown::Second);
        QVERIFY(is(seenAt(300, 200), Qt::blue) && is(seenAt(500, 200), Qt::blue));
    }

    void theLineIsDragged()
    {
        compare();
        view_->setShown(PhotoView::Shown::Split);
        const QTransform before = view_->imageToWidget();
        QTest::mouseMove(view_.get(), {402, 200});
        QCOMPARE(view_->cursor().shape(), Qt::SplitHCursor);
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, {402, 200});
        QTest::mouseMove(view_.get(), {300, 210});
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, {300, 210});
        QCOMPARE(view_->split(), 300.0 / 800);
        QCOMPARE(view_->imageToWidget(), before); // the picture itself stays
        QVERIFY(is(seenAt(350, 200), Qt::blue));
        QTest::mouseMove(view_.get(), {500, 200});
        QVERIFY(view_->cursor().shape() != Qt::SplitHCursor);
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, {302, 200});
        QTest::mouseMove(view_.get(), {-500, 200}); // out of the window: the line stays at its edge
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, {-500, 200});
        QCOMPARE(view_->split(), 0.0);
    }

    void theLineIsMovedByArrows()
    {
        compare();
        view_->setShown(PhotoView::Shown::Split);
        QSignalSpy moved(view_.get(), &PhotoView::splitChanged);
        QTest::keyClick(view_.get(), Qt::Key_Right);
        QTest::keyClick(view_.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(moved.size(), 2);
        QVERIFY(std::abs(view_->split() - 0.42) < 1e-9);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(view_.get(), Qt::Key_Right);
        QCOMPARE(view_->split(), 1.0);
        view_->setShown(PhotoView::Shown::First); // without the line arrows pan
        view_->zoomToActual();
        const QPointF before = view_->widgetFromImage({600, 800});
        QTest::keyClick(view_.get(), Qt::Key_Right);
        QVERIFY(view_->widgetFromImage({600, 800}).x() < before.x() - 40);
        QCOMPARE(view_->split(), 1.0);
    }

    void theSecondFollowsZoomPanAndTurns()
    {
        QImage marked = plain(photoSize / 2, Qt::blue);
        QPainter(&marked).fillRect(QRect(280, 380, 40, 40), Qt::yellow);
        view_->setSecond(prepareImage(marked), {}, QTransform::fromScale(2, 2));
        view_->setShown(PhotoView::Shown::Second);
        view_->zoomBy(3, {410, 320});
        view_->panBy({40, -25});
        const auto middleIsYellow = [&] {
            const QPoint at = view_->widgetFromImage({600, 800}).toPoint();
            return view_->rect().contains(at) && is(seenAt(at.x(), at.y()), Qt::yellow);
        };
        QVERIFY(middleIsYellow());
        for (int i = 0; i < 4; ++i) {
            view_->rotateRight();
            QVERIFY(middleIsYellow());
        }
    }

    void eachSideHasItsOwnLines()
    {
        OverlayData lines;
        lines.size = photoSize;
        lines.faceBox = QRectF(200, 400, 800, 700);
        view_->setPhoto(plain(photoSize, Qt::black));
        view_->setOverlayData(lines);
        view_->setOverlays(Overlay::FaceBox);
        lines.size = photoSize / 2;
        lines.faceBox = QRectF(150, 250, 300, 300);
        view_->setSecond(prepareImage(plain(photoSize / 2, Qt::black)), lines, QTransform::fromScale(2, 2));
        view_->setShown(PhotoView::Shown::Split);
        const QImage image = view_->grab().toImage();
        const auto lineAt = [&](QPointF pixel) {
            const QPoint at = view_->widgetFromImage(pixel).toPoint();
            int brightest = 0;
            for (int dy = -2; dy <= 2; ++dy)
                brightest = std::max(brightest, qGray(image.pixel(at + QPoint(0, dy))));
            return brightest > 150;
        };
        QVERIFY(lineAt({400, 400}));  // the first's, left of the line
        QVERIFY(!lineAt({800, 400})); // but not right of it
        QVERIFY(lineAt({800, 500}));  // where the second's is
        QVERIFY(!lineAt({400, 500}));
    }

    void bothAskForTheirFullPictures()
    {
        QSignalSpy first(view_.get(), &PhotoView::fullSizeWanted);
        QSignalSpy second(view_.get(), &PhotoView::secondFullSizeWanted);
        view_->setPhoto(plain(photoSize / 8, Qt::red), photoSize);
        QCOMPARE(first.size(), 1); // 150 pixels are too few even for the whole of it
        view_->refinePhoto(prepareImage(plain(photoSize / 2, Qt::red), photoSize));
        QCOMPARE(first.size(), 1); // 600 are enough
        view_->setSecond(prepareImage(plain(photoSize / 2, Qt::blue), photoSize), {}, {});
        view_->zoomToActual();
        QCOMPARE(first.size(), 2);
        QCOMPARE(second.size(), 0); // not seen
        view_->setShown(PhotoView::Shown::Split);
        QCOMPARE(second.size(), 1);
        view_->setSecond(view_->second(), {}, {});
        QCOMPARE(second.size(), 1); // the same pixels: asked already
    }

    void theMagnifierAsksForEveryPixel()
    {
        view_->setPhoto(plain(photoSize / 2, Qt::red), photoSize);
        QSignalSpy wanted(view_.get(), &PhotoView::fullSizeWanted);
        QTest::mouseMove(view_.get(), {400, 300});
        QTest::keyPress(view_.get(), Qt::Key_M);
        QCOMPARE(wanted.size(), 1);
        QTest::keyRelease(view_.get(), Qt::Key_M);
    }

    /// Seen on white, grey and black; nowhere stronger than a tenth of the range, nowhere coloured.
    void theWatermarkIsFaintAndLegible_data()
    {
        QTest::addColumn<int>("grey");
        for (const int grey : {0, 128, 255})
            QTest::addRow("%d", grey) << grey;
    }

    void theWatermarkIsFaintAndLegible()
    {
        QFETCH(int, grey);
        view_->setPhoto(plain(photoSize, QColor(grey, grey, grey)));
        const QImage without = view_->grab().toImage();
        view_->setWatermark(u"li.na  2026-11-24 16:40"_s);
        const QImage with = view_->grab().toImage();
        const QRect photo = view_->imageToWidget()
                                .mapRect(QRectF(QPointF(), QSizeF(photoSize)))
                                .toRect()
                                .adjusted(1, 1, -1, -1);
        int changed = 0, strongest = 0, coloured = 0, outside = 0;
        for (int y = 0; y < with.height(); ++y) {
            for (int x = 0; x < with.width(); ++x) {
                const QRgb a = without.pixel(x, y), b = with.pixel(x, y);
                const int change = std::abs(qRed(a) - qRed(b));
                outside += change > 0 && !photo.adjusted(-2, -2, 2, 2).contains(x, y);
                changed += change >= 6;
                strongest = std::max(strongest, change);
                coloured += std::abs(qRed(b) - qGreen(b)) > 1 || std::abs(qRed(b) - qBlue(b)) > 1;
            }
        }
        if (grey != 0) // the focus ring is coloured and lies outside the photo
            QVERIFY(coloured < with.width() * 4 + with.height() * 4);
        QCOMPARE(outside, 0);
        QVERIFY2(changed > photo.width() * photo.height() / 200, qPrintable(QString::number(changed)));
        QVERIFY2(strongest >= 12 && strongest <= 48, qPrintable(QString::number(strongest)));
        view_->setWatermark({});
        QCOMPARE(view_->grab().toImage(), without);
    }

    void theWatermarkStandsStillWhileThePhotoMoves()
    {
        view_->setPhoto(plain({4000, 4000}, QColor(90, 90, 90)));
        view_->setWatermark(u"li.na  2026-11-24 16:40"_s);
        view_->zoomToActual();
        const QImage before = view_->grab().toImage();
        view_->panBy({37, 19});
        QCOMPARE(view_->grab().toImage(), before);
        QTest::keyPress(view_.get(), Qt::Key_M); // and lies over the magnifier too
        QTest::mouseMove(view_.get(), {400, 300});
        QVERIFY(view_->isMagnifying());
        const QImage magnified = view_->grab().toImage().copy(340, 240, 120, 120);
        QCOMPARE(magnified, before.copy(340, 240, 120, 120));
        QTest::keyRelease(view_.get(), Qt::Key_M);
    }

    /// Neither the usual keys nor a drag nor the other button give the picture away.
    void thePictureIsNotGivenAway()
    {
        QClipboard* clipboard = QGuiApplication::clipboard();
        clipboard->setText(u"before"_s);
        view_->setPhoto(plain(photoSize, Qt::red));
        for (const int key : {int(Qt::Key_C), int(Qt::Key_X), int(Qt::Key_Insert), int(Qt::Key_A)})
            QTest::keyClick(view_.get(), Qt::Key(key), Qt::ControlModifier);
        QTest::mouseClick(view_.get(), Qt::RightButton, {}, {400, 300});
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, {400, 300});
        QTest::mouseMove(view_.get(), {-200, 300}); // a drag would begin here
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, {-200, 300});
        QCOMPARE(clipboard->text(), u"before"_s);
        QVERIFY(!view_->acceptDrops());
        QVERIFY(view_->actions().isEmpty());
    }

    void theHistogramStandsInItsCorner()
    {
        const QImage without = view_->grab().toImage();
        auto histograms = std::make_shared<Histograms>();
        histograms->all = histogramOf(paintedPortrait({300, 400}));
        OverlayData data;
        data.size = photoSize;
        data.histograms = histograms;
        view_->setOverlayData(data);
        QCOMPARE(view_->grab().toImage(), without);
        view_->setOverlays(Overlay::Histogram);
        const QImage with = view_->grab().toImage();
        const QRect corner(800 - 240, 600 - 140, 238, 138);
        QVERIFY(with.copy(corner) != without.copy(corner));
        QCOMPARE(with.copy(0, 0, 500, 450), without.copy(0, 0, 500, 450));
        view_->holdOverlaysHidden(true);
        QCOMPARE(view_->grab().toImage(), without);
    }
};

QTEST_MAIN(TestPhotoCompare)
#include "tst_photo_compare.moc"
