#include "imaging/checks/families.h"
#include "imaging/history/dct_traces.h"
#include "imaging/history/programs.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

void checkPrograms(const SourceFacts& source, Findings& findings)
{
    const ProgramKind kind = kindOf(source.programs);
    findings.add("history.beauty"_L1, kind == ProgramKind::Beauty ? 1 : 0);
    const bool edited =
        kind == ProgramKind::Editor || kind == ProgramKind::Frames || (source.jpeg && source.jpeg->photoshop);
    findings.add("history.editor"_L1, edited ? 1 : 0);
    findings.add("history.camera"_L1, source.hasCameraData ? 1 : 0);
}

void checkTraces(const Photo& photo, Findings& findings)
{
    if (!photo.source.jpeg || photo.halvings > 0) {
        const auto why = photo.halvings > 0 ? "reduced"_L1 : "no_jpeg"_L1;
        findings.skip("history.recompressed"_L1, why);
        findings.skip("history.inserted"_L1, why);
        return;
    }
    const DctTraces traces = readDctTraces(photo);
    if (!traces.enough) {
        findings.skip("history.recompressed"_L1, "not_measurable"_L1);
        findings.skip("history.inserted"_L1, "not_measurable"_L1);
        return;
    }
    findings.add("history.recompressed"_L1, traces.doubled);
    // Without the trace of an earlier compression there is nothing a foreign part could lack.
    if (traces.doubled > 0.5)
        findings.add("history.inserted"_L1, traces.foreign, traces.foreignPlace);
    else
        findings.skip("history.inserted"_L1, "no_trace"_L1);
}

void checkAge(const Photo& photo, Findings& findings)
{
    if (!photo.origin.today.isValid() || !photo.source.taken.isValid())
        findings.skip("history.age"_L1, "no_date"_L1);
    else
        findings.add("history.age"_L1, double(photo.source.taken.date().daysTo(photo.origin.today)));
}

} // namespace

void checkHistory(const Context& context, Findings& findings)
{
    if (context.photo.origin.liveCapture) {
        for (const auto id : {"history.beauty"_L1, "history.editor"_L1, "history.camera"_L1,
                              "history.recompressed"_L1, "history.inserted"_L1, "history.age"_L1})
            findings.skip(id, "live_capture"_L1);
        return;
    }
    checkPrograms(context.photo.source, findings);
    checkAge(context.photo, findings);
    if (context.depth == Depth::Full)
        checkTraces(context.photo, findings);
}

} // namespace photodesk::imaging
