// Makes docs/portraits: what the engine sees on twenty portraits and what it would deliver, ten a sheet.
// Usage: portrait_sheets DIR LIST OUT_DIR
#include "portrait_set.h"

#include "imaging/inspect/overlay.h"
#include "imaging/render.h"
#include "resources/resources.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPainter>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace photodesk;

namespace {

constexpr int perSheet = 10, columns = 2;
constexpr QSize picture(168, 224);
constexpr int gap = 8, captionRows = 3, captionPx = 14;
constexpr QSize cell(2 * picture.width() + 3 * gap, picture.height() + captionRows * captionPx + 2 * gap);

struct Shown {
    QString file, caption;
    QImage overlay, delivered;
};

Result<QStringList> readList(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, path);
    QStringList files;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
            files << line.trimmed();
    }
    return files;
}

QString captionOf(const Report& report)
{
    const MachineVerdict verdict = verdictOf(report.checks);
    QString text = verdict == MachineVerdict::Green   ? u"✓ green"_s
                   : verdict == MachineVerdict::Amber ? u"! amber"_s
                                                      : u"✗ red"_s;
    for (const auto status : {CheckStatus::Fail, CheckStatus::Warn}) {
        for (const CheckResult& check : report.checks) {
            if (check.status == status)
                text += (status == CheckStatus::Fail ? u"  ✗"_s : u"  !"_s) + check.id;
        }
    }
    return text;
}

Result<Shown> show(const accuracy::PortraitSet& set, const QString& file, const Standard& standard,
                   imaging::Engine& engine)
{
    accuracy::Portrait portrait;
    portrait.file = file;
    PD_ASSIGN(const imaging::Photo photo, set.decode(portrait));
    PD_ASSIGN(const imaging::Analysis analysis, engine.analyse(photo, standard, imaging::Depth::Full));
    Shown shown{file, captionOf(analysis.report), inspect::drawOverlay(photo, analysis, standard), {}};
    if (const auto rendered = imaging::render(photo, analysis, standard, standard.backgrounds.front()))
        shown.delivered = rendered->image;
    return shown;
}

void paint(QPainter& painter, const Shown& shown, QPoint at)
{
    const auto put = [&](const QImage& image, QPoint corner) {
        if (image.isNull())
            return;
        const QImage small = image.scaled(picture, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(
            corner + QPoint((picture.width() - small.width()) / 2, picture.height() - small.height()), small);
    };
    put(shown.overlay, at + QPoint(gap, gap));
    put(shown.delivered, at + QPoint(2 * gap + picture.width(), gap));
    painter.drawText(QRect(at + QPoint(gap, gap + picture.height() + 2),
                           QSize(cell.width() - 2 * gap, captionRows * captionPx)),
                     int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, shown.caption);
}

Result<void> writeSheet(const QString& path, const std::vector<Shown>& shown)
{
    const int rows = (int(shown.size()) + columns - 1) / columns;
    QImage sheet(columns * cell.width(), rows * cell.height(), QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    QFont font = painter.font();
    font.setPixelSize(captionPx - 3);
    painter.setFont(font);
    painter.setPen(Qt::black);
    for (int i = 0; i < int(shown.size()); ++i)
        paint(painter, shown[std::size_t(i)], {i % columns * cell.width(), i / columns * cell.height()});
    painter.end();
    constexpr int quality = 80;
    if (!sheet.save(path, "JPG", quality))
        return fail(ErrorCode::StorageFailed, path);
    return {};
}

Result<void> run(const QString& folder, const QString& list, const QString& out)
{
    imaging::initialise();
    PD_ASSIGN(const Standard standard, resources::standard(u"chsi_xinhua_gd_seed"_s));
    PD_ASSIGN(const auto models, imaging::ModelStore::open(imaging::findModelDirectory()));
    PD_ASSIGN(const auto engine, imaging::Engine::create(models));
    PD_ASSIGN(const QStringList files, readList(list));
    const accuracy::PortraitSet set{folder, {}};
    std::vector<Shown> shown;
    int sheet = 0;
    QDir().mkpath(out);
    for (qsizetype i = 0; i < files.size(); ++i) {
        PD_ASSIGN(Shown one, show(set, files[i], standard, *engine));
        shown.push_back(std::move(one));
        if (int(shown.size()) == perSheet || i + 1 == files.size()) {
            PD_TRY(writeSheet(QDir(out).filePath(u"portraits_%1.jpg"_s.arg(++sheet)), shown));
            shown.clear();
        }
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 4) {
        std::fprintf(stderr, "usage: portrait_sheets DIR LIST OUT_DIR\n");
        return 2;
    }
    const auto done = run(arguments[1], arguments[2], arguments[3]);
    if (!done)
        std::fprintf(stderr, "%s %s\n", errorName(done.error().code).data(),
                     qUtf8Printable(done.error().detail));
    return done ? 0 : 1;
}
