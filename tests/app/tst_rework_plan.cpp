#include "app/review/rework_plan.h"

#include <QLineF>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using Kind = ReworkPlan::Kind;

class TestReworkPlan : public QObject {
    Q_OBJECT

    const QSize output_{480, 640};

    static ReworkState at(double x) { return {QRectF(x, 20, 480, 640), 0, {}, {}}; }

private Q_SLOTS:
    void aRowOfSmallMovesIsOneStep()
    {
        ReworkPlan plan;
        plan.start(at(0));
        for (int i = 1; i <= 5; ++i)
            plan.change(at(i), Kind::Move, true);
        QVERIFY(plan.isChanged());
        QVERIFY(plan.undo());
        QCOMPARE(plan.now(), at(0));
        QVERIFY(!plan.canUndo());
        QVERIFY(plan.redo());
        QCOMPARE(plan.now(), at(5));
    }

    void anotherKindOrAnEndBeginsAnother()
    {
        ReworkPlan plan;
        plan.start(at(0));
        plan.change(at(1), Kind::Move, true);
        plan.change(at(2), Kind::Size, true);
        plan.change(at(3), Kind::Size, true);
        plan.endRow();
        plan.change(at(4), Kind::Size, true);
        plan.change(at(5), Kind::Stroke, false);
        plan.change(at(6), Kind::Stroke, false);
        for (const double x : {5, 4, 3, 1, 0}) {
            QVERIFY(plan.undo());
            QCOMPARE(plan.now(), at(x));
        }
        QVERIFY(!plan.undo());
    }

    void aChangeForgetsWhatWasUndone()
    {
        ReworkPlan plan;
        plan.start(at(0));
        plan.change(at(1), Kind::Move, false);
        plan.change(at(2), Kind::Move, false);
        plan.undo();
        plan.change(at(3), Kind::Move, false);
        QVERIFY(!plan.redo());
        plan.change(at(3), Kind::Move, false); // nothing new is no step
        plan.undo();
        QCOMPARE(plan.now(), at(1));
        plan.undo();
        QVERIFY(!plan.isChanged());
    }

    /// The corners of the output lie where the crop's corners lie once turned clockwise about its centre.
    void outputOnPhoto()
    {
        const QRectF crop(100, 200, 240, 320);
        QCOMPARE(outputToPhoto(crop, 0, output_).map(QPointF(0, 0)), crop.topLeft());
        QCOMPARE(outputToPhoto(crop, 0, output_).map(QPointF(480, 640)), crop.bottomRight());
        const QPointF right = outputToPhoto(crop, 90, output_).map(QPointF(480, 320));
        QVERIFY(QLineF(right, crop.center() + QPointF(0, 120)).length() < 1e-9); // right points down now
    }

    /// A stroke stays on the person while the crop moves, sizes and turns under it.
    void strokesStayOnThePerson()
    {
        ReworkState state{QRectF(100, 200, 240, 320), 3, {}, {}};
        const imaging::Stroke drawn{imaging::Stroke::Mark::Remove, {{120.3, 60.9}, {200, 61}}, 9};
        const auto placed = onPhoto(drawn, state, output_);
        QCOMPARE(placed->radius, 4.5);
        const imaging::Stroke same = onOutput(*placed, state, output_);
        QVERIFY(QLineF(same.points[0], drawn.points[0]).length() < 0.1);
        QCOMPARE(onOutput(*onPhoto(same, state, output_), state, output_).points, same.points);
        state.crop.translate(24, 0);
        state.turn = 0;
        ReworkState unturned = state;
        unturned.crop = QRectF(0, 0, 480, 640);
        const QPointF onFirst = outputToPhoto(QRectF(100, 200, 240, 320), 3, output_).map(drawn.points[0]);
        QVERIFY(QLineF(onOutput(*placed, unturned, output_).points[0], onFirst).length() < 0.1);
    }

    void numbersStayShort()
    {
        ReworkState state{QRectF(100.123456789, 200, 241.7, 322.266666), 1.3, {}, {}};
        state.strokes.push_back(
            onPhoto({imaging::Stroke::Mark::Keep, {{1.0 / 3, 2.0 / 3}}, 7.77}, state, output_));
        const imaging::Rework rework = reworkOf(state, output_);
        QCOMPARE(rework.strokes[0].points[0], QPointF(5 / 16.0, 11 / 16.0));
        QCOMPARE(rework.crop, state.crop);
        QCOMPARE(rework.turn, 1.3);
    }
};

QTEST_GUILESS_MAIN(TestReworkPlan)
#include "tst_rework_plan.moc"
