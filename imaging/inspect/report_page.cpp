// The contact sheet: one HTML file that a school can open, send on and read on a phone.
#include "imaging/inspect/sinks.h"
#include "resources/resources.h"

#include <QTemporaryFile>

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

/// How a verdict or status looks: never by colour alone.
struct Look {
    const char* key;
    QStringView mark, zh, en;
};

constexpr std::array looks{
    Look{"red", u"✗", u"不合格", u"Fails"},
    Look{"amber", u"!", u"需复核", u"Look again"},
    Look{"green", u"✓", u"合格", u"Passes"},
    Look{"error", u"?", u"无法读取", u"Unreadable"},
};

const Look& lookOf(const Outcome& outcome)
{
    if (outcome.error)
        return looks[3];
    switch (verdictOf(outcome.report.checks)) {
    case MachineVerdict::Red: return looks[0];
    case MachineVerdict::Amber: return looks[1];
    case MachineVerdict::Green: break;
    }
    return looks[2];
}

QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

QString picture(const QByteArray& jpeg, const QString& name)
{
    if (jpeg.isEmpty())
        return {};
    return u"<img loading=lazy alt=\"%1\" src=\"data:image/jpeg;base64,%2\">"_s.arg(
        escaped(name), QString::fromLatin1(jpeg.toBase64()));
}

/// What a reader must know about a picture: worst first; what passed is not listed.
std::vector<const CheckResult*> findingsOf(const Report& report)
{
    const auto weight = [](const CheckResult* check) {
        switch (check->status) {
        case CheckStatus::Fail: return check->blocking ? 0 : 1;
        case CheckStatus::Warn: return 2;
        default: return 3;
        }
    };
    std::vector<const CheckResult*> findings;
    for (const CheckResult& check : report.checks) {
        const bool open =
            check.status == CheckStatus::NotAssessed && check.blocking && check.why != "quick"_L1;
        if (open || check.status == CheckStatus::Fail || check.status == CheckStatus::Warn)
            findings.push_back(&check);
    }
    std::ranges::stable_sort(findings, {}, weight);
    return findings;
}

class ReportPage : public FileSink {
public:
    ReportPage(const QString& path, const Standard& standard) : FileSink(path), standard_(standard) {}

    Result<void> begin()
    {
        PD_TRY(open());
        if (!cards_.open())
            return fail(ErrorCode::StorageFailed, cards_.errorString());
        return {};
    }

    Result<void> add(const Outcome& outcome) override
    {
        const Look& look = lookOf(outcome);
        ++verdicts_[QLatin1StringView(look.key)];
        ++total_;
        const QByteArray card = cardOf(outcome, look).toUtf8();
        if (cards_.write(card) != card.size())
            return fail(ErrorCode::StorageFailed, cards_.errorString());
        return {};
    }

    Result<void> finish() override
    {
        PD_ASSIGN(const QByteArray style, resources::read(u"inspect/report.css"_s));
        PD_ASSIGN(const QByteArray script, resources::read(u"inspect/report.js"_s));
        PD_TRY(write(headOf(style).toUtf8()));
        if (!cards_.seek(0))
            return fail(ErrorCode::StorageFailed, cards_.errorString());
        while (!cards_.atEnd())
            PD_TRY(write(cards_.read(1 << 20)));
        PD_TRY(write("</main><p id=none hidden>没有符合条件的照片 · <span lang=en>No photo matches</span></p>"
                     "<script>"
                     + script + "</script></body></html>\n"));
        return FileSink::finish();
    }

private:
    QString cardOf(const Outcome& outcome, const Look& look);
    static QString findingOf(const CheckResult& check);
    QString headOf(const QByteArray& style) const;
    QString filters() const;

    const Standard& standard_;
    QTemporaryFile cards_; // the counts above them are known last
    std::map<QString, int> verdicts_, found_;
    int total_ = 0;
};

QString ReportPage::findingOf(const CheckResult& check)
{
    const CheckWords words = checkWords(check.id);
    const bool fails = check.status == CheckStatus::Fail, warns = check.status == CheckStatus::Warn;
    return u"<li class=%1><b>%2</b> %3 <span lang=en>%4</span> <i>%5</i></li>"_s.arg(
        fails ? u"f"_s : (warns ? u"w"_s : u"n"_s), fails ? u"✗"_s : (warns ? u"!"_s : u"–"_s),
        escaped(words.zh), escaped(words.en), escaped(figureOf(check)));
}

QString ReportPage::cardOf(const Outcome& outcome, const Look& look)
{
    QString list, ids;
    if (outcome.error) {
        const CheckWords words = errorWords(outcome.error->code);
        list = u"<li class=f><b>?</b> %1 <span lang=en>%2</span></li>"_s.arg(words.zh, words.en);
    }
    for (const CheckResult* check : findingsOf(outcome.report)) {
        list += findingOf(*check);
        ids += check->id + u' ';
        if (check->status != CheckStatus::NotAssessed)
            ++found_[check->id];
    }
    const QString name = outcome.name;
    return u"<article class=%1 data-v=%1 data-c=\"%2\"><h2><span class=m>%3</span> %4"
           " <span lang=en>%5</span></h2><div class=p>%6%7</div><p class=n>%8</p><ul>%9</ul></article>\n"_s
               .arg(QLatin1StringView(look.key), escaped(ids.trimmed()), look.mark, look.zh, look.en,
                    picture(outcome.thumbnail, name), picture(outcome.delivered, name), escaped(name), list);
}

QString ReportPage::filters() const
{
    QString html = u"<nav><div class=v><button data-v=\"\" aria-pressed=true>全部 <span lang=en>All</span>"
                   " <b>%1</b></button>"_s.arg(total_);
    for (const Look& look : looks) {
        const auto count = verdicts_.find(QLatin1StringView(look.key));
        html += u"<button class=%1 data-v=%1 aria-pressed=false><span class=m>%2</span> %3 <span lang=en>%4"
                "</span> <b>%5</b></button>"_s.arg(QLatin1StringView(look.key), look.mark, look.zh, look.en)
                    .arg(count == verdicts_.end() ? 0 : count->second);
    }
    html += u"</div><details><summary>按项目筛选 <span lang=en>By check</span></summary><div class=c>"_s;
    std::vector<std::pair<QString, int>> by(found_.begin(), found_.end());
    std::ranges::stable_sort(by, std::ranges::greater(), &std::pair<QString, int>::second);
    for (const auto& [id, count] : by) {
        const CheckWords words = checkWords(id);
        html += u"<button data-c=\"%1\" aria-pressed=false>%2 <span lang=en>%3</span> <b>%4</b></button>"_s
                    .arg(escaped(id), escaped(words.zh), escaped(words.en))
                    .arg(count);
    }
    return html + u"</div></details></nav>"_s;
}

QString ReportPage::headOf(const QByteArray& style) const
{
    return u"<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><meta name=viewport"
           " content=\"width=device-width,initial-scale=1\"><meta http-equiv=Content-Security-Policy "
           "content=\""
           "default-src 'none';img-src data:;style-src 'unsafe-inline';script-src 'unsafe-inline'\">"
           "<title>照片检查 Photo check</title><style>%1</style></head><body><header><h1>照片检查"
           " <span lang=en>Photo check</span></h1><p>%2 <span lang=en>%3</span></p>"
           "<p>机器只做预检，不作决定。<span lang=en>The machine pre-sorts; it never decides.</span></p>"
           "%4</header><main>\n"_s.arg(QString::fromUtf8(style), escaped(standard_.nameZh),
                                       escaped(standard_.nameEn), filters());
}

} // namespace

Result<std::unique_ptr<Sink>> FileSink::report(const QString& path, const Standard& standard)
{
    auto sink = std::make_unique<ReportPage>(path, standard);
    PD_TRY(sink->begin());
    return sink;
}

} // namespace photodesk::inspect
