// Looks a picture up among a million codes and prints one JSON line: time of a look-up, of a fingerprint, of
// a closer look, and what the index takes in memory. The codes are drawn by lot, each bit twice, so that
// their distances spread as those of real heads do. Usage: bench_same_picture PHOTO [COUNT]
#include "imaging/same_picture.h"
#include "resources/resources.h"

#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::imaging;

namespace {

double residentMiB()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * 4096 / 1048576;
}

template <typename Work>
std::vector<double> timed(int repeats, Work work)
{
    std::vector<double> ms;
    QElapsedTimer clock;
    for (int i = 0; i < repeats; ++i) {
        clock.start();
        work();
        ms.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(ms);
    return ms;
}

double quantile(const std::vector<double>& sorted, double share)
{
    return sorted[std::min(sorted.size() - 1, std::size_t(share * double(sorted.size())))];
}

QUuid idOf(int i)
{
    return {quint32(i), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
}

void fill(SamePictureIndex& index, int count)
{
    QRandomGenerator random(1);
    std::vector<SamePictureIndex::Entry> entries(std::size_t(std::min(count, 10000)));
    for (int done = 0; done < count; done += int(entries.size())) {
        entries.resize(std::size_t(std::min(count - done, int(entries.size()))));
        for (int i = 0; i < int(entries.size()); ++i) {
            entries[std::size_t(i)].id = idOf(done + i);
            for (quint64& word : entries[std::size_t(i)].code)
                word = (random.generate64() & 0x5555555555555555) * 3;
        }
        index.add(entries);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    initialise();
    QFile file(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    const auto models = ModelStore::open(findModelDirectory());
    const auto standard = resources::standard(u"chsi_xinhua_gd_seed"_s);
    if (!file.open(QIODevice::ReadOnly) || !models || !standard) {
        std::fputs("usage: bench_same_picture PHOTO [COUNT]\n", stderr);
        return 1;
    }
    const auto photo = decode(file.readAll(), {});
    const auto engine = Engine::create(*models);
    if (!photo || !engine)
        return 1;
    const auto analysis = (*engine)->analyse(*photo, *standard, Depth::Quick);
    if (!analysis)
        return 1;
    const int count = argc > 2 ? std::atoi(argv[2]) : 1000000;
    const double before = residentMiB();
    SamePictureIndex index;
    fill(index, count);
    const double after = residentMiB();

    Fingerprint print;
    const auto making = timed(20, [&] { print = fingerprintOf(*photo, *analysis); });
    Photo small{photo->image.scaled(photo->image.size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .convertToFormat(QImage::Format_RGB888),
                {}};
    const auto smaller = (*engine)->analyse(small, *standard, Depth::Quick);
    const Fingerprint other = smaller ? fingerprintOf(small, *smaller) : print;
    SamePicture what;
    const auto looking = timed(50, [&] { what = verify(print, other); });
    std::size_t found = 0;
    const auto asking = timed(300, [&] { found += index.candidates(print).size(); });

    const QJsonObject line{{"stored"_L1, index.size()},
                           {"lookup_ms_median"_L1, quantile(asking, 0.5)},
                           {"lookup_ms_p99"_L1, quantile(asking, 0.99)},
                           {"candidates"_L1, double(found) / double(asking.size())},
                           {"index_mib"_L1, after - before},
                           {"fingerprint_ms_median"_L1, quantile(making, 0.5)},
                           {"fingerprint_bytes"_L1, print.toBytes().size()},
                           {"verify_ms_median"_L1, quantile(looking, 0.5)},
                           {"half_size_called_same"_L1, what.same}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    return 0;
}
