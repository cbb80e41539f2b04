#pragma once

#include "domain/report.h"
#include "domain/standard.h"
#include "widgets/overlays.h"

#include <QImage>

namespace photodesk::widgets {

/// A made-up portrait (no person): blue ground, shoulders, head, hair, eyes; `size` any.
[[nodiscard]] QImage paintedPortrait(QSize size);
/// A report about paintedPortrait(): two findings, two not assessed, the rest fulfilled.
[[nodiscard]] Report paintedReport(QSize size);
[[nodiscard]] Standard paintedStandard();
/// 478 points round the painted face.
[[nodiscard]] std::vector<QPointF> paintedMesh(QSize size);

} // namespace photodesk::widgets
