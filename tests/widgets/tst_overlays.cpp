#include "fixtures.h"

#include "imaging/engine.h"
#include "widgets/overlays.h"
#include "widgets/photo_view.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

const QSize photo(1200, 1600);

/// Bright pixels of overlays on black ground: where lines are.
QImage drawn(const OverlayData& data, Overlays which, const QTransform& transform, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    paintOverlays(painter, data, which, transform, QRectF(QPointF(), QSizeF(size)));
    return image;
}

bool lineNear(const QImage& image, QPointF at)
{
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const QPoint p = at.toPoint() + QPoint(dx, dy);
            if (image.rect().contains(p) && qGray(image.pixel(p)) > 150)
                return true;
        }
    }
    return false;
}

} // namespace

class TestOverlays : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPointMapsToTheRightPixel()
    {
        OverlayData data;
        data.size = photo;
        data.faceBox = QRectF(300, 400, 600, 700);
        const QTransform half = QTransform::fromScale(0.5, 0.5) * QTransform::fromTranslate(20, 10);
        const QImage image = drawn(data, Overlay::FaceBox, half, {640, 840});
        QVERIFY(lineNear(image, half.map(QPointF(300, 600))));
        QVERIFY(lineNear(image, half.map(QPointF(900, 1000))));
        QVERIFY(lineNear(image, half.map(QPointF(600, 400))));
        QVERIFY(!lineNear(image, half.map(QPointF(600, 800))));
    }

    void followsTheViewWhenTurned()
    {
        PhotoView view;
        view.resize(800, 800);
        QImage black(photo, QImage::Format_RGB32);
        black.fill(Qt::black);
        view.setPhoto(black);
        OverlayData data;
        data.size = photo;
        data.faceBox = QRectF(300, 400, 600, 700);
        view.setOverlayData(data);
        view.setOverlays(Overlay::FaceBox);
        view.rotateRight();
        const QImage image = view.grab().toImage();
        QVERIFY(lineNear(image, view.widgetFromImage({300, 700})));
        QVERIFY(lineNear(image, view.widgetFromImage({600, 1100})));
    }

    void fromAReport()
    {
        const OverlayData data = overlayDataFrom(paintedReport(photo), paintedStandard());
        QCOMPARE(data.size, photo);
        QCOMPARE(data.eyeLine->p1(), QPointF(504, 640));
        QCOMPARE(*data.headTop, 192.0);
        QCOMPARE(*data.chin, 992.0);
        QCOMPARE(qRound(*data.centreX), 600);
        QCOMPARE(*data.poseOrigin, QPointF(600, 752));
        QVERIFY(data.landmarks.empty());
        QCOMPARE(data.bands.size(), std::size_t(3));
        const OverlayBand& top = data.bands[0];
        QCOMPARE(qRound(top.from * 640), 50);
        QCOMPARE(qRound(top.to * 640), 110);
        QCOMPARE(qRound(*top.measured * 640), 112);
        QCOMPARE(top.status, CheckStatus::Warn);
        QCOMPARE(*top.check.value, 112.0);
        const OverlayBand& width = data.bands[2];
        QCOMPARE(width.along, Qt::Horizontal);
        QCOMPARE(qRound(*width.measured * 480), 209);
        QVERIFY(width.measuredFrom.has_value());
        QCOMPARE(data.places.size(), std::size_t(2)); // of the findings only
    }

    void fromAnAnalysis()
    {
        imaging::Analysis analysis;
        analysis.size = photo;
        analysis.report = paintedReport(photo);
        for (const QPointF& p : paintedMesh(photo))
            analysis.landmarks.push_back({float(p.x()), float(p.y()), 0});
        imaging::Masks masks;
        masks.person = QImage(256, 256, QImage::Format_Grayscale8);
        masks.person.fill(0);
        QPainter(&masks.person).fillRect(64, 64, 128, 192, Qt::white);
        analysis.masks = masks;
        const OverlayData data = overlayDataFrom(analysis, paintedStandard());
        QCOMPARE(data.landmarks.size(), std::size_t(478));
        const QRectF edge = data.maskEdge.boundingRect();
        QVERIFY2(std::abs(edge.left() - 300) < 5 && std::abs(edge.right() - 900) < 5
                     && std::abs(edge.top() - 400) < 7,
                 qPrintable(u"%1 %2 %3"_s.arg(edge.left()).arg(edge.right()).arg(edge.top())));
    }

    void nothingFoundIsNoFault()
    {
        Report empty;
        empty.size = photo;
        const OverlayData data = overlayDataFrom(empty, paintedStandard());
        QVERIFY(!data.eyeLine && !data.headTop && !data.poseOrigin && data.bands.empty());
        // Nothing to draw but the middle of the picture.
        const QTransform small = QTransform::fromScale(0.25, 0.25);
        const QImage image = drawn(data, overlaysOf(OverlayPreset::All), small, {300, 400});
        QVERIFY(lineNear(image, {150, 1}));
        QVERIFY(!lineNear(image, {75, 200}));
        QVERIFY(maskContour({}, photo).isEmpty());
    }

    /// One closed line round a head that is all in the picture, one open line round shoulders cut by its
    /// edge.
    void aContourIsAFewLongLines()
    {
        const auto contourOf = [](QRect disc) {
            QImage mask(64, 64, QImage::Format_Grayscale8);
            mask.fill(0);
            QPainter painter(&mask);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(Qt::white);
            painter.drawEllipse(disc);
            painter.end();
            return maskContour(mask, {640, 640});
        };
        const auto begins = [](const QPainterPath& path) {
            int count = 0;
            for (int i = 0; i < path.elementCount(); ++i)
                count += path.elementAt(i).isMoveTo();
            return count;
        };
        const QPainterPath whole = contourOf({12, 12, 40, 40});
        QCOMPARE(begins(whole), 1);
        QCOMPARE(QPointF(whole.elementAt(0)), whole.currentPosition());
        QVERIFY(std::abs(whole.boundingRect().width() - 400) < 8);
        const QPainterPath cut = contourOf({12, 30, 40, 60});
        QCOMPARE(begins(cut), 1);
        QVERIFY(QPointF(cut.elementAt(0)).y() > 620 && cut.currentPosition().y() > 620);
    }

    void zebraMarksOnlyWhatClips()
    {
        QImage picture(60, 20, QImage::Format_RGB32);
        picture.fill(QColor(120, 130, 140));
        QPainter painter(&picture);
        painter.fillRect(0, 0, 20, 20, Qt::white);
        painter.fillRect(40, 0, 20, 20, Qt::black);
        painter.end();
        const QImage zebra = zebraOf(picture).image;
        int blown = 0, blocked = 0, middle = 0;
        for (int y = 0; y < 20; ++y) {
            for (int x = 0; x < 60; ++x) {
                const bool on = qAlpha(zebra.pixel(x, y)) > 0;
                blown += on && x < 20;
                middle += on && x >= 20 && x < 40;
                blocked += on && x >= 40;
            }
        }
        QVERIFY(blown > 150 && blown < 250);
        QVERIFY(blocked > 150 && blocked < 250);
        QCOMPARE(middle, 0);
    }

    void aTintKnowsWhereItIs()
    {
        QImage picture(300, 200, QImage::Format_RGB32);
        picture.fill(QColor(120, 130, 140));
        QPainter(&picture).fillRect(70, 70, 20, 20, Qt::white);
        const Tint tint = zebraOf(picture);
        QCOMPARE(tint.parts, std::vector{QRect(64, 64, 64, 64)});
        const QTransform twice = QTransform::fromScale(2, 2);
        OverlayData data;
        data.size = picture.size();
        data.zebra = tint;
        const QImage all = drawn(data, Overlay::Zebra, twice, {600, 400});
        int on = 0;
        for (int y = 0; y < all.height(); ++y) {
            for (int x = 0; x < all.width(); ++x) {
                if (qGray(all.pixel(x, y)) == 0)
                    continue;
                ++on;
                QVERIFY(QRect(140, 140, 40, 40).contains(x, y));
            }
        }
        QVERIFY(on > 600);
    }

    /// A step of one pixel lights up, the same step over ten pixels does not, nor does a camera's noise.
    void sharpnessShowsOnlyWhatIsSharp()
    {
        QImage picture(1600, 400, QImage::Format_RGB888);
        for (int y = 0; y < picture.height(); ++y) {
            uchar* line = picture.scanLine(y);
            for (int x = 0; x < picture.width(); ++x) {
                const int noise = (x * 7 + y * 13) % 9 - 4;
                const int soft = std::clamp((x - 1200) * 10, 0, 100);
                const int value = 80 + (x >= 400 && x < 800 ? 100 : 0) + soft + noise;
                for (int c = 0; c < 3; ++c)
                    line[3 * x + c] = uchar(value);
            }
        }
        const Tint tint = sharpnessOf(picture);
        QCOMPARE(tint.image.size(), QSize(800, 200)); // at most 1024, whole pixels together
        const auto lit = [&](int from, int to) {
            int count = 0;
            for (int y = 0; y < tint.image.height(); ++y) {
                for (int x = from / 2; x < to / 2; ++x)
                    count += qAlpha(tint.image.pixel(x, y)) > 0;
            }
            return count;
        };
        QVERIFY(lit(390, 410) >= 190);
        QVERIFY(lit(790, 810) >= 190);
        QCOMPARE(lit(0, 380) + lit(420, 780) + lit(820, 1600), 0);
        QVERIFY(sharpnessOf(QImage(2, 2, QImage::Format_RGB888)).isNull());
    }

    void histogramsCountTheirPart()
    {
        QImage picture(100, 100, QImage::Format_RGB32);
        picture.fill(QColor(200, 100, 50));
        QPainter(&picture).fillRect(20, 30, 10, 10, QColor(0, 255, 0));
        const widgets::Histogram all = histogramOf(picture);
        QCOMPARE(all.pixels, 10'000u);
        QCOMPARE(all.red[200], 9'900u);
        QCOMPARE(all.green[255], 100u);
        QCOMPARE(all.luma[(200 * 77 + 100 * 150 + 50 * 29) >> 8], 9'900u);
        const widgets::Histogram part = histogramOf(picture, QRect(20, 30, 10, 10));
        QCOMPARE(part.pixels, 100u);
        QCOMPARE(part.green[255], 100u);
        QCOMPARE(histogramOf(picture, QRect(500, 500, 5, 5)).pixels, 0u);
        const QImage large(4000, 3000, QImage::Format_RGB888);
        QVERIFY(histogramOf(large).pixels < 2'000'000);
    }

    /// The bands lie along the edge they speak of, whichever way the view is turned.
    void bandsStayInPlaceWhenTurned()
    {
        PhotoView view;
        view.resize(900, 900);
        QImage black(photo, QImage::Format_RGB32);
        black.fill(Qt::black);
        view.setPhoto(black);
        OverlayData data;
        data.size = photo;
        OverlayBand head;
        head.check.id = u"head.top"_s;
        head.from = 0.1;
        head.to = 0.2;
        head.measured = 0.15;
        head.status = CheckStatus::Pass;
        data.bands = {head};
        view.setOverlayData(data);
        view.setOverlays(Overlay::Bands);
        for (int turns = 0; turns < 4; ++turns) {
            const QImage image = view.grab().toImage();
            const auto strip = [&](double share) {
                // A little inwards from the picture's own left edge.
                const QPoint at = view.widgetFromImage({8, share * photo.height()}).toPoint();
                return qGreen(image.pixel(at)) > 40;
            };
            QVERIFY2(strip(0.12) && strip(0.18), qPrintable(QString::number(turns)));
            QVERIFY2(!strip(0.05) && !strip(0.3) && !strip(0.6), qPrintable(QString::number(turns)));
            view.rotateRight();
        }
    }

    void presetsHaveNames()
    {
        QVERIFY(!overlaysOf(OverlayPreset::None));
        for (const Overlay overlay : allOverlays()) {
            const bool oneMore = overlay != Overlay::HistogramOfFace; // else another kind of one
            QCOMPARE(overlaysOf(OverlayPreset::All).testFlag(overlay), oneMore);
            QVERIFY(!overlayName(overlay).isEmpty());
        }
    }
};

QTEST_MAIN(TestOverlays)
#include "tst_overlays.moc"
