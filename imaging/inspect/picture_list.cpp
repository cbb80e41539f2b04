#include "imaging/inspect/picture_list.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

/// Pictures that cannot be read are named too: the operator must see that they were not judged.
bool looksLikePicture(const QString& name)
{
    static const QSet<QString> suffixes{u"jpg"_s,  u"jpeg"_s, u"jpe"_s,  u"jfif"_s, u"png"_s,
                                        u"webp"_s, u"heic"_s, u"heif"_s, u"hif"_s,  u"avif"_s,
                                        u"gif"_s,  u"bmp"_s,  u"tif"_s,  u"tiff"_s, u"jp2"_s};
    return suffixes.contains(QFileInfo(name).suffix().toLower());
}

/// Names of written pictures, each given out once.
class OutputNames {
public:
    explicit OutputNames(QString directory, QString suffix)
        : directory_(std::move(directory)), suffix_(std::move(suffix))
    {
    }

    /// The path for a source; its sub-folders become part of the name, so that one flat folder holds all.
    QString next(const QString& source)
    {
        if (directory_.isEmpty())
            return {};
        const QFileInfo info(source);
        QString base = source.chopped(info.suffix().isEmpty() ? 0 : info.suffix().size() + 1);
        base.replace(u'/', u'_').replace(u'\\', u'_');
        QString name = base;
        for (int n = 2; given_.contains(name.toCaseFolded()); ++n)
            name = base + u'~' + QString::number(n);
        given_.insert(name.toCaseFolded());
        return QDir(directory_).filePath(name + suffix_);
    }

private:
    QString directory_, suffix_;
    QSet<QString> given_;
};

struct Listing {
    const Places& places;
    PictureList list;
    OutputNames renders{places.renderDirectory, u".jpg"_s};
    OutputNames overlays{places.overlayDirectory, u".jpg"_s};

    void add(const QString& path, const QString& name, const QString& output)
    {
        list.inputs.push_back({path, name, renders.next(output), {}, overlays.next(output)});
    }

    bool isOutput(const QString& path) const
    {
        const auto within = [&](const QString& directory) {
            return !directory.isEmpty()
                   && QFileInfo(path).absolutePath() == QFileInfo(directory).absoluteFilePath();
        };
        return within(places.renderDirectory) || within(places.overlayDirectory);
    }

    void addFolder(const QString& folder, bool severalSources)
    {
        const QDir directory(folder);
        QStringList names;
        QDirIterator walk(directory.absolutePath(), QDir::Files | QDir::Readable,
                          places.recursive ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
        while (walk.hasNext()) {
            const QString path = walk.next();
            if (!looksLikePicture(path) || isOutput(path))
                ++list.passedOver;
            else
                names.append(directory.relativeFilePath(path));
        }
        std::ranges::sort(names);
        const QString before = severalSources ? QFileInfo(directory.absolutePath()).fileName() + u'/' : u""_s;
        for (const QString& name : names)
            add(directory.filePath(name), before + name, before + name);
    }
};

Result<void> makeFolder(const QString& path)
{
    if (!path.isEmpty() && !QDir().mkpath(path))
        return fail(ErrorCode::StorageFailed, u"cannot make the folder %1"_s.arg(path));
    return {};
}

} // namespace

Result<PictureList> listPictures(const Places& places)
{
    Listing listing{places, {}};
    for (const QString& source : places.sources) {
        const QFileInfo info(source);
        if (info.isDir())
            listing.addFolder(source, places.sources.size() > 1);
        else
            listing.add(source, source, info.fileName());
    }
    PD_TRY(makeFolder(places.renderDirectory));
    PD_TRY(makeFolder(places.overlayDirectory));
    return std::move(listing.list);
}

} // namespace photodesk::inspect
