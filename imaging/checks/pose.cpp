#include "imaging/checks/families.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

void checkPose(const Context& context, Findings& findings)
{
    if (!context.analysis.pose)
        return;
    findings.add("pose.yaw"_L1, context.analysis.pose->yaw);
    findings.add("pose.pitch"_L1, context.analysis.pose->pitch);
    findings.add("pose.roll"_L1, context.analysis.pose->roll);
}

} // namespace photodesk::imaging
