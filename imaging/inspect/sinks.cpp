#include "imaging/inspect/sinks.h"

#include "domain/report.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

class JsonLines : public FileSink {
public:
    explicit JsonLines(const QString& path) : FileSink(path) {}
    using FileSink::open;
    Result<void> add(const Outcome& outcome) override { return write(jsonLine(outcome)); }
};

class CsvTable : public FileSink {
public:
    CsvTable(const QString& path, const Standard& standard) : FileSink(path), standard_(standard) {}

    Result<void> begin()
    {
        PD_TRY(open());
        QStringList cells{u"file"_s,  u"verdict"_s, u"error"_s, u"width"_s, u"height"_s,
                          u"faces"_s, u"yaw"_s,     u"pitch"_s, u"roll"_s};
        for (const CheckLimits& check : standard_.checks)
            cells << check.id << check.id + u".status"_s;
        return write("\xEF\xBB\xBF" + row(cells));
    }

    Result<void> add(const Outcome& outcome) override
    {
        QStringList cells{safe(outcome.name)};
        if (outcome.error) {
            cells << u"error"_s << errorName(outcome.error->code);
            cells.resize(columnsBeforeChecks + 2 * qsizetype(standard_.checks.size()));
            return write(row(cells));
        }
        const Report& r = outcome.report;
        cells << machineVerdictName(verdictOf(r.checks)) << QString() << QString::number(r.size.width())
              << QString::number(r.size.height()) << QString::number(r.faces) << cell(r.yaw) << cell(r.pitch)
              << cell(r.roll);
        for (const CheckLimits& limits : standard_.checks) {
            const auto check = std::ranges::find(r.checks, limits.id, &CheckResult::id);
            const bool known = check != r.checks.end();
            cells << (known ? cell(check->value) : QString())
                  << (known ? QString(checkStatusName(check->status)) : QString());
        }
        return write(row(cells));
    }

private:
    static constexpr qsizetype columnsBeforeChecks = 9;

    static QString cell(const std::optional<double>& value)
    {
        return value ? QString::number(*value, 'g', 6) : QString();
    }

    /// A spreadsheet must not take a file's name for a formula.
    static QString safe(const QString& name)
    {
        static const QString starts = u"=+-@\t\r"_s;
        return !name.isEmpty() && starts.contains(name.front()) ? u'\'' + name : name;
    }

    static QByteArray row(const QStringList& cells)
    {
        QStringList quoted;
        for (QString text : cells) {
            const bool plain = !text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n')
                               && !text.contains(u'\r');
            quoted << (plain ? text : u'"' + text.replace(u'"', u"\"\""_s) + u'"');
        }
        return quoted.join(u',').toUtf8() + "\r\n";
    }

    const Standard& standard_;
};

} // namespace

Result<void> StdoutLines::add(const Outcome& outcome)
{
    const QByteArray bytes = jsonLine(outcome);
    const bool written =
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout) == std::size_t(bytes.size());
    if (!written || std::fflush(stdout) != 0)
        return fail(ErrorCode::StorageFailed, u"standard output"_s);
    return {};
}

Result<std::unique_ptr<Sink>> FileSink::jsonLines(const QString& path)
{
    auto sink = std::make_unique<JsonLines>(path);
    PD_TRY(sink->open());
    return sink;
}

Result<std::unique_ptr<Sink>> FileSink::csv(const QString& path, const Standard& standard)
{
    auto sink = std::make_unique<CsvTable>(path, standard);
    PD_TRY(sink->begin());
    return sink;
}

Result<void> FileSink::open()
{
    if (!file_.open(QIODevice::WriteOnly))
        return fail(ErrorCode::StorageFailed, file_.fileName() + u": "_s + file_.errorString());
    return {};
}

Result<void> FileSink::write(const QByteArray& bytes)
{
    if (file_.write(bytes) != bytes.size())
        return fail(ErrorCode::StorageFailed, file_.fileName() + u": "_s + file_.errorString());
    return {};
}

Result<void> FileSink::finish()
{
    if (!file_.commit())
        return fail(ErrorCode::StorageFailed, file_.fileName() + u": "_s + file_.errorString());
    return {};
}

} // namespace photodesk::inspect
