#pragma once

#include "imaging/engine.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace photodesk::test {

/// The portraits of tests/data/imaging and what is known of them.
[[nodiscard]] QString portraitPath(const QString& file);
[[nodiscard]] QByteArray portraitBytes(const QString& file);
[[nodiscard]] imaging::Photo portrait(const QString& file);
/// Labels by file; every file of the folder is in it.
[[nodiscard]] const QJsonObject& labels();
[[nodiscard]] QStringList synthetic();
[[nodiscard]] bool hasDefect(const QString& file, QLatin1StringView defect);

[[nodiscard]] std::shared_ptr<const imaging::ModelStore> models();
[[nodiscard]] std::unique_ptr<imaging::Engine> makeEngine();
[[nodiscard]] const Standard& seedStandard();
[[nodiscard]] imaging::Analysis analyse(imaging::Engine& engine, const QString& file, imaging::Depth depth);
[[nodiscard]] const CheckResult& checkOf(const imaging::Analysis& analysis, QLatin1StringView id);

/// One line of a table on standard output, where docs/imaging.md gets its figures from.
void say(const QString& line);

} // namespace photodesk::test
