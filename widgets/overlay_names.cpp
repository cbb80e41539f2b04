#include "widgets/overlays.h"

#include <QCoreApplication>

namespace photodesk::widgets {
namespace {

struct OverlayNames {
    Q_DECLARE_TR_FUNCTIONS(OverlayNames)
};

} // namespace

QList<Overlay> allOverlays()
{
    return {Overlay::FaceBox, Overlay::Mesh,      Overlay::EyeLine,   Overlay::HeadTopChin,
            Overlay::Centre,  Overlay::Bands,     Overlay::PoseAxes,  Overlay::MaskEdge,
            Overlay::Zebra,   Overlay::Sharpness, Overlay::Histogram, Overlay::HistogramOfFace};
}

Overlays overlaysOf(OverlayPreset preset)
{
    switch (preset) {
    case OverlayPreset::None: return {};
    case OverlayPreset::Geometry:
        return Overlay::EyeLine | Overlay::HeadTopChin | Overlay::Centre | Overlay::Bands;
    case OverlayPreset::Face: return Overlay::FaceBox | Overlay::Mesh | Overlay::PoseAxes;
    case OverlayPreset::Exposure: return Overlay::MaskEdge | Overlay::Zebra | Overlay::Histogram;
    case OverlayPreset::All: break;
    }
    Overlays all;
    for (const Overlay overlay : allOverlays())
        all |= overlay;
    all.setFlag(Overlay::HistogramOfFace, false); // not one more, but another kind of the histogram
    return all;
}

QString overlayName(Overlay overlay)
{
    switch (overlay) {
    case Overlay::FaceBox: return OverlayNames::tr("Face box");
    case Overlay::Mesh: return OverlayNames::tr("Face mesh");
    case Overlay::EyeLine: return OverlayNames::tr("Eye line");
    case Overlay::HeadTopChin: return OverlayNames::tr("Head top and chin");
    case Overlay::Centre: return OverlayNames::tr("Centre line");
    case Overlay::Bands: return OverlayNames::tr("Standard's bands");
    case Overlay::PoseAxes: return OverlayNames::tr("Pose");
    case Overlay::MaskEdge: return OverlayNames::tr("Edge of the person");
    case Overlay::Zebra: return OverlayNames::tr("Clipped exposure");
    case Overlay::Sharpness: return OverlayNames::tr("Sharp edges");
    case Overlay::Histogram: return OverlayNames::tr("Histogram");
    case Overlay::HistogramOfFace: break;
    }
    return OverlayNames::tr("Histogram of the face only");
}

QString overlayPresetName(OverlayPreset preset)
{
    switch (preset) {
    case OverlayPreset::None: return OverlayNames::tr("None");
    case OverlayPreset::Geometry: return OverlayNames::tr("Geometry");
    case OverlayPreset::Face: return OverlayNames::tr("Face");
    case OverlayPreset::Exposure: return OverlayNames::tr("Exposure and edge");
    case OverlayPreset::All: break;
    }
    return OverlayNames::tr("All");
}

} // namespace photodesk::widgets
