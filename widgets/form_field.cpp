#include "widgets/form_field.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace photodesk::widgets {

FormField::FormField(const QString& label, QWidget* control, QWidget* parent)
    : QWidget(parent), label_(makeLabel(label, TextSize::Small, Role::Muted, false, this)), control_(control),
      below_(makeLabel({}, TextSize::Small, Role::Muted, false, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(label_);
    layout->addWidget(control_);
    layout->addWidget(below_);
    label_->setBuddy(control_);
    control_->setAccessibleName(label);
    setFocusProxy(control_);
    below_->setMinimumHeight(below_->sizeHint().height());
}

void FormField::setLabel(const QString& label)
{
    label_->setText(label);
    control_->setAccessibleName(label);
}

void FormField::setHint(const QString& hint)
{
    hint_ = hint;
    refresh();
}

void FormField::setError(const QString& error)
{
    error_ = error;
    refresh();
}

void FormField::refresh()
{
    using namespace Qt::StringLiterals;
    const bool wrong = hasError();
    below_->setText(wrong ? u"✕ "_s + error_ : hint_);
    setLabelRole(below_, wrong ? Role::Fail : Role::Muted);
    control_->setAccessibleDescription(wrong ? error_ : hint_);
    if (control_->property("wrong").toBool() != wrong) {
        control_->setProperty("wrong", wrong);
        control_->style()->unpolish(control_);
        control_->style()->polish(control_);
    }
}

PasswordEdit::PasswordEdit(QWidget* parent) : QLineEdit(parent)
{
    reveal_ = addAction(icon(Icon::Eye, Role::Muted), QLineEdit::TrailingPosition);
    connect(reveal_, &QAction::triggered, this, [this] { setRevealed(!revealed_); });
    setRevealed(false);
}

void PasswordEdit::setRevealed(bool revealed)
{
    revealed_ = revealed;
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    reveal_->setIcon(icon(revealed ? Icon::EyeOff : Icon::Eye, Role::Muted));
    reveal_->setText(revealed ? tr("Hide") : tr("Show"));
    reveal_->setToolTip(reveal_->text());
}

void PasswordEdit::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && reveal_)
        setRevealed(revealed_);
    QLineEdit::changeEvent(event);
}

void PasswordEdit::hideEvent(QHideEvent* event)
{
    setRevealed(false);
    QLineEdit::hideEvent(event);
}

SearchEdit::SearchEdit(QWidget* parent) : QLineEdit(parent)
{
    addAction(icon(Icon::Search, Role::Muted), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Search"));
}

void SearchEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace photodesk::widgets
