#include "imaging/decode/hevc_size.h"

#include <QtEndian>

#include <algorithm>

namespace photodesk::imaging {
namespace {

/// Bits of a NAL unit without its emulation prevention bytes (ITU-T H.265, 7.3.1.1).
class Bits {
public:
    explicit Bits(QByteArrayView nal) : nal_(nal) {}

    bool ok() const { return ok_; }
    void skip(int count)
    {
        for (int i = 0; i < count && ok_; ++i)
            static_cast<void>(bit());
    }
    quint32 bits(int count)
    {
        quint32 value = 0;
        for (int i = 0; i < count && ok_; ++i)
            value = value << 1 | bit();
        return value;
    }
    /// ue(v), 9.2
    qint64 number()
    {
        int zeros = 0;
        while (ok_ && bit() == 0)
            ok_ = ++zeros < 32;
        return (qint64(1) << zeros) - 1 + bits(zeros);
    }

private:
    quint32 bit()
    {
        if (left_ == 0) {
            if (zeros_ >= 2 && at_ < nal_.size() && nal_[at_] == 3) {
                ++at_;
                zeros_ = 0;
            }
            if (at_ >= nal_.size()) {
                ok_ = false;
                return 0;
            }
            byte_ = uchar(nal_[at_++]);
            zeros_ = byte_ == 0 ? zeros_ + 1 : 0;
            left_ = 8;
        }
        return byte_ >> --left_ & 1u;
    }

    QByteArrayView nal_;
    qsizetype at_ = 0;
    quint32 byte_ = 0;
    int left_ = 0, zeros_ = 0;
    bool ok_ = true;
};

/// Type 33 of layer 0; decoders ignore the bit before the type.
bool isParameterSet(QByteArrayView nal)
{
    return nal.size() > 2 && (uchar(nal[0]) & 0x7F) == 0x42 && uchar(nal[1]) >> 3 == 0;
}

/// 7.3.2.2 up to the size of the pictures.
qint64 frameOf(QByteArrayView nal)
{
    if (!isParameterSet(nal))
        return 0;
    Bits in(nal.sliced(2));
    in.skip(4);
    const quint32 subLayers = in.bits(3);
    in.skip(1 + 96); // nesting flag, general profile and level
    bool profile[8] = {}, level[8] = {};
    for (quint32 i = 0; i < subLayers; ++i) {
        profile[i] = in.bits(1) != 0;
        level[i] = in.bits(1) != 0;
    }
    if (subLayers > 0)
        in.skip(2 * int(8 - subLayers));
    for (quint32 i = 0; i < subLayers; ++i)
        in.skip((profile[i] ? 88 : 0) + (level[i] ? 8 : 0));
    const qint64 id = in.number(), chroma = in.number();
    if (chroma == 3)
        in.skip(1);
    constexpr qint64 longestSide = 1 << 30;
    const qint64 width = std::min(in.number(), longestSide), height = std::min(in.number(), longestSide);
    return in.ok() && id < 16 && chroma <= 3 ? width * height : 0;
}

/// HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1).
qint64 frameOfConfiguration(QByteArrayView in)
{
    constexpr qsizetype fixedPart = 22;
    if (in.size() <= fixedPart)
        return 0;
    qint64 most = 0;
    qsizetype at = fixedPart + 1;
    for (int array = uchar(in[fixedPart]); array > 0 && at + 3 <= in.size(); --array) {
        int units = qFromBigEndian<quint16>(in.data() + at + 1);
        at += 3;
        for (; units > 0 && at + 2 <= in.size(); --units) {
            const qsizetype length = qFromBigEndian<quint16>(in.data() + at);
            at += 2;
            if (length > in.size() - at)
                return most;
            most = std::max(most, frameOf(in.sliced(at, length)));
            at += length;
        }
    }
    return most;
}

/// Units among the frames stand behind their length of four bytes, and another unit follows.
qint64 frameAmongFrames(QByteArrayView file, qsizetype at)
{
    const auto lengthAt = [&](qsizetype i) {
        return i >= 0 && i + 4 < file.size() ? qsizetype(qFromBigEndian<quint32>(file.data() + i)) : 0;
    };
    const qsizetype length = lengthAt(at - 4);
    if (length < 3 || length > file.size() - at)
        return 0;
    const qsizetype next = lengthAt(at + length);
    if (next == 0 || next > file.size() - at - length - 4)
        return 0;
    return frameOf(file.sliced(at, length));
}

} // namespace

qint64 largestHevcFrame(const QByteArray& file)
{
    const QByteArrayView view(file);
    qint64 most = 0;
    for (qsizetype at = view.indexOf("hvcC"); at >= 0; at = view.indexOf("hvcC", at + 4))
        most = std::max(most, frameOfConfiguration(view.sliced(at + 4)));
    for (qsizetype at = 4; at + 3 < view.size(); ++at) {
        if ((uchar(view[at]) & 0x7F) == 0x42 && uchar(view[at + 1]) >> 3 == 0)
            most = std::max(most, frameAmongFrames(view, at));
    }
    return most;
}

} // namespace photodesk::imaging
