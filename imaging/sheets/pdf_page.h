#pragma once

#include "imaging/sheets/pdf_file.h"
#include "imaging/sheets/plan.h"

#include <deque>

namespace photodesk::imaging {

/// Draws plans into one PDF and remembers the last few pictures, so that those of an order are embedded once.
class PdfPages {
public:
    explicit PdfPages(QIODevice* device);

    [[nodiscard]] Result<void> add(const Plan& plan);
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] int pages() const { return file_.pages(); }

private:
    struct Embedded {
        QByteArray
            jpeg; // kept, as are the pixels: a key alone could be used again for another student's picture
        QImage image;
        int object = 0;
    };
    Result<int> embed(const SheetPicture& picture);

    PdfFile file_;
    std::deque<Embedded> embedded_;
    int font_ = 0;
};

} // namespace photodesk::imaging
