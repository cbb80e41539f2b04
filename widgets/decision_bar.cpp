#include "widgets/decision_bar.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStyleOptionButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

QString words(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return DecisionBar::tr("Approve");
    case Verdict::Reject: return DecisionBar::tr("Reject");
    case Verdict::SecondOpinion: break;
    }
    return DecisionBar::tr("Second opinion");
}

std::pair<Icon, Role> markOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return {Icon::Check, Role::OnAccent};
    case Verdict::Reject: return {Icon::Cross, Role::Fail};
    case Verdict::SecondOpinion: break;
    }
    return {Icon::Staff, Role::Text};
}

/// The word, and below it mark and key: so the longest word of any language fits a third of the bar.
class DecisionButton : public QPushButton {
public:
    DecisionButton(Verdict verdict, QWidget* parent) : QPushButton(parent), verdict_(verdict)
    {
        setProperty("decision", true);
        setCursor(Qt::PointingHandCursor);
        setAutoDefault(false);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // widths follow the bar, not the words
        setAccessibleName(words(verdict));
        setButtonKind(this, verdict == Verdict::Approve  ? ButtonKind::Primary
                            : verdict == Verdict::Reject ? ButtonKind::Danger
                                                         : ButtonKind::Normal);
    }

    void setKeyHint(const QString& key)
    {
        key_ = key;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = Theme::current();
        QStyleOptionButton option;
        initStyleOption(&option);
        QPainter painter(this);
        style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
        const auto [mark, role] = markOf(verdict_);
        const QColor ink = theme.colour(isEnabled() ? role : Role::Muted);
        const QFont font = theme.font(TextSize::Body, true), small = theme.font(TextSize::Small);
        const QFontMetrics metrics(font), smallMetrics(small);
        const int side = 14, gap = key_.isEmpty() ? 0 : 5;
        const int top = (height() - metrics.height() - smallMetrics.height()) / 2;
        painter.setPen(ink);
        painter.setFont(font);
        painter.drawText(QRect(4, top, width() - 8, metrics.height()), Qt::AlignCenter,
                         metrics.elidedText(words(verdict_), Qt::ElideRight, width() - 8));
        const int wide = side + gap + smallMetrics.horizontalAdvance(key_);
        const int left = (width() - wide) / 2, second = top + metrics.height();
        painter.drawPixmap(left, second + (smallMetrics.height() - side) / 2,
                           iconPixmap(mark, ink, side, devicePixelRatioF()));
        painter.setFont(small);
        painter.drawText(QRect(left + side + gap, second, wide, smallMetrics.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, key_);
    }

private:
    Verdict verdict_;
    QString key_;
};

} // namespace

DecisionBar::DecisionBar(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    layout->addLayout(row);
    addButton(Verdict::Approve, QKeySequence(Qt::Key_A));
    addButton(Verdict::Reject, QKeySequence(Qt::Key_R));
    addButton(Verdict::SecondOpinion, QKeySequence(Qt::Key_S));
    for (const auto verdict : {Verdict::Approve, Verdict::Reject, Verdict::SecondOpinion})
        row->addWidget(button(verdict), verdict == Verdict::SecondOpinion ? 7 : 6);
    why_ = makeLabel({}, TextSize::Small, Role::Muted);
    why_->setMinimumHeight(why_->sizeHint().height());
    layout->addWidget(why_);
    refresh();
}

void DecisionBar::addButton(Verdict verdict, const QKeySequence& sequence)
{
    auto* made = new DecisionButton(verdict, this);
    buttons_.insert(int(verdict), made);
    available_.insert(int(verdict), true);
    connect(made, &QPushButton::clicked, this, [this, verdict] { Q_EMIT decided(verdict); });

    auto* shortcut = new QShortcut(sequence, this);
    shortcut->setAutoRepeat(false); // a held key must not decide the next photo
    connect(shortcut, &QShortcut::activated, this, [this, verdict] {
        if (button(verdict)->isEnabled())
            Q_EMIT decided(verdict);
    });
    shortcuts_.insert(int(verdict), shortcut);
}

void DecisionBar::setKey(Verdict verdict, const QKeySequence& sequence)
{
    shortcuts_.value(int(verdict))->setKey(sequence);
    refresh();
}

QKeySequence DecisionBar::key(Verdict verdict) const
{
    return shortcuts_.value(int(verdict))->key();
}

void DecisionBar::setReady(bool ready, const QString& why)
{
    ready_ = ready;
    why_->setText(ready ? QString() : why);
    refresh();
}

void DecisionBar::setAvailable(Verdict verdict, bool available)
{
    available_[int(verdict)] = available;
    refresh();
}

void DecisionBar::refresh()
{
    for (const auto verdict : {Verdict::Approve, Verdict::Reject, Verdict::SecondOpinion}) {
        auto* made = static_cast<DecisionButton*>(button(verdict));
        made->setKeyHint(key(verdict).toString(QKeySequence::NativeText));
        made->setEnabled(ready_ && available_.value(int(verdict)));
    }
}

void DecisionBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (QPushButton* made : std::as_const(buttons_))
            made->update();
    }
    QWidget::changeEvent(event);
}

} // namespace photodesk::widgets
