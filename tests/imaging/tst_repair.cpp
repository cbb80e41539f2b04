// Repair of a cut-out by hand: strokes, undo, replay.
#include "imaging/matte_editor.h"
#include "mattes.h"
#include "portraits.h"
#include "resources/resources.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <opencv2/core.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::MatteEditor;
using imaging::Stroke;

namespace {

/// Has no memory left after so many matrices.
class Meagre : public cv::MatAllocator {
public:
    explicit Meagre(int left) : left_(left) { cv::Mat::setDefaultAllocator(this); }
    ~Meagre() override { cv::Mat::setDefaultAllocator(cv::Mat::getStdAllocator()); }
    Meagre(const Meagre&) = delete;
    Meagre& operator=(const Meagre&) = delete;

    cv::UMatData* allocate(int dims, const int* sizes, int type, void* data, std::size_t* step,
                           cv::AccessFlag flags, cv::UMatUsageFlags usage) const override
    {
        if (--left_ < 0)
            throw std::bad_alloc();
        return cv::Mat::getStdAllocator()->allocate(dims, sizes, type, data, step, flags, usage);
    }
    bool allocate(cv::UMatData* data, cv::AccessFlag flags, cv::UMatUsageFlags usage) const override
    {
        return cv::Mat::getStdAllocator()->allocate(data, flags, usage);
    }
    void deallocate(cv::UMatData* data) const override { cv::Mat::getStdAllocator()->deallocate(data); }

private:
    mutable int left_;
};

} // namespace

class TestRepair : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<imaging::Engine> engine_ = makeEngine();
    imaging::Photo photo_ = portrait(u"synth/clean_04_a.png"_s);
    imaging::Analysis analysis_ = analyse(*engine_, u"synth/clean_04_a.png"_s, imaging::Depth::Full);
    QRgb background_ = seedStandard().backgrounds.front();

    std::unique_ptr<MatteEditor> editor()
    {
        auto made = MatteEditor::create(photo_, analysis_, seedStandard(), background_);
        if (!made)
            qFatal("no editor: %s", qUtf8Printable(made.error().detail));
        return *std::move(made);
    }

    static Stroke stroke(Stroke::Mark mark, std::vector<QPointF> points, double radius)
    {
        return {mark, std::move(points), radius};
    }

private Q_SLOTS:
    void untouchedIsWhatRenderMakes()
    {
        const auto plain = imaging::render(photo_, analysis_, seedStandard(), background_);
        const auto made = editor()->finish();
        QVERIFY(plain && made);
        QCOMPARE(made->jpeg, plain->jpeg);
    }

    void marksHold()
    {
        const auto e = editor();
        const QPointF wall(60, 200), cheek(240, 300);
        QVERIFY(levelAt(e->alpha(), 60, 200) == 0 && levelAt(e->alpha(), 240, 300) == 255);
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {wall, wall + QPointF(20, 0)}, 9)));
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {cheek}, 12)));
        const QImage alpha = e->alpha();
        QVERIFY(levelAt(alpha, 70, 200) >= 254);
        QVERIFY(levelAt(alpha, 240, 300) <= 1);
        QCOMPARE(e->image().pixel(240, 300), background_);
        QCOMPARE(e->strokes().size(), std::size_t(2));
    }

    /// A piece of the shoulder that was lost comes back with one dab, and its edge is found again.
    void mendsTheEdge()
    {
        const auto e = editor();
        const QImage whole = e->alpha();
        int edge = 0; // the outline of the head at eye height, from the left
        while (edge < 479 && levelAt(whole, edge, 230) < 128)
            ++edge;
        QVERIFY(edge > 40 && edge < 300);
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {QPointF(edge + 6, 230)}, 10)));
        const auto lost = [&](const QImage& alpha) {
            int sum = 0;
            for (int y = 205; y < 255; ++y) {
                for (int x = edge - 25; x < edge + 35; ++x)
                    sum += std::abs(levelAt(alpha, x, y) - levelAt(whole, x, y));
            }
            return sum / 255.0;
        };
        const double broken = lost(e->alpha());
        QVERIFY(broken > 150);
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {QPointF(edge + 9, 222), QPointF(edge + 9, 238)}, 7)));
        const double mended = lost(e->alpha());
        say(u"pixels lost by one stroke %1, left after the mending one %2"_s.arg(broken, 0, 'f', 0)
                .arg(mended, 0, 'f', 0));
        QVERIFY(mended < 0.5 * broken);
    }

    void changesOnlyNearby()
    {
        const auto e = editor();
        const QImage old = e->alpha();
        const auto area = e->apply(stroke(Stroke::Mark::Keep, {QPointF(100, 120)}, 6));
        QVERIFY(area && !area->isEmpty() && area->width() < 60);
        const QImage now = e->alpha();
        for (int y = 0; y < old.height(); ++y) {
            for (int x = 0; x < old.width(); ++x)
                QVERIFY(area->contains(x, y) || levelAt(old, x, y) == levelAt(now, x, y));
        }
    }

    void smallDabsHold()
    {
        const auto e = editor();
        QVERIFY(levelAt(e->alpha(), 60, 200) == 0);
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {QPointF(60.5, 200.5)}, 3)));
        QVERIFY(levelAt(e->alpha(), 60, 200) >= 254 && levelAt(e->alpha(), 62, 200) >= 254);
    }

    void reachesInFromOutside()
    {
        const auto e = editor();
        QVERIFY(levelAt(e->alpha(), 2, 100) == 0);
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {QPointF(-3, 100)}, 8)));
        QVERIFY(levelAt(e->alpha(), 2, 100) >= 254);
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {QPointF(-20000, -4), QPointF(20000, -4)}, 8)));
        QVERIFY(levelAt(e->alpha(), 200, 2) >= 254);
    }

    void failureChangesNothing()
    {
        const auto e = editor();
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {QPointF(200, 120)}, 9)));
        const QImage alpha = e->alpha(), image = e->image();
        const Stroke next = stroke(Stroke::Mark::Remove, {QPointF(240, 120)}, 12);
        int failures = 0;
        for (int left = 0;; left += 3) {
            const auto result = [&] {
                const Meagre meagre(left);
                return e->apply(next);
            }();
            if (result)
                break;
            QCOMPARE(result.error().code, ErrorCode::RenderFailed);
            QCOMPARE(e->alpha(), alpha);
            QCOMPARE(e->image(), image);
            QCOMPARE(e->strokes().size(), std::size_t(1));
            ++failures;
        }
        say(u"a stroke failed for want of memory at %1 places"_s.arg(failures));
        QVERIFY(failures > 10);
        QVERIFY(e->alpha() != alpha);
        QVERIFY(!e->undo().isEmpty());
        QCOMPARE(e->image(), image);
        QVERIFY(!e->undo().isEmpty());
    }

    /// Steps take 27 bytes a pixel: the oldest go, and what was solved all together has an end.
    void memoryAndWorkAreBounded()
    {
        const auto e = editor();
        const double picture = 480.0 * 640;
        const auto steps = double(resources::limit("repair_undo_max_bytes"_L1)) / 27 / picture;
        const auto pictures = std::size_t(resources::limit("strokes_area_max_pictures"_L1));
        const Stroke diagonal = stroke(Stroke::Mark::Remove, {QPointF(1, 1), QPointF(479, 639)}, 2);
        std::size_t done = 0;
        auto result = e->apply(diagonal);
        for (; result; result = e->apply(diagonal))
            ++done;
        QCOMPARE(result.error().code, ErrorCode::InvalidField);
        QCOMPARE(done, pictures);
        QCOMPARE(e->strokes().size(), pictures);
        int undone = 0;
        while (e->canUndo()) {
            QVERIFY(!e->undo().isEmpty());
            ++undone;
        }
        QCOMPARE(undone, int(steps));
        QVERIFY(e->undo().isEmpty());
        QCOMPARE(e->strokes().size(), pictures - std::size_t(undone));
        QVERIFY(e->apply(diagonal)); // what was undone no longer counts
        const std::vector<Stroke> many(pictures + 1, diagonal);
        QCOMPARE(
            imaging::renderWithStrokes(photo_, analysis_, seedStandard(), background_, many).error().code,
            ErrorCode::InvalidField);
    }

    void undoTakesBack()
    {
        const auto e = editor();
        const QImage alpha = e->alpha(), image = e->image();
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {QPointF(240, 120)}, 20)));
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {QPointF(250, 140)}, 20)));
        QVERIFY(e->alpha() != alpha);
        QVERIFY(!e->undo().isEmpty());
        QVERIFY(!e->undo().isEmpty());
        QCOMPARE(e->alpha(), alpha);
        QCOMPARE(e->image(), image);
        QVERIFY(e->undo().isEmpty());
        QVERIFY(e->strokes().empty());
    }

    void replayGivesTheSameBytes()
    {
        const auto e = editor();
        QVERIFY(e->apply(stroke(Stroke::Mark::Remove, {QPointF(240.5, 110), QPointF(260, 118.25)}, 8.5)));
        QVERIFY(e->apply(stroke(Stroke::Mark::Keep, {QPointF(150, 560)}, 14)));
        const auto made = e->finish();
        QVERIFY(made);
        const QByteArray text = QJsonDocument(toJson(e->strokes())).toJson();
        const auto read = imaging::strokesFromJson(QJsonDocument::fromJson(text).array());
        QVERIFY(read);
        const auto again = imaging::renderWithStrokes(photo_, analysis_, seedStandard(), background_, *read);
        QVERIFY(again);
        QCOMPARE(again->jpeg, made->jpeg);
        QVERIFY(made->jpeg != imaging::render(photo_, analysis_, seedStandard(), background_)->jpeg);
    }

    void refusals()
    {
        const auto e = editor();
        QCOMPARE(e->apply(stroke(Stroke::Mark::Keep, {}, 5)).error().code, ErrorCode::InvalidField);
        QCOMPARE(e->apply(stroke(Stroke::Mark::Keep, {QPointF(1, 1)}, 0)).error().code,
                 ErrorCode::InvalidField);
        QCOMPARE(e->apply(stroke(Stroke::Mark::Keep, {QPointF(qQNaN(), 1)}, 5)).error().code,
                 ErrorCode::InvalidField);
        QCOMPARE(e->apply(stroke(Stroke::Mark::Keep, {QPointF(1, 1)}, 0.33 * 640)).error().code,
                 ErrorCode::InvalidField);
        QCOMPARE(e->apply(stroke(Stroke::Mark::Keep, std::vector<QPointF>(2001), 5)).error().code,
                 ErrorCode::InvalidField);
        const auto outside = e->apply(stroke(Stroke::Mark::Keep, {QPointF(-900, -900)}, 5));
        QVERIFY(outside && outside->isEmpty());
        const char* broken[] = {R"([{"mark":"smear","radius":5,"points":[[1,1]]}])",
                                R"([{"mark":"keep","radius":5,"points":[[1]]}])",
                                R"([{"mark":"keep","radius":5,"points":[]}])",
                                R"([{"mark":"keep","radius":1e9,"points":[[1,1]]}])", R"([7])"};
        for (const char* text : broken)
            QVERIFY2(!imaging::strokesFromJson(QJsonDocument::fromJson(text).array()), text);
        imaging::Analysis bare = analysis_;
        bare.masks.reset();
        QCOMPARE(MatteEditor::create(photo_, bare, seedStandard(), 0).error().code, ErrorCode::RenderFailed);
    }

    void speed()
    {
        const auto e = editor();
        std::vector<double> ms;
        for (int i = 0; i < 15; ++i) {
            QElapsedTimer clock;
            clock.start();
            QVERIFY(e->apply(stroke(i % 2 ? Stroke::Mark::Keep : Stroke::Mark::Remove,
                                    {QPointF(130, 200 + 8 * i), QPointF(160, 240 + 8 * i)}, 8)));
            ms.push_back(double(clock.nsecsElapsed()) / 1e6);
        }
        std::ranges::sort(ms);
        say(u"one stroke of 50 px: median %1 ms"_s.arg(ms[7], 0, 'f', 1));
        QVERIFY(ms.front() < 60); // the fastest: the machine may be busy with other things
    }
};

QTEST_GUILESS_MAIN(TestRepair)
#include "tst_repair.moc"
