// What one could use instead of our detector and our matte, on the same pictures in the same run, one thread.
// Prints one JSON object. Peers that are not installed are left out and named.
#include "imaging/render.h"
#include "look.h"
#include "resources/resources.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include <opencv2/imgproc.hpp>
#ifdef PHOTODESK_HAAR
#include <opencv2/objdetect.hpp>
#endif
#ifdef PHOTODESK_ALPHAMAT
#include <opencv2/alphamat.hpp>
#endif
#ifdef PHOTODESK_DLIB
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/opencv.h>
#endif

using namespace Qt::StringLiterals;
using namespace photodesk;
using accuracy::Portrait;

namespace {

double msOf(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

cv::Mat viewOf(const QImage& image)
{
    return {image.height(), image.width(), image.format() == QImage::Format_Grayscale8 ? CV_8UC1 : CV_8UC3,
            const_cast<uchar*>(image.constBits()), std::size_t(image.bytesPerLine())};
}

std::vector<QRectF> labelledBoxes(const Portrait& portrait)
{
    std::vector<QRectF> boxes;
    const auto add = [&](const QJsonArray& a) {
        if (a.size() == 4)
            boxes.emplace_back(QPointF(a[0].toDouble(), a[1].toDouble()),
                               QPointF(a[2].toDouble(), a[3].toDouble()));
    };
    add(portrait.labels.value("face_box"_L1).toArray());
    for (const QJsonValue& value : portrait.labels.value("face_boxes"_L1).toArray())
        add(value.toArray());
    return boxes;
}

struct Detections {
    int faces = 0, found = 0, wrong = 0;
    std::vector<double> ms;

    void add(const Portrait& portrait, const std::vector<QRectF>& seen, double time)
    {
        ms.push_back(time);
        const auto boxes = labelledBoxes(portrait);
        const int truth = portrait.faces.value_or(portrait.facesAtLeast);
        faces += truth;
        if (boxes.empty()) { // only the number is known
            found += std::min(truth, int(seen.size()));
            wrong += std::max(0, int(seen.size()) - truth);
            return;
        }
        int hit = 0;
        for (const QRectF& box : boxes)
            hit += std::ranges::any_of(seen, [&](const QRectF& s) { return box.contains(s.center()); });
        found += std::min(hit, truth);
        wrong += int(seen.size()) - std::min(hit, int(seen.size()));
    }

    QJsonObject json() const
    {
        return {{"faces"_L1, faces}, {"found"_L1, found}, {"wrong"_L1, wrong}, {"ms"_L1, median(ms)}};
    }
};

using Detector = std::function<std::vector<QRectF>(const cv::Mat& grey)>;

std::vector<std::pair<QString, Detector>> peerDetectors([[maybe_unused]] QJsonArray& missing)
{
    std::vector<std::pair<QString, Detector>> peers;
#ifdef PHOTODESK_HAAR
    auto cascade = std::make_shared<cv::CascadeClassifier>();
    if (cascade->load(PHOTODESK_HAAR))
        peers.emplace_back(u"OpenCV Haar"_s, [cascade](const cv::Mat& grey) {
            cv::Mat even;
            cv::equalizeHist(grey, even);
            std::vector<cv::Rect> hits;
            const int least = std::min(grey.cols, grey.rows) / 8; // smaller faces are no portrait
            cascade->detectMultiScale(even, hits, 1.1, 3, 0, {least, least});
            std::vector<QRectF> boxes;
            for (const cv::Rect& r : hits)
                boxes.emplace_back(r.x, r.y, r.width, r.height);
            return boxes;
        });
#else
    missing.append(u"OpenCV Haar: install opencv-data"_s);
#endif
#ifdef PHOTODESK_DLIB
    auto hog = std::make_shared<dlib::frontal_face_detector>(dlib::get_frontal_face_detector());
    peers.emplace_back(u"dlib HOG"_s, [hog](const cv::Mat& grey) {
        std::vector<QRectF> boxes;
        for (const dlib::rectangle& r : (*hog)(dlib::cv_image<unsigned char>(grey)))
            boxes.emplace_back(double(r.left()), double(r.top()), double(r.width()), double(r.height()));
        return boxes;
    });
#else
    missing.append(u"dlib HOG: install libdlib-dev"_s);
#endif
    return peers;
}

/// The six networks find the person; each peer then gets what it needs at output size: sure and unsure parts.
struct MatteTask {
    cv::Mat rgb, trimap; ///< 255 person, 0 wall, 128 to be solved
    accuracy::Plane truth;
};

struct Mattes {
    std::vector<double> ms;
    double band = 0, gradient = 0, mad = 0;
    int count = 0;

    void add(const MatteTask& task, const cv::Mat& alpha, double time)
    {
        accuracy::Plane seen(alpha.cols, alpha.rows);
        for (int y = 0; y < alpha.rows; ++y) {
            for (int x = 0; x < alpha.cols; ++x)
                seen.at(x, y) = float(alpha.at<uchar>(y, x)) / 255;
        }
        const auto errors = accuracy::matteErrors(task.truth, seen);
        band += errors.band;
        gradient += errors.gradient;
        mad += errors.mad;
        ms.push_back(time);
        ++count;
    }

    QJsonObject json() const
    {
        const double n = std::max(1, count);
        return {{"pictures"_L1, count},
                {"band"_L1, band / n},
                {"gradient"_L1, gradient / n},
                {"mad"_L1, mad / n},
                {"ms"_L1, median(ms)}};
    }
};

MatteTask taskOf(const imaging::Photo& photo, const imaging::Analysis& analysis,
                 const imaging::Rendered& rendered, const QImage& alpha)
{
    const QSize size = rendered.alpha.size();
    MatteTask task;
    task.truth = accuracy::cropped(accuracy::coverageOf(alpha), rendered.crop, size, false);
    const double scale = rendered.crop.width() / size.width();
    const cv::Matx23d map(scale, 0, rendered.crop.x() + scale / 2 - 0.5, 0, scale,
                          rendered.crop.y() + scale / 2 - 0.5);
    cv::warpAffine(viewOf(photo.image), task.rgb, map, {size.width(), size.height()},
                   cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    const QImage& person = analysis.masks->person;
    const double kx = double(person.width()) / photo.image.width(),
                 ky = double(person.height()) / photo.image.height();
    const QRectF onMask(rendered.crop.x() * kx, rendered.crop.y() * ky, rendered.crop.width() * kx,
                        rendered.crop.height() * ky);
    const accuracy::Plane mask = accuracy::cropped(accuracy::coverageOf(person), onMask, size, true);
    const cv::Mat soft(size.height(), size.width(), CV_32F, const_cast<float*>(mask.values.data()));
    const cv::Mat square = cv::getStructuringElement(cv::MORPH_ELLIPSE, {21, 21});
    cv::Mat sure, maybe;
    cv::erode(soft > 0.9, sure, square);
    cv::dilate(soft > 0.1, maybe, square);
    task.trimap = cv::Mat(soft.size(), CV_8U, cv::Scalar(0));
    task.trimap.setTo(128, maybe);
    task.trimap.setTo(255, sure);
    return task;
}

cv::Mat grabCut(const MatteTask& task)
{
    cv::Mat labels(task.trimap.size(), CV_8U, cv::Scalar(cv::GC_BGD)), back, front;
    labels.setTo(cv::GC_PR_FGD, task.trimap == 128);
    labels.setTo(cv::GC_FGD, task.trimap == 255);
    cv::setRNGSeed(1);
    cv::grabCut(task.rgb, labels, {}, back, front, 5, cv::GC_INIT_WITH_MASK);
    return (labels == cv::GC_FGD) | (labels == cv::GC_PR_FGD);
}

struct Bench {
    imaging::Engine& engine;
    const accuracy::PortraitSet& set;
    const Standard& standard;

    QJsonObject detectors(QJsonArray& missing) const
    {
        Detections ours;
        const auto peers = peerDetectors(missing);
        std::vector<Detections> theirs(peers.size());
        for (const Portrait& portrait : set.portraits) {
            const auto photo = set.decode(portrait);
            const auto analysis =
                photo ? engine.analyse(*photo, standard, imaging::Depth::Quick) : fail(photo.error());
            if (!analysis)
                continue;
            std::vector<QRectF> boxes;
            for (const imaging::Face& face : analysis->faces)
                boxes.push_back(face.box);
            ours.add(portrait, boxes, analysis->ms.detect + std::max(0.0, analysis->ms.landmarks));
            cv::Mat grey;
            cv::cvtColor(viewOf(photo->image), grey, cv::COLOR_RGB2GRAY);
            for (std::size_t i = 0; i < peers.size(); ++i) {
                QElapsedTimer clock;
                clock.start();
                boxes = peers[i].second(grey);
                theirs[i].add(portrait, boxes, msOf(clock));
            }
        }
        QJsonObject result{{"ours"_L1, ours.json()}};
        for (std::size_t i = 0; i < peers.size(); ++i)
            result.insert(peers[i].first, theirs[i].json());
        return result;
    }

    QJsonObject mattes(int pictures, [[maybe_unused]] QJsonArray& missing) const
    {
        std::vector<const Portrait*> chosen;
        for (const Portrait& portrait : set.portraits) {
            if (!portrait.alpha.isEmpty() && portrait.faces == 1
                && portrait.labels.value("post"_L1).toObject().isEmpty())
                chosen.push_back(&portrait);
        }
        Mattes ours, grab, flow;
        for (int i = 0; i < std::min(pictures, int(chosen.size())); ++i) // spread over the set
            measure(*chosen[std::size_t(i) * chosen.size() / std::size_t(pictures)], ours, grab, flow);
        QJsonObject result{{"ours"_L1, ours.json()}, {"GrabCut"_L1, grab.json()}};
#ifdef PHOTODESK_ALPHAMAT
        result.insert("alphamat::infoFlow"_L1, flow.json());
#else
        missing.append(u"alphamat::infoFlow: install libopencv-contrib-dev"_s);
#endif
        return result;
    }

    void measure(const Portrait& portrait, Mattes& ours, Mattes& grab, [[maybe_unused]] Mattes& flow) const
    {
        const auto photo = set.decode(portrait);
        const auto analysis =
            photo ? engine.analyse(*photo, standard, imaging::Depth::Full) : fail(photo.error());
        const QImage alpha(set.path(portrait.alpha));
        if (!analysis || !analysis->masks || alpha.size() != photo->image.size())
            return;
        QElapsedTimer clock;
        clock.start();
        const auto rendered = imaging::render(*photo, *analysis, standard, standard.backgrounds.front());
        const double renderMs = msOf(clock);
        if (!rendered)
            return;
        const MatteTask task = taskOf(*photo, *analysis, *rendered, alpha);
        ours.add(task, viewOf(rendered->alpha), renderMs);
        clock.restart();
        const cv::Mat cut = grabCut(task);
        grab.add(task, cut, msOf(clock));
#ifdef PHOTODESK_ALPHAMAT
        cv::Mat solved;
        clock.restart();
        cv::alphamat::infoFlow(task.rgb, task.trimap, solved);
        flow.add(task, solved, msOf(clock));
#endif
    }
};

Result<QJsonObject> run(const QString& folder, int pictures)
{
    imaging::initialise();
    PD_ASSIGN(const Standard standard, resources::standard(u"chsi_xinhua_gd_seed"_s));
    PD_ASSIGN(const accuracy::PortraitSet set, accuracy::readPortraits(folder, {}));
    PD_ASSIGN(const auto models, imaging::ModelStore::open(imaging::findModelDirectory()));
    PD_ASSIGN(const auto engine, imaging::Engine::create(models));
    const Bench bench{*engine, set, standard};
    QJsonArray missing;
    QJsonObject result{{"detectors"_L1, bench.detectors(missing)},
                       {"mattes"_L1, bench.mattes(pictures, missing)}};
    result.insert("missing"_L1, missing);
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "usage: bench_peers DIR PICTURES_FOR_MATTES\n");
        return 2;
    }
    const auto result = run(arguments[1], arguments[2].toInt());
    if (!result) {
        std::fprintf(stderr, "%s %s\n", errorName(result.error().code).data(),
                     qUtf8Printable(result.error().detail));
        return 1;
    }
    std::printf("%s\n", QJsonDocument(*result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
