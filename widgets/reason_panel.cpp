#include "widgets/reason_panel.h"

#include "widgets/controls.h"
#include "widgets/form_field.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int panelWidth = 400, panelHeight = 460;

class ReasonRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::current();
        const QString title = index.data(Qt::DisplayRole).toString();
        QRect area = option.rect.adjusted(8, 0, -8, 0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(ReasonPanel::HeadRole).toBool()) {
            painter->setFont(theme.font(TextSize::Small, true));
            painter->setPen(theme.colour(Role::Muted));
            painter->drawText(area.adjusted(0, 6, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
            painter->restore();
            return;
        }
        const bool current = option.state & QStyle::State_Selected;
        if (current || option.state & QStyle::State_MouseOver) {
            painter->setPen(current ? QPen(theme.colour(Role::Accent), 1) : QPen(Qt::NoPen));
            painter->setBrush(theme.colour(current ? Role::Selected : Role::Hover));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
        }
        const QRect box(area.left(), area.center().y() - 7, 16, 16);
        const bool chosen = index.data(ReasonPanel::ChosenRole).toBool();
        painter->setPen(QPen(theme.colour(chosen ? Role::Accent : Role::Border), 1));
        painter->setBrush(theme.colour(chosen ? Role::Accent : Role::Surface));
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        if (chosen)
            painter->drawPixmap(box.adjusted(2, 2, -2, -2),
                                iconPixmap(Icon::Check, theme.colour(Role::OnAccent), 12,
                                           painter->device()->devicePixelRatioF()));
        area.setLeft(box.right() + 10);
        const bool main = index.data(ReasonPanel::MainRole).toBool();
        const QString code = index.data(ReasonPanel::CodeRole).toString();
        const QString right = main ? QStringList{ReasonPanel::tr("main"), code}.join(u" · "_s) : code;
        painter->setFont(theme.font(TextSize::Small));
        painter->setPen(theme.colour(main ? Role::Accent : Role::Muted));
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, right);
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(right) - 8);
        painter->setFont(theme.font(TextSize::Body, chosen));
        painter->setPen(theme.colour(Role::Text));
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, area.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, Theme::current().metric(Metric::ListRow)};
    }
};

/// 0: something begins with the text, 1: it stands inside.
int distance(const Reason& reason, const QString& text)
{
    const auto begins = [&](const QString& field) { return field.startsWith(text, Qt::CaseInsensitive); };
    return begins(reason.pinyin) || begins(reason.zh) || begins(reason.en) || begins(reason.code) ? 0 : 1;
}

} // namespace

ReasonPanel::ReasonPanel(QWidget* parent)
    : QFrame(parent), search_(new SearchEdit(this)), list_(new QListView(this))
{
    setProperty("floating", true);
    setAccessibleName(tr("All reasons"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(search_);
    layout->addWidget(list_, 1);
    layout->addWidget(makeLabel(tr("Return chooses · Shift+Return makes it the main one · Esc closes"),
                                TextSize::Small, Role::Muted));
    search_->setPlaceholderText(tr("Chinese, pinyin initials, English or code"));
    search_->setAccessibleName(tr("Find a reason"));
    list_->setModel(&model_);
    list_->setItemDelegate(new ReasonRow(list_));
    list_->setProperty("bare", true);
    list_->setMouseTracking(true);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("Reasons found"));
    search_->installEventFilter(this);
    connect(search_, &QLineEdit::textChanged, this, &ReasonPanel::fill);
    connect(list_, &QListView::clicked, this, [this] {
        choose(QApplication::keyboardModifiers() & Qt::ShiftModifier);
        search_->setFocus();
    });
    hide();
}

void ReasonPanel::setCatalogue(const ReasonCatalogue* catalogue)
{
    catalogue_ = catalogue;
    fill();
}

void ReasonPanel::setSelection(const ReasonSelection& selection)
{
    selection_ = selection;
    for (int row = 0; row < model_.rowCount(); ++row) {
        QStandardItem* item = model_.item(row);
        const QString code = item->data(CodeRole).toString();
        item->setData(selection.codes.contains(code), ChosenRole);
        item->setData(!code.isEmpty() && selection.main == code, MainRole);
    }
}

void ReasonPanel::openAbove(QWidget* anchor, const QString& text)
{
    QWidget* room = parentWidget();
    const QPoint corner = anchor->mapTo(room, QPoint(anchor->width(), 0));
    const int wide = std::min(panelWidth, room->width() - 16);
    const int high = std::min(panelHeight, room->height() - 16);
    setGeometry(std::clamp(corner.x() - wide, 8, std::max(8, room->width() - wide - 8)),
                std::clamp(corner.y() - high - 4, 8, std::max(8, room->height() - high - 8)), wide, high);
    search_->setText(text);
    fill();
    show();
    raise();
    search_->setFocus(Qt::ShortcutFocusReason);
}

void ReasonPanel::fill()
{
    model_.clear();
    if (!catalogue_)
        return;
    const QString text = search_->text().trimmed();
    std::vector<const Reason*> found = catalogue_->search(text);
    // What only the registry says after approval is no reason of a reviewer.
    std::erase_if(found, [](const Reason* reason) { return reason->severity == ReasonSeverity::Reopen; });
    if (!text.isEmpty())
        std::ranges::stable_sort(found, {}, [&](const Reason* reason) { return distance(*reason, text); });
    if (isGroup(text))
        std::ranges::stable_sort(found, {}, [&](const Reason* reason) {
            return reason->code.startsWith(text, Qt::CaseInsensitive) ? 0 : 1;
        });
    QString group;
    for (const Reason* reason : found) {
        const QString own = reasonGroup(*reason, locale());
        if (text.isEmpty() && own != group) {
            group = own;
            auto* head = new QStandardItem(group);
            head->setData(true, HeadRole);
            head->setFlags(Qt::NoItemFlags);
            model_.appendRow(head);
        }
        addReason(*reason);
    }
    if (found.empty()) {
        auto* none = new QStandardItem(tr("No reason found"));
        none->setData(true, HeadRole);
        none->setFlags(Qt::NoItemFlags);
        model_.appendRow(none);
    }
    setSelection(selection_);
    step(0);
}

void ReasonPanel::addReason(const Reason& reason)
{
    auto* item = new QStandardItem(reasonTitle(reason, locale()));
    item->setData(reason.code, CodeRole);
    item->setToolTip(reasonAdvice(reason, locale()));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    model_.appendRow(item);
}

void ReasonPanel::step(int by)
{
    const int rows = model_.rowCount();
    const auto usable = [&](int row) { return model_.item(row)->flags() != Qt::NoItemFlags; };
    int row = list_->currentIndex().isValid() ? list_->currentIndex().row() + by : 0;
    const int direction = by < 0 ? -1 : 1;
    while (row >= 0 && row < rows && !usable(row))
        row += direction;
    if (row >= 0 && row < rows)
        list_->setCurrentIndex(model_.index(row, 0));
}

void ReasonPanel::choose(bool main)
{
    const QString code = list_->currentIndex().data(CodeRole).toString();
    if (code.isEmpty())
        return;
    if (main)
        Q_EMIT mainRequested(code);
    else
        Q_EMIT toggled(code);
    search_->selectAll();
}

bool ReasonPanel::isGroup(const QString& text) const
{
    return text.size() == 1 && catalogue_
           && std::ranges::any_of(catalogue_->all(), [&](const Reason& reason) {
                  return !reason.retired && reason.code.startsWith(text, Qt::CaseInsensitive);
              });
}

bool ReasonPanel::chooseInGroup(int digit)
{
    const QString letter = search_->text().trimmed();
    if (digit < 1 || !isGroup(letter))
        return false;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const QString code = model_.item(row)->data(CodeRole).toString();
        if (!code.startsWith(letter, Qt::CaseInsensitive) || !code.endsWith(QString::number(digit)))
            continue;
        list_->setCurrentIndex(model_.index(row, 0));
        Q_EMIT toggled(code); // the letter stays: another digit chooses another
        return true;
    }
    return false;
}

void ReasonPanel::leave()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

bool ReasonPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!search_->hasFocus())
                    leave();
            },
            Qt::QueuedConnection);
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9 && chooseInGroup(key->key() - Qt::Key_0))
        return true;
    switch (key->key()) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_PageDown: step(10); return true;
    case Qt::Key_PageUp: step(-10); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(key->modifiers() & Qt::ShiftModifier); return true;
    case Qt::Key_Escape: leave(); return true;
    default: return QFrame::eventFilter(watched, event);
    }
}

void ReasonPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LocaleChange)
        fill();
    QFrame::changeEvent(event);
}

} // namespace photodesk::widgets
