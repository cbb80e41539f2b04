// Staff's own crop, turn, eyes and strokes: parameters in, the same bytes out; checks judged again.
#include "imaging/rework.h"
#include "portraits.h"
#include "resources/resources.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::Rework;
using imaging::Stroke;

class TestRework : public QObject {
    Q_OBJECT

    const QString file_ = u"synth/clean_04_a.png"_s;
    std::unique_ptr<imaging::Engine> engine_ = makeEngine();
    imaging::Photo photo_ = portrait(file_);
    Standard standard_ = [] {
        Standard s = seedStandard();
        s.staffRotateMaxDeg = 10;
        return s;
    }();
    imaging::Analysis analysis_ = analyse(*engine_, file_, imaging::Depth::Full);
    QRgb background_ = standard_.backgrounds.front();

    imaging::Reworked made(const Rework& rework)
    {
        auto result = imaging::rework(*engine_, photo_, standard_, background_, rework);
        if (!result)
            qFatal("no rework: %s", qUtf8Printable(result.error().detail));
        return *std::move(result);
    }
    static const CheckResult& of(const std::vector<CheckResult>& checks, const QString& id)
    {
        const auto found = std::ranges::find(checks, id, &CheckResult::id);
        if (found == checks.end())
            qFatal("no check %s", qUtf8Printable(id));
        return *found;
    }
    QRectF ownCrop() { return imaging::standardFraming(analysis_, standard_)->crop; }

private Q_SLOTS:
    void nothingChangedIsTheMachinesOwn()
    {
        const auto plain = imaging::render(photo_, analysis_, standard_, background_);
        QVERIFY(plain);
        const auto same = made({});
        QCOMPARE(same.rendered.jpeg, plain->jpeg);
        QCOMPARE(same.report.crop, plain->crop);
        QCOMPARE(same.report.turn, 0.0);
        Rework explicitly;
        explicitly.crop = plain->crop;
        QCOMPARE(made(explicitly).rendered.jpeg, plain->jpeg);
    }

    /// judgeFraming() and the engine's own checks measure the same thing.
    void theOwnCropIsJudgedAsTheEngineDoes()
    {
        const auto checks = imaging::judgeFraming(analysis_, standard_, ownCrop(), 0);
        for (const QString& id : {u"face.width"_s, u"head.top"_s, u"head.hairline"_s, u"eye.line"_s,
                                  u"face.centred"_s, u"frame.bottom"_s, u"frame.sides"_s, u"pose.roll"_s}) {
            const CheckResult& mine = of(checks, id);
            const CheckResult& engines = of(analysis_.report.checks, id);
            QVERIFY2(mine.value && engines.value && std::abs(*mine.value - *engines.value) < 1e-6,
                     qUtf8Printable(id));
            QCOMPARE(mine.status, engines.status);
        }
    }

    /// Moved by known pixels the measured values move by just as many.
    void movedAndSizedByKnownAmounts()
    {
        const QRectF own = ownCrop();
        const double scale = standard_.outputSize.width() / own.width();
        const auto before = imaging::judgeFraming(analysis_, standard_, own, 0);
        const auto lower = imaging::judgeFraming(analysis_, standard_, own.translated(0, 30 / scale), 0);
        QVERIFY(std::abs(*of(before, u"head.top"_s).value - 30 - *of(lower, u"head.top"_s).value) < 1e-6);
        QVERIFY(std::abs(*of(before, u"eye.line"_s).value - 30 - *of(lower, u"eye.line"_s).value) < 1e-6);
        const QRectF half(own.center() - QPointF(own.width(), own.height()) / 4, own.size() / 2);
        const auto near = imaging::judgeFraming(analysis_, standard_, half, 0);
        QVERIFY(std::abs(2 * *of(before, u"face.width"_s).value - *of(near, u"face.width"_s).value) < 1e-6);
        QCOMPARE(of(near, u"face.width"_s).status, CheckStatus::Fail);
        const auto aside = imaging::judgeFraming(analysis_, standard_, own.translated(40 / scale, 0), 0);
        QCOMPARE(of(aside, u"face.centred"_s).status, CheckStatus::Fail);
    }

    void outsideTheBandsIsReported()
    {
        Rework rework;
        const QRectF own = ownCrop();
        rework.crop = own.translated(0, own.height() / 5); // the head sticks to the upper edge
        const auto result = made(rework);
        QVERIFY(result.rendered.impossible.contains(u"head.top"_s));
        QCOMPARE(of(result.report.checks, u"head.top"_s).status, CheckStatus::Fail);
        QCOMPARE(verdictOf(result.report.checks), MachineVerdict::Red);
        QCOMPARE(result.report.crop, rework.crop);
        QCOMPARE(result.report.checks.size(), analysis_.report.checks.size());
    }

    void aTurnIsSeenInTheAngles()
    {
        Rework rework;
        rework.turn = 4;
        const auto result = made(rework);
        QCOMPARE(result.report.turn, 4.0);
        QVERIFY(std::abs(*of(result.report.checks, u"pose.roll"_s).value + 4
                         - *of(analysis_.report.checks, u"pose.roll"_s).value)
                < 1e-9);
        // The picture itself is turned: found again, its head leans four degrees the other way.
        imaging::Photo turned{result.rendered.image, {}, 0, {}, {}};
        const auto again = engine_->analyse(turned, standard_, imaging::Depth::Quick);
        QVERIFY(again && again->pose);
        say(u"roll before %1, after a turn of 4: %2"_s.arg(analysis_.pose->roll, 0, 'f', 1)
                .arg(again->pose->roll, 0, 'f', 1));
        QVERIFY(std::abs(analysis_.pose->roll - 4 - again->pose->roll) < 1.0);
    }

    void turnedFrameMissesACorner()
    {
        const QRectF own = ownCrop();
        QRectF low = own;
        low.moveBottom(photo_.size().height());
        QCOMPARE(*of(imaging::judgeFraming(analysis_, standard_, low, 0), u"frame.bottom"_s).value, 0.0);
        const auto turned = imaging::judgeFraming(analysis_, standard_, low, 8);
        QVERIFY(*of(turned, u"frame.bottom"_s).value > 20);
    }

    void strokesTravelAsTheyAre()
    {
        Rework rework;
        rework.crop = ownCrop().translated(3.3333333333, -2.1);
        rework.turn = -1.7;
        rework.strokes = {{Stroke::Mark::Keep, {{60.125, 200.1}, {80, 200}}, 9},
                          {Stroke::Mark::Remove, {{240.7, 300.2}}, 12.3}};
        const auto there = imaging::reworkFromJson(
            QJsonDocument::fromJson(QJsonDocument(imaging::toJson(rework)).toJson()).object());
        QVERIFY(there);
        QCOMPARE(there->crop, rework.crop);
        QCOMPARE(there->turn, rework.turn);
        QCOMPARE(made(*there).rendered.jpeg, made(rework).rendered.jpeg);
        // What the workstation shows while the brush works is what the server makes of it.
        const auto editor =
            imaging::MatteEditor::create(photo_, analysis_, standard_, background_, rework.options());
        QVERIFY(editor);
        for (const Stroke& stroke : rework.strokes)
            QVERIFY((*editor)->apply(stroke));
        QCOMPARE((*editor)->finish()->jpeg, made(*there).rendered.jpeg);
    }

    void placedEyesAreWhereTheFaceIs()
    {
        const auto found = [&](const QString& name) {
            const auto& points = analysis_.report.points;
            return std::ranges::find(points, name, &std::pair<QString, QPointF>::first)->second;
        };
        const imaging::EyePlaces eyes{found(u"right_pupil"_s) + QPointF(2, -1),
                                      found(u"left_pupil"_s) + QPointF(-1, 2)};
        const auto placed = engine_->analyse(photo_, standard_, imaging::Depth::Full, eyes);
        QVERIFY(placed);
        QVERIFY(!placed->meshAssumed);
        const auto& points = placed->report.points;
        const auto pupil = std::ranges::find(points, u"right_pupil"_s, &std::pair<QString, QPointF>::first);
        QVERIFY(QLineF(pupil->second, eyes.right).length() < 0.01);
        const QRectF crop = imaging::standardFraming(*placed, standard_)->crop;
        const QRectF own = ownCrop();
        say(u"crop by placed eyes: %1 px off, width %2 of %3"_s
                .arg(QLineF(crop.center(), own.center()).length(), 0, 'f', 1)
                .arg(crop.width(), 0, 'f', 0)
                .arg(own.width(), 0, 'f', 0));
        QVERIFY(QLineF(crop.center(), own.center()).length() < 0.05 * own.width());
        QVERIFY(std::abs(crop.width() / own.width() - 1) < 0.1);
    }

    /// A wall with two marks: no network sees a face, and still a picture can be cut for it.
    void eyesOnNoFace()
    {
        imaging::Photo wall{QImage(900, 1200, QImage::Format_RGB888), {}, 0, {}, {}};
        wall.image.fill(QColor(170, 140, 120));
        Standard easy = standard_;
        easy.fileKbMin = 0; // a flat picture is a small file
        const auto without = imaging::rework(*engine_, wall, easy, background_, {});
        QVERIFY(!without);
        QCOMPARE(without.error().code, ErrorCode::InvalidField);
        Rework rework;
        rework.eyes = imaging::EyePlaces{{400, 500}, {500, 500}};
        const auto result = imaging::rework(*engine_, wall, easy, background_, rework);
        QVERIFY2(result, result ? "" : qUtf8Printable(result.error().detail));
        QCOMPARE(result->rendered.image.size(), standard_.outputSize);
        const CheckResult& eyeLine = of(result->report.checks, u"eye.line"_s);
        QVERIFY(eyeLine.value.has_value());
        const double scale = standard_.outputSize.width() / result->rendered.crop.width();
        QVERIFY(std::abs((500 - result->rendered.crop.top()) * scale - *eyeLine.value) < 0.01);
        // The face itself can't be measured on points that stand for no face.
        QCOMPARE(of(result->report.checks, u"eyes.left_open"_s).status, CheckStatus::NotAssessed);
        QCOMPARE(of(result->report.checks, u"eyes.left_open"_s).why, u"eyes_placed"_s);
        QVERIFY(verdictOf(result->report.checks) != MachineVerdict::Green);
    }

    void hostileParameters_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("crop of text") << QByteArray(R"({"crop":["a",0,3,4]})");
        QTest::newRow("crop of three") << QByteArray(R"({"crop":[0,0,3]})");
        QTest::newRow("crop without size") << QByteArray(R"({"crop":[0,0,0,0]})");
        QTest::newRow("negative crop") << QByteArray(R"({"crop":[600,800,-480,-640]})");
        QTest::newRow("huge crop") << QByteArray(R"({"crop":[-1e300,-1e300,2e300,2.6666e300]})");
        QTest::newRow("crop far away") << QByteArray(R"({"crop":[1e7,0,480,640]})");
        QTest::newRow("wrong shape") << QByteArray(R"({"crop":[0,0,640,480]})");
        QTest::newRow("turned too far") << QByteArray(R"({"turn":10.1})");
        QTest::newRow("turn of text") << QByteArray(R"({"turn":"1"})");
        QTest::newRow("huge turn") << QByteArray(R"({"turn":1e308})");
        QTest::newRow("eyes outside") << QByteArray(R"({"eyes":{"right":[-5,10],"left":[100,10]}})");
        QTest::newRow("eyes as one") << QByteArray(R"({"eyes":{"right":[100,100],"left":[101,100]}})");
        QTest::newRow("one eye") << QByteArray(R"({"eyes":{"right":[100,100]}})");
        QTest::newRow("crossed eyes") << QByteArray(R"({"eyes":{"right":[300,100],"left":[100,100]}})");
        QTest::newRow("no mark") << QByteArray(R"({"strokes":[{"mark":"x","radius":3,"points":[[1,1]]}]})");
        QTest::newRow("no points") << QByteArray(R"({"strokes":[{"mark":"keep","radius":3,"points":[]}]})");
        QTest::newRow("huge brush") << QByteArray(
            R"({"strokes":[{"mark":"keep","radius":1e9,"points":[[1,1]]}]})");
        QTest::newRow("far stroke") << QByteArray(
            R"({"strokes":[{"mark":"keep","radius":3,"points":[[1e12,1]]}]})");
    }

    void hostileParameters()
    {
        QFETCH(const QByteArray, json);
        const auto parsed = imaging::reworkFromJson(QJsonDocument::fromJson(json).object());
        if (!parsed) {
            QCOMPARE(parsed.error().code, ErrorCode::InvalidField);
            return;
        }
        const auto fits = imaging::checkRework(*parsed, standard_, photo_.size());
        QVERIFY(!fits);
        QCOMPARE(fits.error().code, ErrorCode::InvalidField);
    }

    void noNumbers()
    {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        Rework rework;
        rework.crop = QRectF(nan, 0, 480, 640);
        QVERIFY(!imaging::checkRework(rework, standard_, photo_.size()));
        rework.crop = QRectF(0, 0, 480, nan);
        QVERIFY(!imaging::checkRework(rework, standard_, photo_.size()));
        rework = {};
        rework.turn = nan;
        QVERIFY(!imaging::checkRework(rework, standard_, photo_.size()));
        rework = {};
        rework.eyes = imaging::EyePlaces{{nan, 1}, {100, 1}};
        QVERIFY(!imaging::checkRework(rework, standard_, photo_.size()));
    }

    void aMillionStrokes()
    {
        QJsonArray strokes;
        const QJsonObject one{
            {"mark"_L1, "keep"_L1}, {"radius"_L1, 3}, {"points"_L1, QJsonArray{QJsonArray{1, 1}}}};
        for (int i = 0; i < 1'000'000; ++i)
            strokes.append(one);
        const auto parsed = imaging::reworkFromJson({{"strokes"_L1, strokes}});
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidField);
    }
};

QTEST_GUILESS_MAIN(TestRework)
#include "tst_rework.moc"
