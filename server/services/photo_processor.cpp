#include "server/services/photo_processor.h"

#include "imaging/engine.h"
#include "imaging/photo.h"
#include "imaging/render.h"
#include "imaging/same_picture.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

QString contentTypeOf(imaging::PhotoFormat format)
{
    switch (format) {
    case imaging::PhotoFormat::Jpeg: return u"image/jpeg"_s;
    case imaging::PhotoFormat::Png: return u"image/png"_s;
    case imaging::PhotoFormat::WebP: return u"image/webp"_s;
    case imaging::PhotoFormat::Heic: break;
    }
    return u"image/heic"_s;
}

/// Of what is seen: another file with the same pixels has the same.
QString pixelHash(const QImage& image)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(image.width()) + 'x' + QByteArray::number(image.height()) + '\n');
    const qsizetype lineBytes = qsizetype(image.width()) * 3;
    for (int y = 0; y < image.height(); ++y)
        hash.addData(QByteArrayView(image.constScanLine(y), lineBytes));
    return QString::fromLatin1(hash.result().toHex());
}

bool enoughPixels(const QSize& photo, const QSize& output)
{
    // How large the face is in it is a finding with limits of its own (source.face_px).
    return std::min(photo.width(), photo.height()) >= std::min(output.width(), output.height());
}

class ImagingProcessor final : public PhotoProcessor {
public:
    ImagingProcessor(std::unique_ptr<imaging::Engine> engine, ImagingLimits limits)
        : engine_(std::move(engine)), limits_(limits)
    {
    }

    Result<ProcessedPhoto> process(const ProcessingOrder& order) override
    {
        PD_ASSIGN(imaging::Photo photo, imaging::decode(order.bytes, {limits_.maxBytes, limits_.maxPixels}));
        photo.origin = {order.liveCapture, order.today};
        if (!enoughPixels(photo.image.size(), order.standard.outputSize))
            return fail(ErrorCode::TooFewPixels);
        Standard standard = order.standard;
        standard.setBackground(order.background);
        PD_ASSIGN(imaging::Analysis analysis, engine_->analyse(photo, standard, imaging::Depth::Full));
        ProcessedPhoto made;
        made.size = photo.image.size();
        made.contentType = contentTypeOf(photo.source.format);
        made.pixelSha256 = pixelHash(photo.image);
        made.fingerprint = imaging::fingerprintOf(photo, analysis).toBytes();
        QImage shown = photo.image;
        // Without a face, or when it can't be cut out, the original goes to the reviewers as it is.
        if (auto rendered = imaging::render(photo, analysis, standard, order.background)) {
            made.derived = rendered->jpeg;
            made.derivedSize = rendered->image.size();
            analysis.report.crop = rendered->crop;
            analysis.report.turn = rendered->turn;
            analysis.report.derivedSize = made.derivedSize;
            imaging::addChecks(analysis.report, rendered->checks);
            shown = rendered->image;
        }
        made.report = std::move(analysis.report);
        PD_ASSIGN(made.thumbnail, imaging::thumbnail(shown, limits_.thumbnailPx));
        made.thumbnailSize = QImage::fromData(made.thumbnail).size();
        return made;
    }

private:
    std::unique_ptr<imaging::Engine> engine_;
    ImagingLimits limits_;
};

} // namespace

Result<std::unique_ptr<PhotoProcessor>>
makeImagingProcessor(std::shared_ptr<const imaging::ModelStore> models, ImagingLimits limits)
{
    PD_ASSIGN(auto engine, imaging::Engine::create(std::move(models)));
    return std::make_unique<ImagingProcessor>(std::move(engine), limits);
}

} // namespace photodesk::server::services
