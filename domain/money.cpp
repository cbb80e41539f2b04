#include "domain/money.h"

namespace photodesk {
namespace {
constexpr qint64 fenPerYuan = 100;
constexpr qint64 mostFen = 100'000'000 * fenPerYuan; // beyond any fee: a typing error
} // namespace

Result<Money> Money::fromFen(qint64 fen)
{
    if (fen < 0 || fen > mostFen)
        return fail(ErrorCode::InvalidField, QStringLiteral("amount"));
    return Money(fen);
}

Result<Money> Money::parseYuan(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype point = trimmed.indexOf(u'.');
    const QStringView whole = point < 0 ? trimmed : trimmed.first(point);
    const QStringView part = point < 0 ? QStringView() : trimmed.sliced(point + 1);
    const auto digits = [](QStringView s) {
        for (const QChar c : s) {
            if (c < u'0' || c > u'9')
                return false;
        }
        return true;
    };
    constexpr qsizetype mostDigits = 9, mostDecimals = 2;
    const bool valid = !whole.isEmpty() && whole.size() <= mostDigits && digits(whole) && digits(part)
                       && part.size() <= mostDecimals && (point < 0 || !part.isEmpty());
    if (!valid)
        return fail(ErrorCode::InvalidField, QStringLiteral("amount"));
    qint64 fen = whole.toLongLong() * fenPerYuan;
    if (!part.isEmpty())
        fen += part.toLongLong() * (part.size() == 1 ? 10 : 1);
    return fromFen(fen);
}

QString Money::yuan() const
{
    return QStringLiteral("%1.%2").arg(fen_ / fenPerYuan).arg(fen_ % fenPerYuan, 2, 10, QLatin1Char('0'));
}

} // namespace photodesk
