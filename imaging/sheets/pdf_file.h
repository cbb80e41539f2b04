#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QSizeF>

#include <vector>

namespace photodesk::imaging {

/// Writes a PDF 1.4 object by object, forwards only. Not QPdfWriter because that rounds pages to whole points
/// (152 mm become 152.05), stamps the time, and encodes every photo anew; here the delivered JPEG itself is
/// embedded.
class PdfFile {
public:
    explicit PdfFile(QIODevice* device);

    /// `dictionary` without << >> and /Length; compressed unless `asIs`. The object's number.
    int stream(const QByteArray& dictionary, const QByteArray& bytes, bool asIs = false);
    int object(const QByteArray& content);
    /// `resources`: content of the page's /Resources dictionary.
    void page(QSizeF points, const QByteArray& content, const QByteArray& resources);
    void finish();
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] int pages() const { return int(pages_.size()); }

    /// At most four decimals, no trailing zeros, never an exponent.
    [[nodiscard]] static QByteArray number(double value);

private:
    int begin();
    void put(const QByteArray& bytes);
    [[nodiscard]] int reserve();

    QIODevice* device_;
    qint64 position_ = 0;
    std::vector<qint64> offsets_; // of object 1, 2, …
    std::vector<int> pages_;
    int root_ = 0;
    bool ok_ = true;
};

} // namespace photodesk::imaging
