#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace photodesk::server::http::detail {

struct Target {
    /// Decoded parts between the slashes; "/" is one empty segment.
    QStringList segments;
    QHash<QString, QString> query;

    [[nodiscard]] QString path() const { return u'/' + segments.join(u'/'); }
};

/// Splits and decodes a request target, origin form or absolute form (RFC 9112 section 3.2). Nothing for what
/// no client of ours sends and what would let a path mean two things: wrong percent escapes, bytes that are
/// no UTF-8, control characters, slashes or backslashes inside a segment, "." and ".." segments.
[[nodiscard]] std::optional<Target> parseTarget(QByteArrayView target);

} // namespace photodesk::server::http::detail
