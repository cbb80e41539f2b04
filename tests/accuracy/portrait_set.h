#pragma once

#include "domain/result.h"
#include "imaging/photo.h"

#include <QJsonObject>
#include <QSet>

#include <optional>
#include <vector>

namespace photodesk::accuracy {

/// A labelled picture; what a label does not say is absent.
struct Portrait {
    QString file; ///< relative to the folder
    QString kind; ///< "synthetic", "photo", …
    QJsonObject labels;
    QSet<QString> defects;
    std::optional<int> faces; ///< how many there are; absent when the labeller was unsure
    int facesAtLeast = 0;
    QString alpha; ///< file of the exact coverage, or empty
    QString race, gender, age;

    [[nodiscard]] bool hasAny(const QSet<QString>& words) const { return defects.intersects(words); }
    [[nodiscard]] std::optional<double> number(QLatin1StringView key) const;
};

/// A folder in the format of the labelled portraits: labels.json and the files it names.
struct PortraitSet {
    QString folder;
    std::vector<Portrait> portraits; ///< by name

    [[nodiscard]] QString path(const QString& file) const;
    [[nodiscard]] Result<imaging::Photo> decode(const Portrait& portrait) const;
};

/// `groups`: rules that tell race and gender by the file's name where labels are silent; may be empty.
/// Errors: NotFound, MalformedJson, InvalidField.
[[nodiscard]] Result<PortraitSet> readPortraits(const QString& folder, const QJsonArray& groups);

} // namespace photodesk::accuracy
