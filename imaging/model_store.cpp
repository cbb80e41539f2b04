#include "imaging/engine.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr const char* wanted[] = {"attn_base.onnx",     "attn_left_eye.onnx",     "attn_right_eye.onnx",
                                  "attn_lips.onnx",     "blazeface_short.onnx",   "blazeface_full.onnx",
                                  "selfie.onnx",        "selfie_multiclass.onnx", "attn_cfg.json",
                                  "canonical_face.json"};

Result<QByteArray> readFile(const QDir& directory, const QString& name)
{
    QFile file(directory.filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::ModelMissing, name);
    return file.readAll();
}

/// Lines of `sha256sum`: hash, two blanks, name.
QHash<QString, QByteArray> parseSums(const QByteArray& text)
{
    QHash<QString, QByteArray> sums;
    for (const QByteArray& line : text.split('\n')) {
        const qsizetype blank = line.indexOf(' ');
        if (blank == 64)
            sums.insert(QString::fromUtf8(line.mid(blank).trimmed()), line.left(blank).toLower());
    }
    return sums;
}

} // namespace

struct ModelStore::Data {
    QHash<QString, QByteArray> files;
    QString version;
};

ModelStore::ModelStore(std::unique_ptr<Data> data) : data_(std::move(data)) {}
ModelStore::~ModelStore() = default;

Result<std::shared_ptr<const ModelStore>> ModelStore::open(const QString& directory)
{
    if (directory.isEmpty())
        return fail(ErrorCode::ModelMissing, u"no model directory"_s);
    const QDir folder(directory);
    PD_ASSIGN(const QByteArray text, readFile(folder, u"SHA256SUMS"_s));
    const auto sums = parseSums(text);
    auto data = std::make_unique<Data>();
    QCryptographicHash all(QCryptographicHash::Sha256);
    for (const char* name : wanted) {
        const QString file = QLatin1StringView(name);
        PD_ASSIGN(QByteArray bytes, readFile(folder, file));
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (hash != sums.value(file))
            return fail(ErrorCode::ModelCorrupt, file);
        all.addData(hash);
        data->files.insert(file, std::move(bytes));
    }
    data->version = QString::fromLatin1(all.result().toHex().left(12));
    return std::shared_ptr<const ModelStore>(new ModelStore(std::move(data)));
}

QByteArray ModelStore::bytes(QLatin1StringView file) const
{
    return data_->files.value(file);
}

QString ModelStore::version() const
{
    return data_->version;
}

QString findModelDirectory()
{
    const QString marker = u"SHA256SUMS"_s;
    if (const QString chosen = qEnvironmentVariable("PHOTODESK_MODELS"); !chosen.isEmpty())
        return QDir(chosen).exists() ? chosen : QString();
    if (QCoreApplication::instance()) {
        const QDir beside(QCoreApplication::applicationDirPath() + "/../share/photodesk/models"_L1);
        if (beside.exists(marker))
            return beside.canonicalPath();
    }
    const QDir source(QStringLiteral(PHOTODESK_SOURCE_MODELS));
    return source.exists(marker) ? source.path() : QString();
}

} // namespace photodesk::imaging
