#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

void checkFaces(const Context& context, Findings& findings)
{
    const Analysis& found = context.analysis;
    std::optional<QRectF> others; // one place for all of them
    for (std::size_t i = 1; i < found.faces.size(); ++i)
        others = others.value_or(QRectF()) | found.faces[i].box;
    findings.add("faces.count"_L1, double(found.faces.size()), others);
    if (!found.landmarks.empty())
        findings.add("source.face_px"_L1, faceWidth(found.landmarks), found.faces.front().box);
}

} // namespace photodesk::imaging
