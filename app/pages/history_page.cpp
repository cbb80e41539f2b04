#include "app/pages/history_page.h"

#include "app/error_text.h"
#include "app/pages/past_photo_panel.h"
#include "resources/resources.h"
#include "widgets/banner.h"
#include "widgets/busy.h"
#include "widgets/controls.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

HistoryPage::HistoryPage(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace),
      model_(new HistoryModel(workplace.clock(), workplace.reasons(), this)),
      title_(makeLabel({}, TextSize::Large, widgets::Role::Text, true)), banner_(new Banner), busy_(new Busy),
      empty_(new EmptyState), table_(new QTableView), photo_(new PastPhotoPanel(workplace)),
      undo_(makeButton(Icon::Undo, {}, ButtonKind::Normal)),
      refresh_(makeButton(Icon::Refresh, {}, ButtonKind::Quiet)), stack_(new QStackedLayout)
{
    setObjectName(u"historyPage"_s);
    table_->setObjectName(u"historyTable"_s);
    undo_->setObjectName(u"undoButton"_s);
    table_->setModel(model_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(Theme::current().metric(Metric::Row));
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(HistoryModel::ReasonsColumn, QHeaderView::Stretch);
    table_->horizontalHeader()->setMinimumSectionSize(88);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    banner_->hide();

    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(busy_);
    head->addStretch();
    head->addWidget(refresh_);
    head->addWidget(undo_);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(24, 24, 24, 24);
    box->setSpacing(12);
    box->addLayout(head);
    box->addWidget(banner_);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(24);
    halves->addLayout(stack_, 1);
    halves->addWidget(photo_);
    box->addLayout(halves, 1);

    connect(refresh_, &QPushButton::clicked, this, &HistoryPage::reload);
    connect(undo_, &QPushButton::clicked, this, [this] {
        if (const PastDecision* d = model_->at(table_->currentIndex().row()))
            work_.review().undoById(d->decisionId);
    });
    connect(&work_.review(), &ReviewController::takenBack, this, [this](const Opinion&, bool) {
        if (isVisible())
            Q_EMIT undone();
    });
    connect(&work_.review(), &ReviewController::undoFailed, this, [this](const Error& error) {
        banner_->show(Banner::Kind::Warning, errorText(error, Doing::Undoing));
    });
    connect(&work_.outbox(), &Outbox::accepted, this, [this] {
        if (isVisible())
            reload();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryPage::refreshUndo);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryPage::refreshPhoto);
    connect(model_, &QAbstractItemModel::modelReset, this, &HistoryPage::refreshUndo);
    connect(&work_.session(), &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::SignedOut || state == Session::State::Locked)
            forget();
    });
    retranslate();
}

void HistoryPage::reload()
{
    busy_->start(tr("Loading…"));
    work_.api()
        .myDecisions({}, int(resources::limit("history_page"_L1)))
        .then(this, [this](const ApiResult<DecisionPage>& page) { onLoaded(page); });
}

void HistoryPage::onLoaded(const ApiResult<DecisionPage>& page)
{
    busy_->stop();
    if (page) {
        banner_->hide();
        model_->setDecisions(page->items);
        stack_->setCurrentIndex(model_->rowCount() > 0 ? 0 : 1);
        if (model_->rowCount() > 0)
            table_->selectRow(0);
    } else {
        banner_->show(Banner::Kind::Warning, errorText(page.error().error, Doing::LoadingHistory));
    }
    Q_EMIT loaded();
}

void HistoryPage::refreshPhoto()
{
    const PastDecision* d = model_->at(table_->currentIndex().row());
    const QString id = d ? d->decisionId : QString();
    if (std::exchange(shownId_, id) == id)
        return;
    if (d)
        photo_->show(*d);
    else
        photo_->clear();
}

void HistoryPage::forget()
{
    model_->setDecisions({});
    shownId_.clear();
    photo_->clear();
}

void HistoryPage::refreshUndo()
{
    const PastDecision* d = model_->at(table_->currentIndex().row());
    undo_->setEnabled(d && model_->canUndo(*d));
}

void HistoryPage::retranslate()
{
    title_->setText(tr("My last %1 decisions").arg(resources::limit("history_page"_L1)));
    table_->setAccessibleName(title_->text());
    undo_->setText(tr("Undo"));
    refresh_->setText(tr("Refresh"));
    empty_->setContent(Icon::History, tr("No decisions yet"), tr("What you decide appears here."));
    model_->setLocale(QLocale());
}

void HistoryPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HistoryPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
    table_->setFocus();
}

} // namespace photodesk::app
