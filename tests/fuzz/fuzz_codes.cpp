// Any pixels as a photograph of a code, and any bytes as a code's content: codes or none, never a crash.
#include "imaging/codes.h"
#include "imaging/codes/code_text.h"
#include "imaging/codes/data_matrix.h"

#include <QImage>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace photodesk::imaging;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    // First byte: width and how hard to look; the rest: grey levels, one a module or one a pixel.
    const int width = 1 + data[0] % 96, scale = 1 + data[1] % 3;
    const int height = int(std::min<std::size_t>((size - 2) / std::size_t(width), 96));
    const QByteArray content(reinterpret_cast<const char*>(data + 2), qsizetype(size - 2));
    (void)textOf(content);
    (void)encode(Symbology::Qr, content.left(300));
    (void)encodeDataMatrix(content.left(300), MatrixShape::Smallest, {});
    (void)encode(Symbology::Code128, content.left(80));
    if (height < 1)
        return 0;
    const QImage grid(data + 2, width, height, width, QImage::Format_Grayscale8);
    const QImage picture = grid.scaled(width * scale, height * scale);
    ReadOptions options;
    options.budgetMs = 60'000;
    options.maxPixels = 1 << 20;
    options.hardest = data[1] & 64 ? ReadPass::Rescue : ReadPass::Harder;
    const auto codes =
        readCodes(picture, {Symbology::Qr, Symbology::DataMatrix, Symbology::Code128}, options);
    if (!codes || codes->size() > 16)
        std::abort();
    for (const Code& code : *codes) {
        if (!std::all_of(code.corners.begin(), code.corners.end(),
                         [](const QPointF& p) { return std::abs(p.x()) < 1e5 && std::abs(p.y()) < 1e5; }))
            std::abort();
    }
    return 0;
}
