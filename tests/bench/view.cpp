// The photo view with a 50-megapixel picture, zoomed and panned step by step: from the step to the end of its
// paint, everything included. One JSON line: median and p99 in milliseconds for two window sizes.
#include "tests/widgets/fixtures.h"
#include "widgets/photo_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <numbers>
#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace {

constexpr int steps = 300;

/// Fine structure everywhere, as in a file of a camera: nothing is easier than in the work.
QImage largePicture()
{
    QImage image(8192, 6144, QImage::Format_RGB888);
    QPainter(&image).drawImage(image.rect(), paintedPortrait({1536, 1152}));
    std::minstd_rand random(1);
    for (int y = 0; y < image.height(); ++y) {
        uchar* line = image.scanLine(y);
        for (int x = 0; x < image.width() * 3; x += 7)
            line[x] = uchar(std::clamp(int(line[x]) + int(random() % 31) - 15, 0, 255));
    }
    return image;
}

QImage ovalMask()
{
    QImage mask(256, 256, QImage::Format_Grayscale8);
    mask.fill(0);
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::white);
    painter.drawEllipse(20, 20, 216, 300);
    return mask;
}

/// Wall clock, and the processor's time alone: on a busy machine the clock measures the others too.
QJsonObject summary(std::vector<double> ms, std::vector<double> cpuMs)
{
    std::ranges::sort(ms);
    std::ranges::sort(cpuMs);
    const auto at = [](const std::vector<double>& of, double q) {
        return of[std::min(of.size() - 1, std::size_t(q * double(of.size())))];
    };
    const auto round = [](double value) { return std::round(value * 100) / 100; };
    return {{"median"_L1, round(at(ms, 0.5))},
            {"p99"_L1, round(at(ms, 0.99))},
            {"cpu_median"_L1, round(at(cpuMs, 0.5))},
            {"cpu_p99"_L1, round(at(cpuMs, 0.99))}};
}

QJsonObject timed(PhotoView& view, const std::function<void(int)>& step)
{
    std::vector<double> ms, cpuMs;
    QElapsedTimer clock;
    for (int i = 0; i < steps; ++i) {
        const std::clock_t cpu = std::clock();
        clock.start();
        step(i);
        view.repaint();
        ms.push_back(double(clock.nsecsElapsed()) / 1e6);
        cpuMs.push_back(1e3 * double(std::clock() - cpu) / CLOCKS_PER_SEC);
        QCoreApplication::processEvents();
    }
    return summary(std::move(ms), std::move(cpuMs));
}

QJsonObject walk(PhotoView& view)
{
    const QPointF middle = QRectF(view.rect()).center();
    const auto circle = [](int i) {
        const double a = 2 * std::numbers::pi * i / 60;
        return QPointF(23 * std::cos(a), 17 * std::sin(a));
    };
    QJsonObject out;
    view.zoomToFit();
    out["zoom"_L1] = timed(
        view, [&](int i) { view.zoomBy(i < steps / 2 ? 1.035 : 1 / 1.035, middle + QPointF(100, -60)); });
    view.zoomToPercent(37);
    out["pan_37"_L1] = timed(view, [&](int i) { view.panBy(circle(i)); });
    view.zoomToActual();
    out["pan_100"_L1] = timed(view, [&](int i) { view.panBy(circle(i)); });
    view.zoomToPercent(200);
    out["pan_200"_L1] = timed(view, [&](int i) { view.panBy(circle(i)); });
    view.rotateRight();
    view.zoomToPercent(37);
    out["pan_turned"_L1] = timed(view, [&](int i) { view.panBy(circle(i)); });
    view.rotateLeft();
    view.setSecond(view.photo(), view.overlayData(), QTransform::fromTranslate(40, 25));
    view.setShown(PhotoView::Shown::Split);
    out["pan_split"_L1] = timed(view, [&](int i) { view.panBy(circle(i)); });
    view.setShown(PhotoView::Shown::First);
    view.setSecond({}, {}, {});
    return out;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const QImage large = largePicture();
    const PreparedImage prepared = prepareImage(large);
    OverlayData data = overlayDataFrom(paintedReport(large.size()), paintedStandard());
    data.landmarks = paintedMesh(large.size());
    data.maskEdge = maskContour(ovalMask(), large.size());
    data.zebra = zebraOf(large);
    data.sharpness = sharpnessOf(large);
    auto histograms = std::make_shared<Histograms>();
    histograms->all = histogramOf(large);
    data.histograms = histograms;

    QJsonObject out{{"bench"_L1, "view"_L1}, {"megapixels"_L1, large.width() * large.height() / 1e6}};
    for (const QSize size : {QSize(1440, 900), QSize(1920, 1080)}) {
        PhotoView view;
        view.resize(size);
        view.setPhoto(prepared);
        view.setWatermark(u"li.na  2026-11-24 16:40"_s);
        view.show();
        QCoreApplication::processEvents();
        const QString name = u"%1x%2"_s.arg(size.width()).arg(size.height());
        out[name] = walk(view);
        view.setOverlayData(data);
        view.setOverlays(overlaysOf(OverlayPreset::Geometry));
        out[name + "_geometry"_L1] = walk(view);
        view.setOverlays(overlaysOf(OverlayPreset::All));
        out[name + "_all_overlays"_L1] = walk(view);
        if (qEnvironmentVariableIsSet("BENCH_VIEW_EACH")) {
            for (const Overlay overlay : allOverlays()) {
                view.setOverlays(overlay);
                out[name + u' ' + overlayName(overlay)] = walk(view);
            }
        }
    }
    std::printf("%s\n", QJsonDocument(out).toJson(QJsonDocument::Compact).constData());
    return 0;
}
