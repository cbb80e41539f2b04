#pragma once

#include "imaging/inspect/check_words.h"
#include "imaging/inspect/photo_job.h"

#include <QSaveFile>
#include <QTemporaryFile>

#include <map>
#include <memory>
#include <vector>

namespace photodesk::inspect {

/// Where outcomes go, in order, from one thread. A file appears under its name only when finish() has been
/// called. Errors: StorageFailed.
class Sink {
public:
    virtual ~Sink() = default;
    [[nodiscard]] virtual Result<void> add(const Outcome& outcome) = 0;
    [[nodiscard]] virtual Result<void> finish() = 0;
};

/// JSON lines on standard output, each flushed: another program may follow them.
class StdoutLines : public Sink {
public:
    Result<void> add(const Outcome& outcome) override;
    Result<void> finish() override { return {}; }
};

class FileSink : public Sink {
public:
    [[nodiscard]] static Result<std::unique_ptr<Sink>> jsonLines(const QString& path);
    /// One row a picture: name, verdict, sizes, pose, then value and status of each check of the standard.
    /// UTF-8 with a byte order mark, so that Excel reads Chinese.
    [[nodiscard]] static Result<std::unique_ptr<Sink>> csv(const QString& path, const Standard& standard);
    /// A page that needs nothing but itself: thumbnails, verdicts, findings, filters.
    [[nodiscard]] static Result<std::unique_ptr<Sink>> report(const QString& path, const Standard& standard);

    Result<void> finish() override;

protected:
    explicit FileSink(const QString& path) : file_(path) {}
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> write(const QByteArray& bytes);

private:
    QSaveFile file_;
};

} // namespace photodesk::inspect
