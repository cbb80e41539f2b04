#pragma once

#include "domain/layout.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDate>
#include <QIODevice>
#include <QImage>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace photodesk::imaging {

// Sheets of printed photos. Lengths are millimetres from the paper's top left corner. Any thread, one call at
// a time for one SheetPdf. Same input, same library builds: same bytes; nothing depends on the clock.
//
// Words (slips, header strips of 5寸 sheets, the calibration page) are drawn with Qt's fonts and need a
// QGuiApplication, on a server one on the offscreen platform; without it those calls fail with RenderFailed.
// Sheets that have no room for words need none.

/// Where the head is, pixels of the picture. Known from the report; without it the place that the standards
/// want is assumed.
struct HeadPlace {
    double centreX = 0, top = 0, eyeLine = 0;
};

/// The delivered photo. A cell takes the picture of its spec, else the one without a spec. A picture of
/// another aspect is cropped, never stretched: too wide, both sides lose alike about the head's centre; too
/// tall, top and bottom lose so that the eyes stay at their share of the height, but no hair is cut off.
struct SheetPicture {
    QString spec; ///< "1寸"; empty for any
    QImage image; ///< upright, sRGB
    QByteArray
        jpeg; ///< the file of the same picture: goes into a PDF as it is, without a second loss; may be empty
    std::optional<HeadPlace> head;
};

/// What is printed in words. Full names and addresses have no place here.
struct SheetOrder {
    QString number;     ///< A–Z, a–z, 0–9, '-'; at most 40: it goes into bar codes
    QString maskedName; ///< "吴*"
    QString last4, school;
    QDate date;
};

struct SheetJob {
    Layout layout;
    int page = 0; ///< of the layout, from 0
    std::vector<SheetPicture> pictures;
    SheetOrder order;
    int sheet = 1, sheets = 1; ///< "sheet 1 of 2" of the order, copies counted
};

/// All sheets of an order: the layout's pages, `copies` times over, numbered through. Error: InvalidField
/// (fewer than none or more copies than sheets.json allows).
[[nodiscard]] Result<std::vector<SheetJob>> sheetsOf(const SheetJob& order, int copies);

enum class Outline { WhereWhite, Never, Always };
enum class SheetLanguage { Chinese, English };

/// What a printer does to the millimetres, undone. Applied to the page as a whole about its top left corner:
/// drawn = scale · wanted + offset.
struct PrinterCalibration {
    QPointF offsetMm{0, 0};
    QSizeF scale{1, 1};

    [[nodiscard]] QPointF map(QPointF mm) const;
    [[nodiscard]] QRectF map(const QRectF& mm) const;
    friend bool operator==(const PrinterCalibration&, const PrinterCalibration&) = default;
};

struct SheetOptions {
    int dpi = 300; ///< 100–1200: of images, and the grid on which a PDF's codes stand
    bool cropMarks = true;
    bool code = true; ///< where the layout has room
    Outline outline = Outline::WhereWhite;
    SheetLanguage language = SheetLanguage::Chinese;
    PrinterCalibration calibration;
    QSizeF loadedPaperMm{0, 0}; ///< refuses layouts for other paper; 0 × 0: not known
};

struct SheetFacts {
    QSizeF paperMm{0, 0};
    std::vector<QRectF> picturesMm; ///< as drawn, calibration included
    double effectiveDpi = 0;        ///< least of all cells: pixels that the pictures really have
    bool pictureSmall = false;      ///< fewer than the paper deserves (sheets.json): print, but say so
    bool outlined = false;
    QByteArray code;          ///< text of the code on the sheet; empty: there is none
    QRectF codeMm;            ///< without its quiet zone
    bool codeLeftOut = false; ///< the layout has room, but not for this text
    bool elided = false;      ///< some words did not fit
};

struct ComposedSheet {
    QImage image; ///< RGB888, dots per metre set
    SheetFacts facts;
};

/// Errors: InvalidField (order number, page, sheet, dpi, calibration, layout for other paper), NotFound (no
/// picture for a spec), TooFewPixels (below the dpi that sheets.json refuses), RenderFailed.
[[nodiscard]] Result<ComposedSheet> composeSheet(const SheetJob& job, const SheetOptions& options = {});

/// Text of the code on a sheet and back: "R2611240001.1.2" is sheet 1 of 2 of order R2611240001.
[[nodiscard]] QByteArray sheetCode(const QString& number, int sheet, int sheets);
struct SheetCode {
    QString number;
    int sheet = 0, sheets = 0; ///< 0: a slip, the order as a whole
    friend bool operator==(const SheetCode&, const SheetCode&) = default;
};
[[nodiscard]] std::optional<SheetCode> parseSheetCode(const QByteArray& text);

/// The code of a sheet in a picture of the whole of it, straight to about a degree, either way up, best at
/// 300 dpi and refused below what sheets.json says: a rasterised PDF, a hot folder's JPEG, a scan. Looks
/// where the layout has its free areas, as no reader finds a code that small among photos. Nothing if there
/// is none or it is not one of ours.
[[nodiscard]] std::optional<SheetCode> readSheetCode(const QImage& sheet, const Layout& layout, int page = 0);

/// One order's slip: Code 128 of the order number, name, layout, sheets, date and, where given, the photo, so
/// that a packer sees who belongs to the pile.
struct SlipJob {
    SheetOrder order;
    QString layoutName, paperName;
    int sheets = 1;
    std::optional<SheetPicture> picture;
};

/// Slips of several orders on one paper, as many as fit (slipsPerPage), with marks where they part. `whole`
/// gives a single slip the whole paper: a divider between piles. Errors as above.
[[nodiscard]] Result<ComposedSheet> composeSlips(std::span<const SlipJob> slips, QSizeF paperMm,
                                                 const SheetOptions& options = {}, bool whole = false);
[[nodiscard]] int slipsPerPage(QSizeF paperMm);

/// Rulers along both axes and four crosses, calibrationInsetMm() from the edges, to be measured after
/// printing. The calibration given in `options` is applied: print once without, type in, print again to see.
[[nodiscard]] Result<ComposedSheet> composeCalibrationPage(const QString& printerName, QSizeF paperMm,
                                                           const SheetOptions& options = {});
[[nodiscard]] double calibrationInsetMm();
/// What a ruler reads on a calibration page printed without calibration: distances of the near and the far
/// crosses from the paper's left and top edge. Error: InvalidField (more than 5 mm or 5 % off: a slip of the
/// pen).
struct CalibrationReading {
    double nearX = 0, farX = 0, nearY = 0, farY = 0;
};
[[nodiscard]] Result<PrinterCalibration> calibrationFrom(const CalibrationReading& reading, QSizeF paperMm);

/// For a printer's hot folder: baseline, 4:4:4, quality of sheets.json, dpi in JFIF. Error: EncodeFailed.
[[nodiscard]] Result<QByteArray> sheetJpeg(const ComposedSheet& sheet);

/// A PDF written page by page; memory does not grow with the pages. Pages are as large as their paper, to a
/// thousandth of a point; pictures are embedded once per order and cropped by clipping, marks, codes and
/// words are vectors. Each sheet's code is also there as invisible text, so that a PDF can be searched for an
/// order. After an error the file is useless. Errors: as composeSheet, StorageFailed (the device takes no
/// more).
class SheetPdf {
public:
    /// `device` is open for writing, may be sequential, and outlives this.
    explicit SheetPdf(QIODevice* device, SheetOptions options = {});
    ~SheetPdf();
    SheetPdf(const SheetPdf&) = delete;
    SheetPdf& operator=(const SheetPdf&) = delete;

    [[nodiscard]] Result<SheetFacts> addSheet(const SheetJob& job);
    [[nodiscard]] Result<SheetFacts> addSlips(std::span<const SlipJob> slips, QSizeF paperMm,
                                              bool whole = false);
    [[nodiscard]] Result<SheetFacts> addCalibrationPage(const QString& printerName, QSizeF paperMm);
    [[nodiscard]] int pages() const;
    /// Writes what closes the file. Must be the last call.
    [[nodiscard]] Result<void> finish();

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace photodesk::imaging
