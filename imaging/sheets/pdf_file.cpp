#include "imaging/sheets/pdf_file.h"

namespace photodesk::imaging {

PdfFile::PdfFile(QIODevice* device) : device_(device)
{
    put("%PDF-1.4\n%\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\n");
    root_ = reserve();
}

QByteArray PdfFile::number(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 4);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

void PdfFile::put(const QByteArray& bytes)
{
    ok_ = ok_ && device_->write(bytes) == bytes.size();
    position_ += bytes.size();
}

int PdfFile::reserve()
{
    offsets_.push_back(0);
    return int(offsets_.size());
}

int PdfFile::begin()
{
    const int id = reserve();
    offsets_.back() = position_;
    put(QByteArray::number(id) + " 0 obj\n");
    return id;
}

int PdfFile::object(const QByteArray& content)
{
    const int id = begin();
    put(content + "\nendobj\n");
    return id;
}

int PdfFile::stream(const QByteArray& dictionary, const QByteArray& bytes, bool asIs)
{
    // qCompress puts the length before what is a zlib stream, the one /FlateDecode expects.
    const QByteArray data = asIs ? bytes : qCompress(bytes, 6).mid(4);
    const int id = begin();
    put("<<" + dictionary + (asIs ? "" : "/Filter/FlateDecode") + "/Length " + QByteArray::number(data.size())
        + ">>\nstream\n");
    put(data);
    put("\nendstream\nendobj\n");
    return id;
}

void PdfFile::page(QSizeF points, const QByteArray& content, const QByteArray& resources)
{
    const QByteArray stream0 = QByteArray::number(stream({}, content));
    pages_.push_back(object("<</Type/Page/Parent " + QByteArray::number(root_) + " 0 R/MediaBox[0 0 "
                            + number(points.width()) + ' ' + number(points.height()) + "]/Contents " + stream0
                            + " 0 R/Resources<<" + resources + ">>>>"));
}

void PdfFile::finish()
{
    QByteArray kids;
    for (const int page : pages_)
        kids += QByteArray::number(page) + " 0 R ";
    offsets_[std::size_t(root_ - 1)] = position_;
    put(QByteArray::number(root_) + " 0 obj\n<</Type/Pages/Count " + QByteArray::number(pages()) + "/Kids["
        + kids + "]>>\nendobj\n");
    // No printer may "fit" the page: that is what the millimetres are for.
    const int catalog = object("<</Type/Catalog/Pages " + QByteArray::number(root_)
                               + " 0 R/ViewerPreferences<</PrintScaling/None>>>>");
    const qint64 table = position_;
    put("xref\n0 " + QByteArray::number(qsizetype(offsets_.size()) + 1) + "\n0000000000 65535 f \n");
    for (const qint64 offset : offsets_)
        put(QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n");
    put("trailer\n<</Size " + QByteArray::number(qsizetype(offsets_.size()) + 1) + "/Root "
        + QByteArray::number(catalog) + " 0 R>>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n");
}

} // namespace photodesk::imaging
