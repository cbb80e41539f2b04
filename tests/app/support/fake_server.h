#pragma once

#include "domain/decision.h"
#include "domain/report.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QTcpServer>

#include <functional>
#include <optional>
#include <vector>

namespace photodesk::test {

struct FakeRequest {
    QByteArray method, path, query, body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    [[nodiscard]] QByteArray header(const QByteArray& name) const { return headers.value(name); }
};

struct FakeResponse {
    int status = 200;
    QByteArray body, type = "application/json";
    QHash<QByteArray, QByteArray> headers;
    bool drop = false;  ///< close without a word
    bool never = false; ///< keep the connection and say nothing
    static FakeResponse json(int status, const QJsonObject& object);
    static FakeResponse problem(int status, const QByteArray& code);
};

struct FakeRecord {
    QString id;
    int version = 1;
    QString state = QStringLiteral("in_review");
    int attempt = 1;
    QByteArray original, derived, thumbnail;
    QSize originalSize, derivedSize;
    Report report;
    QString standard;
    QString leaseHolder;
    QJsonArray previous;                    ///< attempts, newest first
    QHash<int, QByteArray> earlierOriginal; ///< by attempt
    QString keptFrom; ///< who gave it back
    qint64 waitsMs = 180'000, ageMs = 200'000;
    QString name = QStringLiteral("吴*"), last4 = QStringLiteral("6629");
    QJsonArray revisions; ///< with parameters
};

/// The staff API over a real socket on loopback, in the test's own thread, with doors for every kind of
/// failure. Counts what was applied, so that "applied twice" can be seen.
class FakeServer : public QObject {
    Q_OBJECT
public:
    explicit FakeServer(QObject* parent = nullptr);

    [[nodiscard]] QString url() const;
    void setListening(bool on); ///< off: connections are refused
    void addUser(const QString& user, const QString& password);
    void endTokens(); ///< every token is over: 401 from now on
    FakeRecord& addRecord(FakeRecord record);
    [[nodiscard]] FakeRecord* record(const QString& id);
    /// Small pictures and a report with one blocking fail; enough for every test without imaging.
    static FakeRecord plainRecord(int number);
    /// An earlier attempt of the record, without a derived picture.
    static void addEarlier(FakeRecord& record, int attempt, const QByteArray& original, QSize size);

    [[nodiscard]] QJsonObject item(const FakeRecord& record) const;
    [[nodiscard]] QJsonObject queue(const QString& user) const;
    [[nodiscard]] const std::vector<std::unique_ptr<FakeRecord>>& records() const { return records_; }

    /// Asked first; a response answers the request instead of the server.
    std::function<std::optional<FakeResponse>(const FakeRequest&)> intercept;
    /// Applies a decision (or finds it applied), then drops the connection instead of answering, so many
    /// times.
    int dropAnswersAfterDeciding = 0;

    [[nodiscard]] const std::vector<FakeRequest>& requests() const { return requests_; }
    [[nodiscard]] int count(const QByteArray& method, const QByteArray& pathPart) const;
    /// Decisions applied, in order; a replay under the same key is not counted again.
    [[nodiscard]] const std::vector<Decision>& applied() const { return applied_; }
    [[nodiscard]] const QStringList& decisionKeys() const { return decisionKeys_; } ///< of every request
    [[nodiscard]] int undone() const { return undone_; }
    QSet<QString> loseOnHeartbeat;
    QStringList roles{QStringLiteral("reviewer")}; ///< of whoever signs in
    struct {
        bool watermark = true, photoClipboard = false;
        int idleLockMs = 600'000;
    } policy;
    /// Makes the picture of a rework; the default paints one in a colour of its own.
    std::function<QByteArray(const FakeRecord&, const QJsonObject& parameters)> makeRework;
    [[nodiscard]] int reworked() const { return reworked_; } ///< a replay is not counted again

Q_SIGNALS:
    void requested();

private:
    struct Sent {
        QString id, key, user;
        Decision decision;
        QJsonObject answer;
        bool undone = false;
    };
    void serve(QTcpSocket* socket);
    void write(QTcpSocket* socket, const FakeResponse& response);
    [[nodiscard]] FakeResponse answer(const FakeRequest& request);
    [[nodiscard]] FakeResponse claim(const QJsonObject& body, const QString& user);
    [[nodiscard]] FakeResponse heartbeat(const QJsonObject& body, const QString& user);
    [[nodiscard]] FakeResponse release(const QJsonObject& body);
    [[nodiscard]] std::optional<FakeResponse> deskAnswer(const FakeRequest& request, const QJsonObject& body,
                                                         const QString& user);
    [[nodiscard]] static bool passes(const FakeRecord& record, const QJsonObject& filter);
    [[nodiscard]] FakeResponse photo(const QList<QByteArray>& parts);
    [[nodiscard]] FakeResponse decide(const FakeRequest& request, const QString& id, const QString& user);
    [[nodiscard]] FakeResponse undo(const QString& decisionId, const QString& user);
    [[nodiscard]] FakeResponse rework(const FakeRequest& request, const QString& id, const QString& user);
    [[nodiscard]] FakeResponse revisions(const QString& id);
    [[nodiscard]] FakeResponse decisions(const QString& user) const;
    [[nodiscard]] static QJsonObject brief(const FakeRecord& record);

    QTcpServer listener_;
    quint16 port_ = 0;
    QHash<QString, QString> passwords_;
    QHash<QByteArray, QString> tokens_;
    std::vector<std::unique_ptr<FakeRecord>> records_;
    std::vector<FakeRequest> requests_;
    std::vector<Sent> sent_;
    std::vector<Decision> applied_;
    QStringList decisionKeys_;
    int undone_ = 0;
    int reworked_ = 0;
    QHash<QByteArray, QJsonObject> reworkAnswers_; ///< by key
};

} // namespace photodesk::test
