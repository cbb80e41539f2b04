#pragma once

#include "app/client/api_types.h"

#include <QJsonObject>

/// JSON of the staff API to types. Errors: MalformedJson, InvalidField.
namespace photodesk::app::api {

[[nodiscard]] Result<StaffSession> staffSession(const QJsonObject& object);
[[nodiscard]] Result<WhoAmI> whoAmI(const QJsonObject& object);
[[nodiscard]] Result<QueueCounts> queueCounts(const QJsonObject& object);
[[nodiscard]] Result<RecordBrief> recordBrief(const QJsonObject& object);
[[nodiscard]] Result<ReviewItem> reviewItem(const QJsonObject& object);
[[nodiscard]] Result<StaffRecord> staffRecord(const QJsonObject& object);
[[nodiscard]] Result<Claims> claims(const QJsonObject& object);
[[nodiscard]] Result<HeartbeatReply> heartbeatReply(const QJsonObject& object);
[[nodiscard]] Result<DecisionReply> decisionReply(const QJsonObject& object);
[[nodiscard]] Result<DecisionPage> decisionPage(const QJsonObject& object);
[[nodiscard]] Result<QStringList> released(const QJsonObject& object);
[[nodiscard]] Result<QStringList> returned(const QJsonObject& object);
[[nodiscard]] Result<QueueFilters> queueFilters(const QJsonObject& object);
[[nodiscard]] Result<OwnDay> ownDay(const QJsonObject& object);
[[nodiscard]] Result<std::vector<Revision>> revisions(const QJsonObject& object);
[[nodiscard]] QJsonObject reworkBody(const ReworkOrder& order);
[[nodiscard]] QJsonObject claimBody(const ClaimFilter& filter, int count);

/// A filter as the settings keep it; no filter is "". What does not parse is no filter.
[[nodiscard]] QString filterText(const ClaimFilter& filter);
[[nodiscard]] ClaimFilter filterFromText(const QString& text);

} // namespace photodesk::app::api
