#pragma once

#include "domain/result.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace photodesk {

/// One picture on a sheet; millimetres from the sheet's top left corner, after turning.
struct LayoutCell {
    QString spec; ///< "1寸", "2寸"
    QRectF mm;
    bool turned = false; ///< picture turned by 90° clockwise
};

/// Pictures on one sheet of paper (版式).
struct Layout {
    QString id;
    QString nameZh, nameEn;
    QSizeF paperMm;
    std::vector<LayoutCell> cells;
};

/// Refuses overlapping cells and cells beyond the paper. Error: InvalidField.
[[nodiscard]] Result<std::vector<Layout>> layoutsFromJson(const QByteArray& utf8);

} // namespace photodesk
