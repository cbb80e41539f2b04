// The crop frame and the brush, by mouse and keys.
#include "widgets/crop_frame.h"
#include "widgets/matte_brush.h"

#include <QLineF>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

class TestRework : public QObject {
    Q_OBJECT

    const QSize photo_{900, 1200};
    const QRectF crop_{200, 200, 480, 640};

    static QImage picture(QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(QColor(90, 120, 150));
        return image;
    }
    std::unique_ptr<CropFrame> frame()
    {
        auto made = std::make_unique<CropFrame>();
        made->resize(600, 700);
        made->setPicture(picture({450, 600}), photo_);
        made->setFrame(crop_, 0);
        made->show();
        made->activateWindow();
        made->setFocus();
        return QTest::qWaitForWindowActive(made.get()) ? std::move(made) : nullptr;
    }
    std::unique_ptr<MatteBrush> brush()
    {
        auto made = std::make_unique<MatteBrush>();
        made->resize(500, 660);
        made->setPicture(picture({480, 640}));
        made->setBrush(MatteBrush::Mark::Keep, 12);
        made->show();
        made->activateWindow();
        made->setFocus();
        return QTest::qWaitForWindowActive(made.get()) ? std::move(made) : nullptr;
    }
    static void drag(QWidget* widget, QPointF from, QPointF to)
    {
        QTest::mousePress(widget, Qt::LeftButton, {}, from.toPoint());
        QTest::mouseMove(widget, ((from + to) / 2).toPoint());
        QTest::mouseMove(widget, to.toPoint());
        QTest::mouseRelease(widget, Qt::LeftButton, {}, to.toPoint());
    }

private Q_SLOTS:
    void placesMapBothWays()
    {
        const auto f = frame();
        QVERIFY(f);
        f->setFrame(crop_, 7.5);
        const QPointF pixel(333, 444);
        QVERIFY(QLineF(f->photoFromWidget(f->widgetFromPhoto(pixel)), pixel).length() < 0.01);
        // The photo turns about the middle of the crop, the frame stays upright.
        f->setFrame(crop_, 0);
        const QPointF middle = f->widgetFromPhoto(crop_.center());
        f->setFrame(crop_, 7.5);
        QVERIFY(QLineF(f->widgetFromPhoto(crop_.center()), middle).length() < 0.01);
        const QLineF toTheRight(middle, f->widgetFromPhoto(crop_.center() + QPointF(100, 0)));
        QVERIFY(std::abs(toTheRight.angle() - 7.5) < 0.01); // anticlockwise on the screen
    }

    void dragMoves()
    {
        const auto f = frame();
        QVERIFY(f);
        QRectF crop = crop_;
        connect(f.get(), &CropFrame::moved, f.get(), [&](QPointF by, bool row) {
            QVERIFY(row);
            crop.translate(by);
            f->setFrame(crop, 0);
        });
        QSignalSpy ended(f.get(), &CropFrame::dragEnded);
        const QPointF from = f->widgetFromPhoto(crop_.center());
        drag(f.get(), from, from + QPointF(20, -10));
        const QPointF moved = f->widgetFromPhoto(crop.center()) - f->widgetFromPhoto(crop_.center());
        QVERIFY(QLineF(moved, QPointF(20, -10)).length() < 1.5);
        QCOMPARE(crop.size(), crop_.size());
        QCOMPARE(ended.size(), 1);
    }

    void aCornerSizesAndKeepsTheShape()
    {
        const auto f = frame();
        QVERIFY(f);
        QRectF crop;
        connect(f.get(), &CropFrame::cropped, f.get(), [&](const QRectF& to, bool) {
            crop = to;
            f->setFrame(to, 0);
        });
        const QPointF corner = f->widgetFromPhoto(crop_.bottomRight());
        drag(f.get(), corner, corner - QPointF(30, 40));
        QVERIFY(crop.width() < crop_.width());
        QVERIFY(std::abs(crop.width() / crop.height() - 0.75) < 1e-9);
        QVERIFY(QLineF(crop.topLeft(), crop_.topLeft()).length() < 1e-9); // about the one opposite
    }

    void keysMoveAndSize()
    {
        const auto f = frame();
        QVERIFY(f);
        QSignalSpy moved(f.get(), &CropFrame::moved), sized(f.get(), &CropFrame::sized);
        QTest::keyClick(f.get(), Qt::Key_Right);
        QTest::keyClick(f.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(moved.size(), 2);
        QVERIFY(moved[0][0].toPointF().x() > 0 && moved[0][0].toPointF().y() == 0);
        QVERIFY(std::abs(moved[1][0].toPointF().y() + 10 * moved[0][0].toPointF().x()) < 1e-9);
        QTest::keyClick(f.get(), Qt::Key_Plus);
        QTest::keyClick(f.get(), Qt::Key_Minus);
        QVERIFY(sized[0][0].toDouble() > 1 && sized[1][0].toDouble() < 1);
        QWheelEvent wheel(QPointF(300, 350), f->mapToGlobal(QPointF(300, 350)), {}, {0, 120}, {}, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(f.get(), &wheel);
        QCOMPARE(sized.size(), 3);
    }

    void eyesByMouse()
    {
        const auto f = frame();
        QVERIFY(f);
        f->setPickingEyes(true);
        QSignalSpy picked(f.get(), &CropFrame::eyesPicked), moved(f.get(), &CropFrame::moved);
        QTest::mouseClick(f.get(), Qt::LeftButton, {}, f->widgetFromPhoto({400, 500}).toPoint());
        QCOMPARE(picked.size(), 0);
        QTest::mouseClick(f.get(), Qt::LeftButton, {}, {2, 2}); // beside the photo: no place
        QTest::mouseClick(f.get(), Qt::LeftButton, {}, f->widgetFromPhoto({500, 505}).toPoint());
        QCOMPARE(picked.size(), 1);
        QVERIFY(QLineF(picked[0][0].toPointF(), QPointF(400, 500)).length() < 3);
        QVERIFY(QLineF(picked[0][1].toPointF(), QPointF(500, 505)).length() < 3);
        QCOMPARE(moved.size(), 0);
    }

    void eyesByKeys()
    {
        const auto f = frame();
        QVERIFY(f);
        f->setPickingEyes(true);
        QSignalSpy picked(f.get(), &CropFrame::eyesPicked);
        QTest::keyClick(f.get(), Qt::Key_Return);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(f.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(f.get(), Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        QVERIFY(picked[0][1].toPointF().x() - picked[0][0].toPointF().x() > 50);
    }

    void aStrokeIsTold()
    {
        const auto b = brush();
        QVERIFY(b);
        std::vector<QPointF> points;
        double radius = 0;
        connect(b.get(), &MatteBrush::drawn, b.get(),
                [&](MatteBrush::Mark mark, const std::vector<QPointF>& told, double size) {
                    QCOMPARE(mark, MatteBrush::Mark::Keep);
                    points = told;
                    radius = size;
                });
        drag(b.get(), b->widgetFromPicture({100, 200}), b->widgetFromPicture({160, 240}));
        QCOMPARE(radius, 12.0);
        QVERIFY(points.size() >= 3);
        QVERIFY(QLineF(points.front(), QPointF(100, 200)).length() < 1.5);
        QVERIFY(QLineF(points.back(), QPointF(160, 240)).length() < 1.5);
    }

    /// The trail is on the screen at once and goes when the picture with its effect comes.
    void theTrailShowsAtOnce()
    {
        const auto b = brush();
        QVERIFY(b);
        const QPoint at = b->widgetFromPicture({240, 320}).toPoint();
        const QColor before = b->grab().toImage().pixelColor(at + QPoint(9, 0));
        QTest::mousePress(b.get(), Qt::LeftButton, {}, at);
        const QColor during = b->grab().toImage().pixelColor(at + QPoint(9, 0));
        QVERIFY(during != before);
        QTest::mouseRelease(b.get(), Qt::LeftButton, {}, at);
        QVERIFY(b->grab().toImage().pixelColor(at + QPoint(9, 0)) != before);
        b->setPicture(picture({480, 640}));
        QCOMPARE(b->grab().toImage().pixelColor(at + QPoint(9, 0)), before);
    }

    void aDabByKeys()
    {
        const auto b = brush();
        QVERIFY(b);
        b->setBrush(MatteBrush::Mark::Remove, 8);
        QList<QPointF> dabs;
        connect(b.get(), &MatteBrush::drawn, b.get(),
                [&](MatteBrush::Mark mark, const std::vector<QPointF>& told, double) {
                    QCOMPARE(mark, MatteBrush::Mark::Remove);
                    dabs << told.front();
                });
        QTest::keyClick(b.get(), Qt::Key_Space);
        QTest::keyClick(b.get(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(b.get(), Qt::Key_Down);
        QTest::keyClick(b.get(), Qt::Key_Space);
        QCOMPARE(dabs.size(), 2);
        QCOMPARE(dabs[1] - dabs[0], QPointF(-10, 1));
    }

    void nothingIsDrawnOnAGlance()
    {
        const auto b = brush();
        QVERIFY(b);
        QSignalSpy drawn(b.get(), &MatteBrush::drawn);
        b->setGlance(picture({480, 640}));
        drag(b.get(), {200, 300}, {220, 300});
        QTest::keyClick(b.get(), Qt::Key_Space);
        QCOMPARE(drawn.size(), 0);
        b->setGlance({});
        QTest::keyClick(b.get(), Qt::Key_Space);
        QCOMPARE(drawn.size(), 1);
        b->setDrawable(false);
        QTest::keyClick(b.get(), Qt::Key_Space);
        drag(b.get(), {200, 300}, {220, 300});
        QCOMPARE(drawn.size(), 1);
    }

    void haveNames()
    {
        QVERIFY(!CropFrame().accessibleName().isEmpty());
        QVERIFY(!MatteBrush().accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestRework)
#include "tst_rework.moc"
