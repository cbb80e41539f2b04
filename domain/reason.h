#pragma once

#include "domain/result.h"

#include <QString>

#include <vector>

namespace photodesk {

enum class ReasonSeverity {
    Block,    ///< the student must replace the photo
    Warn,     ///< the reviewer weighs it
    Rework,   ///< staff redo the processing; never the only reason a student gets
    Escalate, ///< second reviewer
    Reopen,   ///< after approval, from the registry
};

struct Reason {
    QString code; ///< "L01"; never renumbered, only retired
    QString groupZh, groupEn;
    QString zh, en;
    QString adviceZh, adviceEn; ///< what the student reads
    QString pinyin;             ///< initials of `zh`, lower case, for type-to-find
    QString hotkey;             ///< "1"…"9" for the favourites, else empty
    ReasonSeverity severity = ReasonSeverity::Block;
    bool needsText = false; ///< the note must say what
    bool retired = false;
};

class ReasonCatalogue {
public:
    [[nodiscard]] static Result<ReasonCatalogue> fromJson(const QByteArray& utf8);

    [[nodiscard]] const std::vector<Reason>& all() const { return reasons_; }
    [[nodiscard]] const Reason* find(QStringView code) const;
    /// Substring of code, Chinese, English or pinyin initials, without regard to case.
    [[nodiscard]] std::vector<const Reason*> search(const QString& text) const;

    /// What a rejection must satisfy: codes known and not retired, `main` among them, at least one that is
    /// not rework-only, a note where one demands it. Errors: ReasonUnknown, ReasonRequired.
    [[nodiscard]] Result<void> checkRejection(const QStringList& codes, const QString& main,
                                              const QString& note) const;

private:
    std::vector<Reason> reasons_;
};

[[nodiscard]] QLatin1StringView reasonSeverityName(ReasonSeverity severity);

} // namespace photodesk
