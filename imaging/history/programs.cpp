#include "imaging/history/programs.h"

#include "domain/json.h"
#include "resources/resources.h"

#include <QJsonArray>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Program {
    QString name;
    ProgramKind kind;
};

std::vector<Program> readPrograms()
{
    const auto bytes = resources::read(u"editors.json"_s);
    const auto object = bytes ? json::parseObject(*bytes) : fail(bytes.error());
    if (!object)
        qFatal("resources/editors.json is missing or no JSON");
    std::vector<Program> programs;
    for (const auto& [key, kind] :
         {std::pair("messenger"_L1, ProgramKind::Messenger), std::pair("frames"_L1, ProgramKind::Frames),
          std::pair("editor"_L1, ProgramKind::Editor), std::pair("beauty"_L1, ProgramKind::Beauty)}) {
        for (const QJsonValue& name : object->value(key).toArray())
            programs.push_back({name.toString().toLower(), kind});
    }
    return programs;
}

bool isLatin(QChar c)
{
    return c.unicode() < 0x250 && c.isLetter();
}

/// `name` in `words`, not inside a longer Latin word.
bool names(const QString& words, const QString& name)
{
    for (qsizetype at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
        const qsizetype end = at + name.size();
        const bool open = at == 0 || !isLatin(words[at - 1]) || !isLatin(name.front());
        const bool closed = end == words.size() || !isLatin(words[end]) || !isLatin(name.back());
        if (open && closed)
            return true;
    }
    return false;
}

} // namespace

ProgramKind kindOf(const QStringList& programs)
{
    static const std::vector<Program> known = readPrograms();
    auto kind = ProgramKind::Unknown;
    for (const QString& program : programs) {
        const QString words = program.toLower();
        for (const Program& p : known) {
            if (p.kind > kind && names(words, p.name))
                kind = p.kind;
        }
    }
    return kind;
}

} // namespace photodesk::imaging
