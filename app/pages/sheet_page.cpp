#include "app/pages/sheet_page.h"

#include "app/command_table.h"
#include "app/error_text.h"
#include "app/pages/bulk_panel.h"
#include "app/pages/sheet_filter_bar.h"
#include "widgets/banner.h"
#include "widgets/busy.h"
#include "widgets/contact_sheet.h"
#include "widgets/controls.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSet>
#include <QShortcut>
#include <QStackedLayout>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr double screensAhead = 1; // loaded above and below what is in view
constexpr int sheetShown = 0, emptyShown = 1;

} // namespace

SheetPage::SheetPage(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace), title_(makeLabel({}, TextSize::Large, widgets::Role::Text, true)),
      busy_(new Busy), refresh_(makeButton(Icon::Refresh, {}, ButtonKind::Quiet)),
      filters_(new SheetFilterBar(workplace.sheet())), banner_(new Banner), sheet_(new ContactSheet),
      empty_(new EmptyState), stack_(new QStackedLayout),
      panel_(new BulkPanel(workplace.bulk(), workplace.clock())),
      count_(makeLabel({}, TextSize::Body, widgets::Role::Muted)), clear_(makeButton({}, ButtonKind::Quiet)),
      approve_(makeButton({}, ButtonKind::Primary)),
      approveKey_(new QShortcut(commandKeys(Command::BulkApprove).front(), this))
{
    setObjectName(u"sheetPage"_s);
    setFocusPolicy(Qt::StrongFocus);
    sheet_->setObjectName(u"contactSheet"_s);
    refresh_->setObjectName(u"refreshButton"_s);
    clear_->setObjectName(u"clearSelectionButton"_s);
    approve_->setObjectName(u"bulkApproveButton"_s);
    build();
    connectWork();
    retranslate();
}

void SheetPage::build()
{
    sheet_->setModel(&work_.sheet().model());
    sheet_->setDescribe([this](const QModelIndex& index) { return describe(index); });
    banner_->hide();
    stack_->addWidget(sheet_);
    stack_->addWidget(empty_);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(busy_);
    head->addStretch();
    head->addWidget(refresh_);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(count_);
    foot->addStretch();
    foot->addWidget(clear_);
    foot->addWidget(approve_);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(filters_);
    column->addWidget(banner_);
    column->addLayout(stack_, 1);
    column->addLayout(foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(column, 1);
    row->addWidget(panel_);
}

void SheetPage::connectWork()
{
    SheetController& sheet = work_.sheet();
    connect(&sheet, &SheetController::changed, this, &SheetPage::onSheet);
    connect(&sheet.model(), &QAbstractItemModel::modelReset, this, &SheetPage::onSheet);
    connect(refresh_, &QPushButton::clicked, &sheet, &SheetController::reload);
    connect(filters_, &SheetFilterBar::sizeChanged, sheet_, &ContactSheet::setPictureWidth);
    connect(sheet_, &ContactSheet::viewChanged, this, &SheetPage::onView);
    connect(sheet_, &ContactSheet::opened, this, &SheetPage::open);
    connect(sheet_, &ContactSheet::selectedCountChanged, this, &SheetPage::refreshCount);
    connect(clear_, &QPushButton::clicked, sheet_, &QAbstractItemView::clearSelection);
    connect(approve_, &QPushButton::clicked, this, &SheetPage::approveSelected);
    connect(approveKey_, &QShortcut::activated, this, &SheetPage::approveSelected);
    connect(empty_, &EmptyState::actionRequested, &sheet, &SheetController::reload);
    connect(banner_, &Banner::dismissed, banner_, &QWidget::hide);
    connect(banner_, &Banner::actionRequested, &sheet, &SheetController::reload);
    connect(panel_, &BulkPanel::closed, this, &SheetPage::takeFocus);
    connect(panel_, &BulkPanel::lookRequested, this, [this] {
        work_.bulk().look();
        Q_EMIT reviewRequested();
    });
    BulkController& bulk = work_.bulk();
    connect(&bulk, &BulkController::failed, this, [this](const Error& error) {
        banner_->show(Banner::Kind::Warning, errorText(error, Doing::ApprovingTogether));
    });
    connect(&bulk, &BulkController::changed, this, [this, before = QString()]() mutable {
        const auto& now = work_.bulk().bulk();
        const QString mark = now ? now->id + bulkStateName(now->state) : QString();
        if (std::exchange(before, mark) != mark && isVisible())
            work_.sheet().reload(); // leases and photos have moved
        refreshCount();
    });
    connect(&work_.transport(), &Transport::onlineChanged, this, [this](bool online) {
        if (online && isVisible())
            work_.sheet().reload();
        onSheet();
    });
}

SheetTile SheetPage::describe(const QModelIndex& index) const
{
    SheetTile tile;
    const SheetModel& model = work_.sheet().model();
    const SheetPhoto* photo = model.at(index.row());
    if (!photo)
        return tile;
    tile.image = work_.sheet().thumbnails().image(photo->thumbnailSha256);
    tile.verdict = photo->verdict;
    tile.attempt = photo->attempt;
    tile.note = photo->note;
    tile.elsewhere = photo->held == SheetPhoto::Held::Other;
    if (model.sortedBy() != SheetSort::Check) {
        tile.text = model.waiting(*photo);
        return tile;
    }
    tile.status = photo->checkStatus.value_or(CheckStatus::NotAssessed);
    constexpr int digits = 3;
    if (photo->checkValue)
        tile.text = locale().toString(*photo->checkValue, 'g', digits);
    return tile;
}

void SheetPage::onSheet()
{
    SheetController& sheet = work_.sheet();
    filters_->refresh();
    if (sheet.isLoading()) {
        busy_->start(tr("Loading…"));
        busy_->setProgress(sheet.model().total(), sheet.expected());
    } else {
        busy_->stop();
    }
    if (const auto& error = sheet.error()) {
        Banner::Text text = errorText(*error, Doing::LoadingSheet);
        text.action = tr("Try again");
        banner_->show(Banner::Kind::Warning, text);
    } else if (sheet.isLoading()) {
        banner_->hide();
    }
    const bool nothing = sheet.model().rowCount() == 0;
    stack_->setCurrentIndex(nothing ? emptyShown : sheetShown);
    if (nothing && sheet.isLoading())
        empty_->setContent(Icon::Gallery, tr("Fetching photos…"));
    else if (nothing && sheet.model().total() > 0)
        empty_->setContent(Icon::Filter, tr("No photo of this kind"), tr("Choose other filters above."));
    else if (nothing && sheet.error())
        empty_->setContent(Icon::Offline, tr("No photos until the server is back"), {}, tr("Try again"));
    else if (nothing)
        empty_->setContent(Icon::Check, tr("Nothing waits for its first review"),
                           tr("New photos appear when you look again."), tr("Look again"));
    if (!nothing && (hasFocus() || empty_->isAncestorOf(focusWidget())))
        sheet_->setFocus();
    if (!nothing && !sheet_->currentIndex().isValid())
        sheet_->setCurrentIndex(sheet_->model()->index(0, 0));
    refreshCount();
}

void SheetPage::onView()
{
    const auto [first, last] = sheet_->rowsInView(screensAhead);
    if (!isVisible() || last < first)
        return;
    work_.sheet().thumbnails().setHeight(qRound(sheet_->pictureSize().height() * devicePixelRatioF()));
    work_.sheet().show(first, last);
}

void SheetPage::open(const QModelIndex& index)
{
    const SheetPhoto* photo = work_.sheet().model().at(index.row());
    if (!photo || opening_)
        return;
    opening_ = true;
    work_.api().claimRecord(photo->recordId).then(this, [this](const ApiResult<ReviewItem>& item) {
        opening_ = false;
        if (!item) {
            banner_->show(Banner::Kind::Warning, errorText(item.error().error, Doing::OpeningPhoto));
            return;
        }
        banner_->hide();
        work_.queue().putBack(*item, 0);
        work_.review().show(item->record.id);
        Q_EMIT reviewRequested();
    });
}

BulkProposal SheetPage::proposal() const
{
    BulkProposal proposal;
    QSet<QString> batches;
    const SheetModel& model = work_.sheet().model();
    const QItemSelection selection = sheet_->selectionModel()->selection();
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const SheetPhoto* photo = model.at(row);
            if (!photo)
                continue;
            batches.insert(photo->batchId);
            if (photo->verdict != MachineVerdict::Green)
                ++proposal.withFindings;
            else if (photo->note || !photo->rendered)
                ++proposal.flagged;
            else if (photo->held == SheetPhoto::Held::Other)
                ++proposal.elsewhere;
            else
                proposal.photos.push_back({photo->recordId, photo->version});
        }
    }
    proposal.severalBatches = batches.size() > 1;
    if (const SheetBatch* batch = batches.size() == 1 ? work_.sheet().batch(*batches.begin()) : nullptr)
        proposal.batch = *batch;
    return proposal;
}

void SheetPage::approveSelected()
{
    if (work_.bulk().bulk())
        panel_->mainButton()->setFocus(); // one at a time: it stands there
    else if (approve_->isVisible() && approve_->isEnabled())
        panel_->propose(proposal());
}

void SheetPage::refreshCount()
{
    const int selected = sheet_->selectedCount();
    const int clean = selected > 0 ? int(proposal().photos.size()) : 0;
    const QLocale locale;
    const int rows = work_.sheet().model().rowCount();
    count_->setText(selected == 0
                        ? tr("%1 photos · Space chooses, Ctrl+A all, Enter opens").arg(locale.toString(rows))
                        : tr("%1 of %2 chosen, %3 of them without findings")
                              .arg(locale.toString(selected), locale.toString(rows), locale.toString(clean)));
    clear_->setVisible(selected > 0);
    const bool may = work_.bulk().mayApprove();
    approve_->setVisible(may);
    approve_->setText(clean > 0 ? tr("Approve %1 together…").arg(locale.toString(clean))
                                : tr("Approve together…"));
    approve_->setEnabled(clean > 0 && !work_.bulk().bulk());
}

void SheetPage::takeFocus()
{
    if (stack_->currentIndex() == sheetShown)
        sheet_->setFocus();
    else
        setFocus(); // until there is something
}

void SheetPage::setKeys(const KeyMap& keys)
{
    keyMap_ = keys;
    approveKey_->setKey(keys.first(Command::BulkApprove));
    retranslate();
}

void SheetPage::keyPressEvent(QKeyEvent* event)
{
    const auto command = keyMap_.find(*event);
    if (event->matches(QKeySequence::Refresh) || event->key() == Qt::Key_F5)
        work_.sheet().reload();
    else if (command == Command::PageSheet)
        Q_EMIT reviewRequested();
    else if (command == Command::Cancel && panel_->isProposing())
        panel_->close();
    else if (command == Command::Cancel)
        sheet_->clearSelection();
    else
        QWidget::keyPressEvent(event);
}

void SheetPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    work_.sheet().reload();
    work_.bulk().refresh();
    takeFocus();
}

void SheetPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SheetPage::retranslate()
{
    title_->setText(tr("Contact sheet"));
    sheet_->setAccessibleName(title_->text());
    refresh_->setText(tr("Refresh"));
    clear_->setText(tr("Choose none"));
    approve_->setToolTip(keyMap_.text(Command::BulkApprove));
    filters_->retranslate();
    onSheet();
}

} // namespace photodesk::app
