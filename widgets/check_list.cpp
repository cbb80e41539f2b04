#include "widgets/check_list.h"

#include "widgets/check_row.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {

CheckListView::CheckListView(QWidget* parent)
    : QWidget(parent), model_(new CheckListModel(this)),
      summary_(makeLabel({}, TextSize::Title, Role::Text, true, this)), list_(new QListView(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(summary_);
    layout->addWidget(list_);
    layout->addStretch();

    list_->setModel(model_);
    list_->setItemDelegate(new CheckRow(list_));
    list_->setProperty("bare", true);
    list_->setMouseTracking(true);
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setAccessibleName(tr("Checks"));
    list_->setToolTip({});
    list_->installEventFilter(this);
    list_->viewport()->installEventFilter(this);
    setFocusProxy(list_);

    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { askForPlace(current); });
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        activate(index);
        askForPlace(index);
    });
    connect(list_, &QListView::entered, this, &CheckListView::askForPlace);
    for (const auto signal : {&QAbstractItemModel::modelReset})
        connect(model_, signal, this, &CheckListView::refreshSummary);
    connect(model_, &QAbstractItemModel::rowsInserted, this, &CheckListView::fitHeight);
    connect(model_, &QAbstractItemModel::rowsRemoved, this, &CheckListView::fitHeight);
    connect(model_, &CheckListModel::disagreementsChanged, this,
            [this] { Q_EMIT disagreementsChanged(model_->disagreements()); });
    refreshSummary();
}

void CheckListView::setChecks(std::vector<CheckResult> checks)
{
    waiting_ = false;
    model_->setChecks(std::move(checks));
}

void CheckListView::setWaiting()
{
    model_->setChecks({});
    waiting_ = true;
    summary_->setText(tr("Checking…"));
    setLabelRole(summary_, Role::Muted);
}

void CheckListView::toggleDisagreement()
{
    model_->toggleDisagreement(list_->currentIndex().row());
}

void CheckListView::selectNext()
{
    const int row = std::min(list_->currentIndex().row() + 1, model_->rowCount() - 1);
    list_->setCurrentIndex(model_->index(row));
}

void CheckListView::selectPrevious()
{
    const int row = list_->currentIndex().row() - 1;
    list_->setCurrentIndex(model_->index(std::max(row, 0)));
}

void CheckListView::refreshSummary()
{
    const bool fails = model_->count(CheckStatus::Fail) > 0;
    const bool warns = model_->count(CheckStatus::Warn) > 0;
    setLabelRole(summary_, fails ? Role::Fail : (warns ? Role::Warn : Role::Text));
    summary_->setText(fails || warns ? u"● "_s + model_->summary() : model_->summary());
    fitHeight();
}

void CheckListView::fitHeight()
{
    const int rows = std::max(1, model_->rowCount());
    const int row = Theme::current().metric(Metric::ListRow);
    const int frame = 2 * list_->frameWidth() + 4;
    list_->setMinimumHeight(std::min(rows, 3) * row + frame);
    list_->setMaximumHeight(rows * row + frame);
}

void CheckListView::askForPlace(const QModelIndex& index)
{
    Q_EMIT placeRequested(index.data(CheckListModel::PlaceRole).toRectF());
}

void CheckListView::activate(const QModelIndex& index)
{
    if (index.data(CheckListModel::FoldRole).toBool())
        model_->setUnfolded(!model_->isUnfolded());
}

bool CheckListView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == list_->viewport() && event->type() == QEvent::Leave)
        askForPlace(list_->currentIndex()); // the pointer only looked
    if (watched != list_ || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const QModelIndex current = list_->currentIndex();
    const bool onFold = current.data(CheckListModel::FoldRole).toBool();
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_D: toggleDisagreement(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activate(current); return true;
    case Qt::Key_Right:
        if (onFold)
            model_->setUnfolded(true);
        return true;
    case Qt::Key_Left:
        if (onFold)
            model_->setUnfolded(false);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!current.isValid() && model_->rowCount() > 0) {
            list_->setCurrentIndex(model_->index(0));
            return true;
        }
        break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void CheckListView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange && list_)
        fitHeight();
    if (event->type() == QEvent::LanguageChange && list_) {
        waiting_ ? setWaiting() : refreshSummary();
        list_->viewport()->update();
    }
    QWidget::changeEvent(event);
}

} // namespace photodesk::widgets
