#include "domain/error.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

/// Codes that have a row of their own in the page for support: | `code` | … with every column filled.
QStringList documentedCodes()
{
    QFile file(QStringLiteral(PHOTODESK_SOURCE_DIR "/docs/errors.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression row(
        u"^\\| `([a-z0-9_]+)` \\|([^|]+)\\|([^|]+)\\|([^|]+)\\| [1-5][0-9]{2} \\|$"_s);
    QStringList codes;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        const auto match = row.match(line);
        const bool filled = match.hasMatch() && !match.captured(2).trimmed().isEmpty()
                            && !match.captured(3).trimmed().isEmpty()
                            && !match.captured(4).trimmed().isEmpty();
        if (filled)
            codes << match.captured(1);
    }
    return codes;
}

} // namespace

class TestErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreUniqueAndStable();
    void roundTrip();
    void listIsComplete();
    void pageForSupportIsComplete();
    void equality();
};

void TestErrors::namesAreUniqueAndStable()
{
    static const QRegularExpression shape(u"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"_s);
    QSet<QString> names;
    for (const ErrorCode code : allErrorCodes()) {
        const QString name(errorName(code));
        QVERIFY2(shape.match(name).hasMatch(), qPrintable(name));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
    }
    // Part of the HTTP contract: clients in the field compare these.
    QCOMPARE(errorName(ErrorCode::StaleVersion), "stale_version"_L1);
    QCOMPARE(errorName(ErrorCode::LeaseLost), "lease_lost"_L1);
    QCOMPARE(errorName(ErrorCode::NotSignedIn), "not_signed_in"_L1);
    QCOMPARE(errorName(ErrorCode::RepeatedRefusedPhoto), "repeated_refused_photo"_L1);
    QCOMPARE(errorName(ErrorCode::IdempotencyConflict), "idempotency_conflict"_L1);
}

void TestErrors::roundTrip()
{
    for (const ErrorCode code : allErrorCodes())
        QVERIFY(errorFromName(QString(errorName(code))) == code);
    QVERIFY(!errorFromName(u"no_such_error"));
    QVERIFY(!errorFromName(u""));
}

void TestErrors::listIsComplete()
{
    // Internal is the last of the enum: every value up to it is listed once, in its order.
    QCOMPARE(int(allErrorCodes().size()), int(ErrorCode::Internal) + 1);
    for (std::size_t i = 0; i < allErrorCodes().size(); ++i)
        QCOMPARE(std::size_t(allErrorCodes()[i]), i);
}

void TestErrors::pageForSupportIsComplete()
{
    const QStringList documented = documentedCodes();
    QVERIFY(!documented.isEmpty());
    for (const ErrorCode code : allErrorCodes())
        QVERIFY2(documented.count(QString(errorName(code))) == 1, errorName(code).data());
    for (const QString& name : documented)
        QVERIFY2(errorFromName(name).has_value(), qPrintable(name));
}

void TestErrors::equality()
{
    QVERIFY((Error{ErrorCode::NotFound, u"a"_s} == Error{ErrorCode::NotFound, u"a"_s}));
    QVERIFY(!(Error{ErrorCode::NotFound, u"a"_s} == Error{ErrorCode::NotFound, u"b"_s}));
}

QTEST_APPLESS_MAIN(TestErrors)
#include "tst_errors.moc"
