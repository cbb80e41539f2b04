#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

void checkFaces(const Context& context, Findings& findings)
{
    const Analysis& found = context.analysis;
    std::optional<QRectF> second;
    if (found.faces.size() > 1)
        second = found.faces[1].box;
    findings.add("faces.count"_L1, double(found.faces.size()), second);
    if (!found.landmarks.empty())
        findings.add("source.face_px"_L1, faceWidth(found.landmarks), found.faces.front().box);
}

} // namespace photodesk::imaging
