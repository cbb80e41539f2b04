#include "imaging/inspect/picture_list.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <memory>
#include <utility>

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

/// One name for a place on the disk however it is written, also where nothing lies there yet.
QString placeOf(const QString& path)
{
    if (path.isEmpty())
        return {};
    if (const QString known = QFileInfo(path).canonicalFilePath(); !known.isEmpty())
        return known;
    const QFileInfo info(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    return info.isRoot() ? info.filePath() : QDir(placeOf(info.path())).filePath(info.fileName());
}

using Names = std::shared_ptr<QSet<QString>>;

/// Names of written pictures, each given out once; whoever writes into the same folder shares them.
class OutputNames {
public:
    OutputNames(QString directory, QString suffix, Names given)
        : directory_(std::move(directory)), suffix_(std::move(suffix)), given_(std::move(given))
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
        for (int n = 2; given_->contains(name.toCaseFolded()); ++n)
            name = base + u'~' + QString::number(n);
        given_->insert(name.toCaseFolded());
        return QDir(directory_).filePath(name + suffix_);
    }

private:
    QString directory_, suffix_;
    Names given_;
};

struct Listing {
    const Places& places;
    PictureList list;
    const QString renderPlace = placeOf(places.renderDirectory);
    const QString overlayPlace = placeOf(places.overlayDirectory);
    const Names renderNames = std::make_shared<QSet<QString>>();
    OutputNames renders{places.renderDirectory, u".jpg"_s, renderNames};
    OutputNames overlays{places.overlayDirectory, u".jpg"_s,
                         renderPlace == overlayPlace ? renderNames : std::make_shared<QSet<QString>>()};

    void add(const QString& path, const QString& name, const QString& output)
    {
        list.inputs.push_back({path, name, renders.next(output), {}, overlays.next(output)});
    }

    bool isOutput(const QString& path) const
    {
        const QString place = placeOf(QFileInfo(path).absolutePath());
        return (!places.renderDirectory.isEmpty() && place == renderPlace)
               || (!places.overlayDirectory.isEmpty() && place == overlayPlace);
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

PictureList listPictures(const Places& places)
{
    Listing listing{places, {}};
    for (const QString& source : places.sources) {
        const QFileInfo info(source);
        if (info.isDir())
            listing.addFolder(source, places.sources.size() > 1);
        else
            listing.add(source, source, info.fileName());
    }
    return std::move(listing.list);
}

QString outputFault(const Places& places, const PictureList& list, const QStringList& files)
{
    for (const QString& directory : {places.renderDirectory, places.overlayDirectory}) {
        const auto isSource = [&](const QString& source) {
            return QFileInfo(source).isDir() && placeOf(source) == placeOf(directory);
        };
        if (!directory.isEmpty() && std::ranges::any_of(places.sources, isSource))
            return u"%1 is both inspected and written to; name another folder"_s.arg(directory);
    }
    QSet<QString> read, written;
    for (const Input& input : list.inputs)
        read.insert(placeOf(input.path));
    const auto faultOf = [&](const QString& path) -> QString {
        if (path.isEmpty())
            return {};
        const QString place = placeOf(path);
        if (read.contains(place))
            return u"%1 is one of the photos and would be overwritten"_s.arg(path);
        if (written.contains(place))
            return u"%1 would be written twice"_s.arg(path);
        written.insert(place);
        return {};
    };
    QStringList outputs = files;
    for (const Input& input : list.inputs)
        outputs << input.render << input.alpha << input.overlay;
    for (const QString& path : std::as_const(outputs)) {
        if (const QString fault = faultOf(path); !fault.isEmpty())
            return fault;
    }
    return {};
}

Result<void> makeFolders(const Places& places)
{
    PD_TRY(makeFolder(places.renderDirectory));
    PD_TRY(makeFolder(places.overlayDirectory));
    return {};
}

} // namespace photodesk::inspect
