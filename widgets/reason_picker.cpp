#include "widgets/reason_picker.h"

#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/reason_panel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

const QString& either(const QString& zh, const QString& en, const QLocale& locale)
{
    const bool chinese = locale.language() == QLocale::Chinese;
    return (chinese || en.isEmpty()) && !zh.isEmpty() ? zh : en;
}

} // namespace

QString reasonTitle(const Reason& reason, const QLocale& locale)
{
    return either(reason.zh, reason.en, locale);
}

QString reasonGroup(const Reason& reason, const QLocale& locale)
{
    return either(reason.groupZh, reason.groupEn, locale);
}

QString reasonAdvice(const Reason& reason, const QLocale& locale)
{
    return either(reason.adviceZh, reason.adviceEn, locale);
}

ReasonPicker::ReasonPicker(QWidget* parent)
    : QWidget(parent), studentLocale_(QLocale::Chinese, QLocale::China), chipArea_(new QWidget(this)),
      chipLayout_(new FlowLayout(chipArea_, 4)), title_(makeLabel({}, TextSize::Title, Role::Text, true)),
      allButton_(makeButton({}, ButtonKind::Quiet, this)), note_(new QLineEdit(this)),
      missing_(makeLabel({}, TextSize::Small, Role::Fail, false, this)),
      preview_(makeLabel({}, TextSize::Small, Role::Muted, false, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(title_);
    head->addStretch();
    head->addWidget(allButton_);
    layout->addLayout(head);
    layout->addWidget(chipArea_);
    layout->addWidget(note_);
    layout->addWidget(missing_);
    layout->addWidget(preview_);

    allButton_->setProperty("kind", u"link"_s);
    chipLayout_->setColumns(2); // a favourite is always in the same place
    note_->setMaxLength(500);
    note_->setClearButtonEnabled(true);
    missing_->setWordWrap(true);
    missing_->hide();
    preview_->setWordWrap(true);
    preview_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    connect(allButton_, &QPushButton::clicked, this, [this] { openPanel(); });
    connect(note_, &QLineEdit::textEdited, this, [this](const QString& text) {
        selection_.note = text;
        refresh();
        Q_EMIT changed();
    });
    connect(note_, &QLineEdit::returnPressed, this, [this] { note_->clearFocus(); });
    installKeys();
    refresh();
}

ReasonPicker::~ReasonPicker()
{
    delete panel_;
}

void ReasonPicker::installKeys()
{
    findKey_ = new QShortcut(this);
    noteKey_ = new QShortcut(this);
    connect(findKey_, &QShortcut::activated, this, [this] { openPanel(); });
    connect(noteKey_, &QShortcut::activated, this, &ReasonPicker::focusNote);
    setKeys(QKeySequence(Qt::Key_F), QKeySequence(Qt::Key_N));
}

void ReasonPicker::setKeys(const QKeySequence& find, const QKeySequence& note)
{
    findKey_->setKey(find);
    noteKey_->setKey(note);
    retranslate();
}

void ReasonPicker::retranslate()
{
    const QKeySequence find = findKey_->key(), note = noteKey_->key();
    title_->setText(tr("Reasons"));
    allButton_->setText(tr("All reasons") + u"  "_s + find.toString(QKeySequence::NativeText));
    note_->setAccessibleName(tr("Note"));
    note_->setPlaceholderText(
        note.isEmpty() ? tr("Note to the student")
                       : tr("Note to the student (%1)").arg(note.toString(QKeySequence::NativeText)));
}

void ReasonPicker::setDigitKeysEnabled(bool enabled)
{
    digitKeysEnabled_ = enabled;
    for (QShortcut* key : std::as_const(digitKeys_))
        key->setEnabled(enabled);
}

void ReasonPicker::setCatalogue(ReasonCatalogue catalogue)
{
    catalogue_ = std::move(catalogue);
    if (panel_)
        panel_->setCatalogue(&catalogue_);
    setSuggested({});
    rebuild();
}

void ReasonPicker::setStudentLocale(const QLocale& locale)
{
    studentLocale_ = locale;
    refresh();
}

void ReasonPicker::rebuild()
{
    for (Chip* chip : std::as_const(chips_)) {
        chip->hide();
        chip->deleteLater();
    }
    chips_.clear();
    qDeleteAll(digitKeys_);
    digitKeys_.clear();
    std::vector<const Reason*> favourites;
    for (const Reason& reason : catalogue_.all()) {
        if (!reason.hotkey.isEmpty() && !reason.retired)
            favourites.push_back(&reason);
    }
    std::ranges::sort(favourites, {}, [](const Reason* reason) { return reason->hotkey; });
    for (const Reason* reason : favourites) {
        addChip(*reason);
        const QString code = reason->code;
        auto* choose = new QShortcut(QKeySequence(reason->hotkey), this);
        connect(choose, &QShortcut::activated, this, [this, code] { toggle(code); });
        auto* main = new QShortcut(QKeySequence(u"Shift+"_s + reason->hotkey), this);
        connect(main, &QShortcut::activated, this, [this, code] { makeMain(code); });
        digitKeys_ << choose << main;
    }
    QString letters;
    for (const Reason& reason : catalogue_.all()) {
        if (reason.retired || reason.severity == ReasonSeverity::Reopen
            || letters.contains(reason.code.at(0)))
            continue;
        letters += reason.code.at(0);
        const QString letter = reason.code.first(1);
        auto* group = new QShortcut(QKeySequence(u"Shift+"_s + letter), this);
        connect(group, &QShortcut::activated, this, [this, letter] { openPanel(letter); });
        digitKeys_ << group;
    }
    setDigitKeysEnabled(digitKeysEnabled_);
    refresh();
}

void ReasonPicker::addChip(const Reason& reason)
{
    auto* chip = new Chip(reasonTitle(reason, locale()), chipArea_);
    chip->setKeyHint(reason.hotkey);
    const QString code = reason.code;
    connect(chip, &QAbstractButton::clicked, this, [this, code] { toggle(code); });
    connect(chip, &Chip::mainRequested, this, [this, code] { makeMain(code); });
    chipLayout_->addWidget(chip);
    chip->show();
    chips_.insert(code, chip);
}

void ReasonPicker::setSuggested(const QStringList& codes)
{
    suggested_.clear();
    for (const QString& code : codes) {
        const Reason* reason = catalogue_.find(code);
        if (reason && !reason->retired && !suggested_.contains(code))
            suggested_.append(code);
    }
    setSelection({suggested_, suggested_.value(0), {}});
}

void ReasonPicker::clear()
{
    setSuggested({});
}

void ReasonPicker::setSelection(const ReasonSelection& selection)
{
    selection_ = selection;
    note_->setText(selection.note);
    refresh();
    Q_EMIT changed();
}

ReasonSelection ReasonPicker::selection() const
{
    return selection_;
}

Result<void> ReasonPicker::check() const
{
    return catalogue_.checkRejection(selection_.codes, selection_.main, selection_.note);
}

bool ReasonPicker::needsNote() const
{
    return std::ranges::any_of(selection_.codes, [this](const QString& code) {
        const Reason* reason = catalogue_.find(code);
        return reason && reason->needsText;
    });
}

QString ReasonPicker::studentPreview() const
{
    QStringList order = selection_.codes;
    if (order.removeOne(selection_.main))
        order.prepend(selection_.main);
    QStringList lines;
    for (const QString& code : order) {
        const Reason* reason = catalogue_.find(code);
        if (reason && reason->severity != ReasonSeverity::Rework)
            lines.append(reasonAdvice(*reason, studentLocale_));
    }
    if (const QString note = selection_.note.trimmed(); !note.isEmpty())
        lines.append(note);
    return lines.join(u'\n');
}

bool ReasonPicker::demandComplete()
{
    if (check())
        return true;
    const bool noteLacks = needsNote() && selection_.note.trimmed().isEmpty();
    missing_->setText(noteLacks ? tr("Say in the note what is wrong; this reason needs it.")
                      : selection_.codes.isEmpty() ? tr("Choose at least one reason.")
                                                   : tr("Choose a reason that the student can act on."));
    missing_->show();
    if (noteLacks)
        focusNote();
    return false;
}

void ReasonPicker::toggle(const QString& code)
{
    const Reason* reason = catalogue_.find(code);
    if (!reason || reason->retired)
        return;
    if (!selection_.codes.removeOne(code))
        selection_.codes.append(code);
    if (!selection_.codes.contains(selection_.main))
        selection_.main = selection_.codes.value(0);
    refresh();
    Q_EMIT changed();
}

void ReasonPicker::makeMain(const QString& code)
{
    const Reason* reason = catalogue_.find(code);
    if (!reason || reason->retired)
        return;
    if (!selection_.codes.contains(code))
        selection_.codes.append(code);
    selection_.main = code;
    refresh();
    Q_EMIT changed();
}

void ReasonPicker::refresh()
{
    // Chips of reasons that are no favourites come and go with the choice.
    for (auto it = chips_.begin(); it != chips_.end();) {
        const Reason* reason = catalogue_.find(it.key());
        const bool favourite = reason && !reason->hotkey.isEmpty();
        if (favourite || selection_.codes.contains(it.key()) || suggested_.contains(it.key())) {
            ++it;
            continue;
        }
        chipLayout_->removeWidget(*it);
        (*it)->hide();
        (*it)->deleteLater(); // it may be the chip whose click brought us here
        it = chips_.erase(it);
    }
    for (const QString& code : suggested_ + selection_.codes) {
        const Reason* reason = catalogue_.find(code);
        if (reason && !chips_.contains(code))
            addChip(*reason);
    }
    for (auto it = chips_.cbegin(); it != chips_.cend(); ++it) {
        (*it)->setChecked(selection_.codes.contains(it.key()));
        (*it)->setMain(selection_.main == it.key());
        (*it)->setSuggested(suggested_.contains(it.key()));
    }
    if (panel_)
        panel_->setSelection(selection_);
    if (missing_->isVisibleTo(this) && check())
        missing_->hide();
    const QString words = studentPreview();
    preview_->setText(words.isEmpty() ? QString() : tr("The student will read:") + u'\n' + words);
    preview_->setToolTip(words);
    preview_->setMaximumHeight(preview_->fontMetrics().lineSpacing() * 4);
}

void ReasonPicker::openPanel(const QString& text)
{
    if (!panel_) {
        panel_ = new ReasonPanel(window());
        panel_->setLocale(locale());
        panel_->setCatalogue(&catalogue_);
        connect(panel_, &ReasonPanel::toggled, this, &ReasonPicker::toggle);
        connect(panel_, &ReasonPanel::mainRequested, this, &ReasonPicker::makeMain);
        // The keys of the page work again at once.
        connect(panel_, &ReasonPanel::closed, this, [this] { window()->setFocus(); });
    }
    panel_->setSelection(selection_);
    panel_->openAbove(this, text);
}

void ReasonPicker::closePanel()
{
    if (panel_)
        panel_->hide();
}

void ReasonPicker::focusNote()
{
    note_->setFocus(Qt::ShortcutFocusReason);
}

void ReasonPicker::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LocaleChange && chipLayout_)
        rebuild();
    if (event->type() == QEvent::LanguageChange && noteKey_) {
        delete std::exchange(panel_, nullptr); // made anew in the other language when next opened
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void ReasonPicker::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (panel_ && panel_->isVisible())
        panel_->openAbove(this);
}

} // namespace photodesk::widgets
