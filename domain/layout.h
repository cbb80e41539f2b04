#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace photodesk {

/// No cutter takes off less, and borderless printers lose about this much: no layout may come nearer to the
/// paper's edge.
constexpr double leastMarginMm = 1.0;

/// One picture on a sheet; millimetres from the sheet's top left corner, after turning.
struct LayoutCell {
    QString spec; ///< "1寸", "2寸"
    QRectF mm;
    bool turned = false; ///< picture turned by 90° clockwise

    [[nodiscard]] QSizeF uprightMm() const { return turned ? mm.size().transposed() : mm.size(); }
    friend bool operator==(const LayoutCell&, const LayoutCell&) = default;
};

/// One sheet of paper. Free areas touch no picture: a code or a line of text may be printed there; best
/// first.
struct LayoutPage {
    std::vector<LayoutCell> cells;
    std::vector<QRectF> freeAreas;

    friend bool operator==(const LayoutPage&, const LayoutPage&) = default;
};

/// An arrangement of pictures (版式) on a kind of paper; more than one page where the paper is too small.
struct Layout {
    QString id;
    QString product; ///< what was ordered: arrangements of one product hold the same pictures
    QString nameZh, nameEn;
    QString paperZh, paperEn; ///< name of the paper, "6寸"; empty for the print room's own
    QSizeF paperMm{0, 0};
    QSizeF gutterMm{0, 0}; ///< least distance of pictures side by side and one above another; 0: shared edges
    double marginMm = leastMarginMm; ///< least distance of pictures from the paper's edge
    std::vector<LayoutPage> pages;

    [[nodiscard]] qsizetype count(QStringView spec) const; ///< pictures of that size on all pages
    friend bool operator==(const Layout&, const Layout&) = default;
};

/// Refuses cells that overlap, are nearer to one another than the gutter or to the paper's edge than the
/// margin, margins below leastMarginMm, free areas on pictures or beyond the paper, cells of another size
/// than `sizes` gives for their spec, and two layouts of one id. Error: InvalidField.
[[nodiscard]] Result<std::vector<Layout>> layoutsFromJson(const QByteArray& utf8);
[[nodiscard]] Result<Layout> layoutFromJson(const QJsonObject& object);
/// The same rules for a layout made by an editor.
[[nodiscard]] Result<void> checkLayout(const Layout& layout);
[[nodiscard]] QJsonObject toJson(const Layout& layout);

/// One stroke of a guillotine through the piece of paper that `from`..`to` spans; `at` is the middle of the
/// gutter.
struct LayoutCut {
    bool vertical = false;
    double at = 0, from = 0, to = 0; ///< mm; from and to along the cut

    friend bool operator==(const LayoutCut&, const LayoutCut&) = default;
};

/// The strokes in order that part all pictures of a page, each right through its piece; nothing if no
/// guillotine can do it. Trimming to the outer edges is not among them.
[[nodiscard]] std::optional<std::vector<LayoutCut>> guillotineCuts(const LayoutPage& page, QSizeF paperMm);

} // namespace photodesk
