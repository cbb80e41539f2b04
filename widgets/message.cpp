#include "widgets/message.h"

#include "widgets/controls.h"
#include "widgets/form_field.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPointer>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace photodesk::widgets {
namespace {

struct MessageWords {
    Q_DECLARE_TR_FUNCTIONS(Message)
};

ScriptedAnswers*& scripted()
{
    static ScriptedAnswers* answers = nullptr;
    return answers;
}

/// Called later, from the event loop, as a person's answer would be; not at all when `context` has died.
template <typename Answer, typename Value>
void later(QObject* context, Answer answer, Value value)
{
    QTimer::singleShot(0, context, [answer = std::move(answer), value = std::move(value)] { answer(value); });
}

QDialog* makeDialog(QWidget* parent, const Question& question)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("questionDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(question.title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    auto* title = makeLabel(question.title, TextSize::Title, Role::Text, true);
    auto* text = makeLabel(question.text, TextSize::Body, Role::Text);
    title->setWordWrap(true);
    text->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(text);

    auto* no = makeButton(question.cancel.isEmpty() ? MessageWords::tr("Cancel") : question.cancel);
    auto* yes = makeButton(question.verb, question.danger ? ButtonKind::Danger : ButtonKind::Primary);
    no->setObjectName(QStringLiteral("noButton"));
    yes->setObjectName(QStringLiteral("yesButton"));
    if (!question.mustType.isEmpty()) {
        auto* line = new QLineEdit;
        layout->addWidget(
            new FormField(MessageWords::tr("Type \"%1\" to go on").arg(question.mustType), line));
        yes->setEnabled(false);
        QObject::connect(line, &QLineEdit::textChanged, yes,
                         [yes, wanted = question.mustType](const QString& typed) {
                             yes->setEnabled(typed.trimmed() == wanted);
                         });
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(no);
    row->addWidget(yes);
    layout->addSpacing(4);
    layout->addLayout(row);
    (question.danger ? no : yes)->setDefault(true);
    QObject::connect(no, &QPushButton::clicked, dialog, &QDialog::reject);
    QObject::connect(yes, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->setFixedWidth(440);
    return dialog;
}

} // namespace

void ask(QWidget* parent, const Question& question, QObject* context, std::function<void(bool)> answer)
{
    if (ScriptedAnswers* script = scripted()) {
        script->asked_.append(question);
        return later(context, std::move(answer),
                     script->answers_.isEmpty() ? false : script->answers_.takeFirst());
    }
    QDialog* dialog = makeDialog(parent, question);
    QObject::connect(dialog, &QDialog::finished, context,
                     [answer = std::move(answer)](int result) { answer(result == QDialog::Accepted); });
    dialog->open();
}

void askForFile(QWidget* parent, const FileQuestion& question, QObject* context,
                std::function<void(QStringList)> answer)
{
    if (ScriptedAnswers* script = scripted()) {
        script->askedForFiles_.append(question);
        return later(context, std::move(answer),
                     script->files_.isEmpty() ? QStringList() : script->files_.takeFirst());
    }
    auto* dialog = new QFileDialog(parent, question.title, question.suggestion, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    switch (question.kind) {
    case FileQuestion::Kind::Open: dialog->setFileMode(QFileDialog::ExistingFile); break;
    case FileQuestion::Kind::OpenMany: dialog->setFileMode(QFileDialog::ExistingFiles); break;
    case FileQuestion::Kind::Folder: dialog->setFileMode(QFileDialog::Directory); break;
    case FileQuestion::Kind::Save:
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(question.suggestion);
        break;
    }
    QObject::connect(dialog, &QDialog::finished, context, [dialog, answer = std::move(answer)](int result) {
        answer(result == QDialog::Accepted ? dialog->selectedFiles() : QStringList());
    });
    dialog->open();
}

ScriptedAnswers::ScriptedAnswers(QList<bool> answers, QList<QStringList> files)
    : answers_(std::move(answers)), files_(std::move(files))
{
    Q_ASSERT(!scripted());
    scripted() = this;
}

ScriptedAnswers::~ScriptedAnswers()
{
    scripted() = nullptr;
}

} // namespace photodesk::widgets
