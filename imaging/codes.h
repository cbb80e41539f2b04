#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QImage>
#include <QPointF>
#include <QSize>
#include <QString>

#include <array>
#include <vector>

namespace photodesk::imaging {

enum class Symbology { Qr, DataMatrix, Code128 };

/// A code as a grid. `quietX` and `quietY` are the white modules that its standard wants on each side; they
/// are not part of the grid, but every picture made of it below has them.
struct Modules {
    int width = 0, height = 0; ///< of the grid, in modules; a bar code repeats one row `height` times
    int quietX = 0, quietY = 0;
    std::vector<bool> bits; ///< row by row from the top left, true is dark

    [[nodiscard]] bool dark(int x, int y) const
    {
        return bits[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    [[nodiscard]] QSize sizeWithQuiet() const { return {width + 2 * quietX, height + 2 * quietY}; }

    friend bool operator==(const Modules&, const Modules&) = default;
};

/// Share of a QR symbol that may be spoilt: about 7, 15, 25, 30 %.
enum class QrLevel { Low, Medium, Quartile, High };

/// Rectangular symbols of ISO/IEC 16022: 8×18, 8×32, 12×26, 12×36, 16×36, 16×48 (rows × columns), holding 5,
/// 10, 16, 22, 32, 49 codewords (a codeword: two digits or one other ASCII character). Squares go from 10×10
/// to 48×48.
enum class MatrixShape { Square, Rectangle, Smallest };

struct WriteOptions {
    QrLevel qrLevel = QrLevel::Medium;
    MatrixShape matrixShape = MatrixShape::Square;
    /// Data Matrix: no symbol larger than this many modules, quiet zone included; empty: any.
    QSize matrixMax = {};
    int barHeight = 24; ///< Code 128: rows of the grid, 1 to 1000
};

/// The symbol of a text. QR and Data Matrix take UTF-8 (anything beyond ASCII is announced by an ECI, so that
/// readers need not guess); Code 128 takes printable ASCII. Any thread. Deterministic. Errors: InvalidField
/// (empty, no UTF-8, a character that the symbology lacks, or longer than its largest symbol).
[[nodiscard]] Result<Modules> encode(Symbology symbology, const QByteArray& text,
                                     const WriteOptions& options = {});

/// Grayscale8, `modulePx` pixels a module, quiet zone white. Null for modulePx < 1 or pictures beyond 100
/// megapixels.
[[nodiscard]] QImage toImage(const Modules& modules, int modulePx);

/// The largest whole number of pixels a module may have so that the picture with quiet zone fits; 0 when none
/// does.
[[nodiscard]] int modulePxFor(const Modules& modules, QSize box);

/// PNG of toImage(); `dpi` > 0 is written into it. Errors: EncodeFailed.
[[nodiscard]] Result<QByteArray> toPng(const Modules& modules, int modulePx, int dpi = 0);

/// A document of its own: one rectangle for the quiet zone, one path for the symbol, shape-rendering
/// crispEdges, one user unit a module, width and height in millimetres.
[[nodiscard]] QByteArray toSvg(const Modules& modules, double moduleMm);

/// How hard the reader had to try.
enum class ReadPass {
    Plain,  ///< one look at the grey picture
    Harder, ///< finer search, local thresholds, inverted, reduced: always run, so that every code in view is
            ///< found
    Rescue, ///< sharpened, straightened, enlarged: run only where nothing was found before
};

struct Code {
    Symbology symbology = Symbology::Qr;
    QByteArray bytes; ///< as they stand in the code, no character set applied
    QString text;     ///< null where the bytes are no text: see readCodes()
    /// The symbol's own top left, top right, bottom right, bottom left, quiet zone excluded; pixels of the
    /// picture given, good to about a module. A bar code's are the ends of one line through it.
    std::array<QPointF, 4> corners;
    bool inverted = false; ///< bright on dark
    ReadPass pass = ReadPass::Plain;
};

struct ReadOptions {
    ReadPass hardest = ReadPass::Rescue;
    int budgetMs =
        0; ///< no further pass is begun after this time; 0: code_read_budget_ms of resources/limits.json
    qint64 maxPixels = 0; ///< 0: upload_max_pixels of resources/limits.json
    int maxCodes = 16;    ///< stops as soon as that many are found
};

/// Every code of the wanted kinds in an upright picture of any format and size, larger ones first. None found
/// is an empty list, not an error. Text: by the code's own ECI; without one UTF-8 if the bytes are valid
/// UTF-8, else GB18030 if they are valid and mostly of GB 2312, else null: a wrong guess is never shown as
/// text. Where more than code_finder_patterns_max of resources/limits.json QR finder patterns stand, no QR
/// code is searched: such a picture is made to keep the reader busy. Any thread, one thread. Same picture,
/// same answer, unless the budget runs out. Errors: NotAnImage (null picture), TooManyPixels.
[[nodiscard]] Result<std::vector<Code>> readCodes(const QImage& image, const std::vector<Symbology>& wanted,
                                                  const ReadOptions& options = {});

} // namespace photodesk::imaging
