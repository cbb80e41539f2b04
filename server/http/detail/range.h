#pragma once

#include <QByteArrayView>

#include <optional>

namespace photodesk::server::http::detail {

struct ByteRange {
    qint64 offset = 0;
    qint64 length = 0;
};

struct RangeAnswer {
    enum Kind { Whole, Part, Unsatisfiable };
    Kind kind = Whole;
    ByteRange range;
};

/// What a `Range` header asks of a body of `size` bytes (RFC 9110 section 14.2): one range of bytes; several
/// ranges and other units are answered with the whole, as the RFC allows.
[[nodiscard]] RangeAnswer parseRange(QByteArrayView header, qint64 size);

/// Whether the list of an `If-None-Match` header names `etag`, weakly compared, or is "*".
[[nodiscard]] bool listsEtag(QByteArrayView header, QByteArrayView etag);

} // namespace photodesk::server::http::detail
