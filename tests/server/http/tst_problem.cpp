#include "server/http/problem.h"
#include "server/http/response.h"

#include <QTest>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace Qt::StringLiterals;

class TestProblem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsRow()
    {
        const auto codes = allErrorCodes();
        const auto rows = problemTable();
        QCOMPARE(rows.size(), codes.size());
        QSet<QString> titles;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            QCOMPARE(rows[i].code, codes[i]);
            QVERIFY2(rows[i].status >= 400 && rows[i].status < 600, errorName(codes[i]).data());
            QVERIFY2(QByteArray(rows[i].title).size() > 5, errorName(codes[i]).data());
            titles.insert(QString::fromLatin1(rows[i].title));
        }
        QCOMPARE(std::size_t(titles.size()), rows.size());
    }

    void statusesOfTheContract_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status");
        const std::pair<const char*, int> rows[] = {
            {"stale_version", 409},      {"lease_lost", 409},       {"too_many_requests", 429},
            {"account_locked", 429},     {"overloaded", 503},       {"not_signed_in", 401},
            {"file_too_large", 413},     {"body_too_large", 413},   {"not_an_image", 422},
            {"too_many_pixels", 422},    {"header_too_large", 431}, {"request_timeout", 408},
            {"length_required", 411},    {"storage_full", 507},     {"unsupported_media_type", 415},
            {"method_not_allowed", 405}, {"not_found", 404},        {"forbidden", 403},
            {"internal", 500},
        };
        for (const auto& [name, status] : rows)
            QTest::newRow(name) << QString::fromLatin1(name) << status;
    }
    void statusesOfTheContract()
    {
        QFETCH(QString, name);
        QFETCH(int, status);
        const auto code = errorFromName(name);
        QVERIFY(code);
        QCOMPARE(httpStatus(*code), status);
    }

    void membersAndExtras()
    {
        const Response response =
            Response::problem(ErrorCode::StaleVersion, u"version 4"_s, {{u"version"_s, 5}});
        QCOMPARE(response.status, 409);
        QCOMPARE(response.contentType, "application/problem+json");
        QVERIFY(response.problemMembers);
        const QJsonObject expected{{u"type"_s, u"urn:photodesk:error:stale_version"_s},
                                   {u"title"_s, u"The version is no longer current"_s},
                                   {u"status"_s, 409},
                                   {u"code"_s, u"stale_version"_s},
                                   {u"detail"_s, u"version 4"_s},
                                   {u"version"_s, 5}};
        QCOMPARE(*response.problemMembers, expected);
    }

    void extrasCannotReplaceTheStandardMembers()
    {
        const QJsonObject object = problemObject(ErrorCode::NotFound, {}, {{u"code"_s, u"other"_s}});
        QCOMPARE(object[u"code"_s].toString(), u"not_found"_s);
    }

    void insideStaysInside()
    {
        const Response response = Response::problem(ErrorCode::DatabaseFailed, u"SELECT secret"_s);
        QVERIFY(!response.problemMembers->contains(u"detail"_s));
        QCOMPARE(response.logDetail, u"SELECT secret"_s);
    }

    void signInIsAskedFor()
    {
        QCOMPARE(Response::problem(ErrorCode::NotSignedIn).header("www-authenticate"_L1),
                 QByteArray("Bearer"));
        QVERIFY(!Response::problem(ErrorCode::Forbidden).header("www-authenticate"_L1));
    }
};

QTEST_GUILESS_MAIN(TestProblem)
#include "tst_problem.moc"
