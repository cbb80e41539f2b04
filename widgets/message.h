#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

class QWidget;

namespace photodesk::widgets {

/// A modal question, only for what can't be undone: what will happen, with the verb on the button.
struct Question {
    QString title;
    QString text;        ///< what will happen
    QString verb;        ///< on the confirming button: "Archive the batch"
    QString cancel;      ///< "" : "Cancel"
    bool danger = false; ///< can't be undone: the other button is the default one
    QString mustType; ///< where not empty, the verb works only once this has been typed (e.g. a batch's name)
};

/// A file to open or save.
struct FileQuestion {
    enum class Kind { Open, OpenMany, Save, Folder };
    Kind kind = Kind::Open;
    QString title;
    QString filter;     ///< as QFileDialog's name filter
    QString suggestion; ///< file name or folder
};

/// Asks without a nested event loop; `answer` is called once, later, and not at all when `context` has died.
void ask(QWidget* parent, const Question& question, QObject* context, std::function<void(bool yes)> answer);
/// The chosen paths, empty when cancelled.
void askForFile(QWidget* parent, const FileQuestion& question, QObject* context,
                std::function<void(QStringList paths)> answer);

/// While one lives, ask() and askForFile() show nothing and are answered from it (through the event loop, as
/// a person would). Questions beyond the given answers are answered no. For tests; one at a time.
class ScriptedAnswers {
public:
    explicit ScriptedAnswers(QList<bool> answers, QList<QStringList> files = {});
    ~ScriptedAnswers();
    ScriptedAnswers(const ScriptedAnswers&) = delete;
    ScriptedAnswers& operator=(const ScriptedAnswers&) = delete;

    [[nodiscard]] const QList<Question>& asked() const { return asked_; }
    [[nodiscard]] const QList<FileQuestion>& askedForFiles() const { return askedForFiles_; }

private:
    friend void ask(QWidget*, const Question&, QObject*, std::function<void(bool)>);
    friend void askForFile(QWidget*, const FileQuestion&, QObject*, std::function<void(QStringList)>);
    QList<bool> answers_;
    QList<QStringList> files_;
    QList<Question> asked_;
    QList<FileQuestion> askedForFiles_;
};

} // namespace photodesk::widgets
