// Draws every widget, light and dark, into PNG files for eyes to judge: photodesk-gallery FOLDER [zh]
#include "fixtures.h"

#include "resources/resources.h"
#include "widgets/banner.h"
#include "widgets/busy.h"
#include "widgets/check_list.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/decision_bar.h"
#include "widgets/empty_state.h"
#include "widgets/form_field.h"
#include "widgets/message.h"
#include "widgets/nav_rail.h"
#include "widgets/photo_view.h"
#include "widgets/queue_strip.h"
#include "widgets/reason_picker.h"
#include "widgets/stat_tile.h"
#include "widgets/status_line.h"
#include "widgets/theme.h"
#include "widgets/toast_line.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

const QSize photoSize(1200, 1600);

OverlayData paintedOverlays()
{
    OverlayData data = overlayDataFrom(paintedReport(photoSize), paintedStandard());
    data.landmarks = paintedMesh(photoSize);
    QPainterPath edge;
    edge.addEllipse(QRectF(324, 190, 552, 790));
    data.maskEdge = edge;
    data.zebra = zebraOf(paintedPortrait(photoSize));
    return data;
}

QWidget* inspector()
{
    auto* panel = new QWidget;
    panel->setProperty("ground", u"surface"_s);
    panel->setAttribute(Qt::WA_StyledBackground);
    panel->setFixedWidth(Theme::current().metric(Metric::Inspector));
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    auto* person = new QHBoxLayout;
    person->addWidget(makeLabel(u"吴*"_s, TextSize::Large, Role::Text, true));
    person->addWidget(makeLabel(u"6629"_s, TextSize::Large, Role::Muted));
    person->addStretch();
    person->addWidget(makeLabel(u"2nd try"_s, TextSize::Small, Role::Warn, true));
    layout->addLayout(person);
    layout->addWidget(makeLabel(u"青岛理工大学 · 2026届 · 3 min"_s, TextSize::Body, Role::Muted));
    layout->addWidget(makeDivider());
    auto* checks = new CheckListView;
    checks->setChecks(paintedReport(photoSize).checks);
    checks->list()->setCurrentIndex(checks->model()->index(0));
    layout->addWidget(checks);
    layout->addStretch();
    layout->addWidget(makeDivider());
    auto* reasons = new ReasonPicker;
    if (auto catalogue = resources::reasons())
        reasons->setCatalogue(*std::move(catalogue));
    reasons->setSuggested({u"G01"_s});
    reasons->toggle(u"H03"_s);
    layout->addWidget(reasons);
    layout->addWidget(makeDivider());
    layout->addWidget(new DecisionBar);
    return panel;
}

QWidget* reviewPage(Overlays overlays)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    column->addLayout(row, 1);
    auto* rail = new NavRail;
    rail->addPage(u"review"_s, Icon::Review, u"Review"_s);
    rail->addPage(u"sheet"_s, Icon::Gallery, u"Sheet"_s);
    rail->addPage(u"batches"_s, Icon::Batches, u"Batches"_s);
    rail->addPage(u"orders"_s, Icon::Orders, u"Orders"_s);
    rail->addPage(u"delivery"_s, Icon::Delivery, u"Delivery"_s);
    rail->addPage(u"staff"_s, Icon::Staff, u"Staff"_s);
    rail->addPage(u"audit"_s, Icon::Audit, u"Audit"_s);
    rail->addPage(u"settings"_s, Icon::Settings, u"Settings"_s, {}, NavRail::Place::Bottom);
    rail->addAction(u"lock"_s, Icon::Lock, u"Lock"_s);
    rail->setCurrent(u"review"_s);
    rail->setBadge(u"orders"_s, 12);
    row->addWidget(rail);
    auto* strip = new QueueStrip;
    std::vector<QueueItem> items;
    for (int i = 0; i < 20; ++i) {
        QueueItem item{
            QString::number(i), paintedPortrait({90, 120}), MachineVerdict(i % 3), i % 4 == 1 ? 2 : 1, {}};
        if (i == 0)
            item.decided = Verdict::Approve;
        if (i == 1)
            item.decided = Verdict::Reject;
        items.push_back(item);
    }
    strip->model()->setItems(items);
    strip->model()->setCurrent(u"2"_s);
    row->addWidget(strip);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    row->addLayout(middle, 1);
    auto* view = new PhotoView;
    view->setPhoto(paintedPortrait(photoSize));
    view->setOverlayData(paintedOverlays());
    view->setOverlays(overlays);
    middle->addWidget(view, 1);
    auto* toast = new ToastLine;
    toast->show(u"Rejected · glasses"_s, u"Undo"_s, QKeySequence(Qt::Key_Z));
    middle->addWidget(toast);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(8, 4, 8, 4);
    tools->addWidget(makeIconButton(Icon::Fit, u"Fit"_s));
    tools->addWidget(makeLabel(u"49 %"_s, TextSize::Body, Role::Muted));
    tools->addWidget(makeIconButton(Icon::ZoomOut, u"Smaller"_s));
    tools->addWidget(makeIconButton(Icon::ZoomIn, u"Larger"_s));
    tools->addStretch();
    auto* compare = makeMenuButton(Icon::Compare, u"Compare"_s);
    auto* layers = makeMenuButton(Icon::Layers, u"Overlays"_s);
    for (auto* button : {compare, layers})
        button->setMenu(new QMenu(button));
    tools->addWidget(compare);
    tools->addWidget(layers);
    middle->addLayout(tools);
    row->addWidget(makeDivider(Qt::Vertical));
    row->addWidget(inspector());
    auto* status = new StatusLine;
    status->setConnection(ConnectionState::Connected);
    status->setQueue(1204);
    status->setToday(386, 6.1);
    status->setAccount(u"Lin"_s, u"reviewer"_s);
    column->addWidget(status);
    page->resize(1440, 900);
    if (overlays & Overlay::Bands)
        view->highlight(QRectF(420, 560, 360, 160));
    return page;
}

QWidget* controlsPage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    auto* banner = new Banner;
    banner->Banner::show(Banner::Kind::Error,
                         {u"The server can't be reached."_s, u"Your decisions are kept and will be sent."_s,
                          u"You can go on with the 14 photos you have."_s, u"offline"_s, u"Try now"_s});
    column->addWidget(banner);
    auto* chips = new ChipRow;
    for (const QString& text : {u"All"_s, u"To ship"_s, u"On hold"_s, u"Picture missing"_s, u"Shipped"_s})
        chips->addChip(text, text);
    chips->setCount(u"To ship"_s, 37);
    column->addWidget(chips);
    auto* tiles = new QHBoxLayout;
    for (const auto& [caption, value, unit] :
         {std::tuple{u"Waiting for review"_s, u"1,204"_s, u"photos"_s},
          std::tuple{u"Median time"_s, u"6.1"_s, u"s"_s}, std::tuple{u"Oldest"_s, u"31"_s, u"h"_s}}) {
        auto* tile = new StatTile(caption);
        tile->setValue(value, unit);
        tile->setNote(u"12 older than two days"_s, Role::Warn);
        tile->setTrend({4, 6, 5, 9, 8, 12, 11, 14, 9, 10});
        tiles->addWidget(tile);
    }
    column->addLayout(tiles);
    auto* row = new QHBoxLayout;
    for (auto* button : {makeButton(Icon::Plus, u"New batch"_s, ButtonKind::Primary), makeButton(u"Export"_s),
                         makeButton(Icon::Trash, u"Archive"_s, ButtonKind::Danger),
                         makeButton(u"Later"_s, ButtonKind::Quiet)})
        row->addWidget(button);
    auto* off = makeButton(u"Disabled"_s);
    off->setEnabled(false);
    row->addWidget(off);
    row->addStretch();
    column->addLayout(row);
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(12);
    auto* name = new FormField(u"Name"_s, new QLineEdit(u"青岛理工大学 2026届"_s));
    name->setHint(u"as students see it"_s);
    auto* password = new FormField(u"Password"_s, new PasswordEdit);
    password->setError(u"Wrong name or password."_s);
    auto* combo = new QComboBox;
    combo->addItems({u"480 × 640, CHSI"_s, u"358 × 441, ID card"_s});
    form->addWidget(name, 0, 0);
    form->addWidget(password, 0, 1);
    form->addWidget(new FormField(u"Standard"_s, combo), 0, 2);
    auto* spin = new QSpinBox;
    spin->setValue(25);
    form->addWidget(new FormField(u"Fee"_s, spin), 1, 0);
    form->addWidget(new FormField(u"Find"_s, new SearchEdit), 1, 1);
    auto* ticks = new QHBoxLayout;
    auto* ticked = new QCheckBox(u"Ticked"_s);
    ticked->setChecked(true);
    auto* chosen = new QRadioButton(u"Chosen"_s);
    chosen->setChecked(true);
    ticks->addWidget(ticked);
    ticks->addWidget(new QCheckBox(u"Not"_s));
    ticks->addWidget(chosen);
    form->addLayout(ticks, 1, 2);
    column->addLayout(form);
    auto* table = new QTableWidget(4, 4);
    table->setHorizontalHeaderLabels({u"Order"_s, u"School"_s, u"Layout"_s, u"State"_s});
    for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < 4; ++c)
            table->setItem(r, c,
                           new QTableWidgetItem(c == 1 ? u"青岛理工大学"_s : u"2026-%1%2"_s.arg(r).arg(c)));
    }
    prepareTable(table);
    table->selectRow(1);
    column->addWidget(table);
    auto* empty = new EmptyState;
    empty->setContent(Icon::Check, u"The queue is empty"_s, u"New photos appear here by themselves."_s,
                      u"Choose another batch"_s);
    auto* bottom = new QHBoxLayout;
    auto* card = makeCard();
    (new QVBoxLayout(card))->addWidget(empty);
    bottom->addWidget(card, 1);
    auto* side = new QVBoxLayout;
    auto* busy = new Busy;
    busy->start(u"Making the archive"_s, true);
    busy->setProgress(40, 100);
    side->addWidget(busy);
    side->addWidget(new QPlainTextEdit(u"A note\nin two lines"_s));
    bottom->addLayout(side, 1);
    column->addLayout(bottom, 1);
    page->resize(1100, 860);
    return page;
}

void save(QWidget* widget, const QString& file)
{
    widget->show();
    QTest::qWait(650);
    widget->grab().save(file);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString folder = arguments.value(1, u"."_s);
    QDir().mkpath(folder);
    if (arguments.contains(u"zh"_s))
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    Theme theme;
    if (arguments.contains(u"large"_s))
        theme.setTextScale(1.3);
    for (const auto& [mode, name] :
         {std::pair{ThemeMode::Light, u"light"_s}, std::pair{ThemeMode::Dark, u"dark"_s}}) {
        theme.apply(app, mode);
        const auto file = [&](const QString& what) { return u"%1/%2-%3.png"_s.arg(folder, what, name); };
        const std::unique_ptr<QWidget> plain(reviewPage({}));
        save(plain.get(), file(u"review"_s));
        plain->findChild<ReasonPicker*>()->openPanel();
        QTest::keyClicks(QApplication::focusWidget(), u"yj"_s);
        save(plain.get(), file(u"panel"_s));
        const std::unique_ptr<QWidget> geometry(reviewPage(overlaysOf(OverlayPreset::Geometry)));
        save(geometry.get(), file(u"geometry"_s));
        const std::unique_ptr<QWidget> small(reviewPage(overlaysOf(OverlayPreset::Exposure)));
        small->findChild<QueueStrip*>()->setFolded(true);
        small->resize(1280, 720);
        save(small.get(), file(u"small"_s));
        const std::unique_ptr<QWidget> face(reviewPage(overlaysOf(OverlayPreset::Face) | Overlay::MaskEdge));
        save(face.get(), file(u"face"_s));
        const std::unique_ptr<QWidget> controls(controlsPage());
        save(controls.get(), file(u"controls"_s));
        ask(controls.get(),
            {u"Archive this batch?"_s,
             u"Students can no longer add enrolments. 1,204 records stay readable."_s,
             u"Archive the batch"_s,
             {},
             true,
             u"QD26"_s},
            &app, [](bool) {});
        save(controls->findChild<QDialog*>(), file(u"question"_s));
    }
    return 0;
}
