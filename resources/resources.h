#pragma once

#include "domain/layout.h"
#include "domain/reason.h"
#include "domain/standard.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace photodesk::resources {

/// Bytes of a file in resources/, e.g. "icons/check.svg"; NotFound when there is none. Any thread.
[[nodiscard]] Result<QByteArray> read(const QString& path);
[[nodiscard]] QStringList list(const QString& folder);

[[nodiscard]] Result<Standard> standard(const QString& id);
[[nodiscard]] QStringList standardIds();
/// resources/checks.json: every check the engine can answer, in the order people see them.
[[nodiscard]] const std::vector<CheckInfo>& checks();
[[nodiscard]] Result<ReasonCatalogue> reasons();
/// What can be ordered (版式一, 版式二), as arranged on the usual paper.
[[nodiscard]] Result<std::vector<Layout>> layouts();
/// Every arrangement of resources/layouts/, other papers and gutters too: the print room's choice.
[[nodiscard]] Result<std::vector<Layout>> sheetLayouts();

/// resources/limits.json: sizes, counts and times of the service, by name; see that file for units.
[[nodiscard]] qint64 limit(QLatin1StringView name);

} // namespace photodesk::resources
