#include "app/pages/settings_page.h"

#include "app/pages/key_table.h"
#include "widgets/controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

QVBoxLayout* cardIn(QVBoxLayout* column, QLabel* title)
{
    QFrame* card = makeCard();
    auto* box = new QVBoxLayout(card);
    box->setContentsMargins(20, 16, 20, 16);
    box->setSpacing(12);
    box->addWidget(title);
    column->addWidget(card);
    return box;
}

} // namespace

SettingsPage::SettingsPage(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace), title_(makeLabel({}, TextSize::Large, widgets::Role::Text, true)),
      lookTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      keysTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      accountTitle_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)), languageLabel_(makeLabel({})),
      themeLabel_(makeLabel({})), language_(new QComboBox), theme_(new QComboBox),
      largeText_(toggle(Setting::LargeText, "largeTextCheckBox")),
      reducedMotion_(toggle(Setting::ReducedMotion, "reducedMotionCheckBox")),
      restReminder_(toggle(Setting::RestReminder, "restReminderCheckBox")),
      singleKeys_(toggle(Setting::SingleKeys, "singleKeysCheckBox")),
      singleKeysNote_(makeLabel({}, TextSize::Small, widgets::Role::Muted)), account_(makeLabel({})),
      secrets_(makeLabel({}, TextSize::Body, widgets::Role::Muted)),
      keyTable_(new KeyTable(workplace.settings()))
{
    setObjectName(u"settingsPage"_s);
    language_->setObjectName(u"languageComboBox"_s);
    theme_->setObjectName(u"themeComboBox"_s);
    build();
    connect(language_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_)
            work_.settings().set(Setting::Language, language_->currentData());
    });
    connect(theme_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_)
            work_.settings().set(Setting::Theme, theme_->currentData());
    });
    connect(&work_.settings(), &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::Theme && !filling_)
            theme_->setCurrentIndex(std::max(0, theme_->findData(work_.settings().text(Setting::Theme))));
    });
    retranslate();
}

QCheckBox* SettingsPage::toggle(Setting setting, const char* name)
{
    auto* box = new QCheckBox;
    box->setObjectName(QLatin1StringView(name));
    box->setChecked(work_.settings().isOn(setting));
    connect(box, &QCheckBox::toggled, this, [this, setting](bool on) { work_.settings().set(setting, on); });
    return box;
}

void SettingsPage::build()
{
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    auto* right = new QVBoxLayout;
    columns->addLayout(left, 2);
    columns->addLayout(right, 3);

    auto* look = cardIn(left, lookTitle_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    grid->addWidget(languageLabel_, 0, 0);
    grid->addWidget(language_, 0, 1);
    grid->addWidget(themeLabel_, 1, 0);
    grid->addWidget(theme_, 1, 1);
    grid->setColumnStretch(1, 1);
    languageLabel_->setBuddy(language_);
    themeLabel_->setBuddy(theme_);
    look->addLayout(grid);
    look->addWidget(largeText_);
    look->addWidget(reducedMotion_);
    look->addWidget(restReminder_);

    auto* account = cardIn(left, accountTitle_);
    account_->setWordWrap(true);
    secrets_->setWordWrap(true);
    account->addWidget(account_);
    account->addWidget(secrets_);
    left->addStretch();

    auto* keys = cardIn(right, keysTitle_);
    keys->addWidget(singleKeys_);
    singleKeysNote_->setWordWrap(true);
    keys->addWidget(singleKeysNote_);
    keys->addWidget(keyTable_);
    right->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(24, 24, 24, 24);
    box->setSpacing(16);
    box->addWidget(title_);
    box->addWidget(scroll, 1);
}

void SettingsPage::retranslate()
{
    filling_ = true;
    title_->setText(tr("Settings"));
    lookTitle_->setText(tr("Look"));
    keysTitle_->setText(tr("Keys"));
    accountTitle_->setText(tr("Signed in"));
    languageLabel_->setText(tr("Language"));
    themeLabel_->setText(tr("Theme"));
    language_->clear();
    language_->addItem(u"中文"_s, u"zh_CN"_s);
    language_->addItem(u"English"_s, u"en"_s);
    language_->setCurrentIndex(std::max(0, language_->findData(work_.settings().text(Setting::Language))));
    theme_->clear();
    theme_->addItem(tr("As the desktop"), u"system"_s);
    theme_->addItem(tr("Light"), u"light"_s);
    theme_->addItem(tr("Dark"), u"dark"_s);
    theme_->setCurrentIndex(std::max(0, theme_->findData(work_.settings().text(Setting::Theme))));
    largeText_->setText(tr("Large text"));
    reducedMotion_->setText(tr("Less motion"));
    restReminder_->setText(tr("Remind me to rest my eyes"));
    singleKeys_->setText(tr("Single keys decide"));
    singleKeysNote_->setText(
        tr("Off: letters and digits work only together with Ctrl+Shift, so that a slip of the "
           "hand decides nothing."));
    const auto& server = work_.transport().server();
    account_->setText(
        tr("%1 at %2").arg(work_.session().staff().displayName, server ? server->text() : QString()));
    secrets_->setText(
        work_.session().secretsAreKept()
            ? tr("The sign-in and the key of the outbox lie in this computer's keychain.")
            : tr("No keychain: the sign-in is kept in memory only; your password seals the outbox."));
    filling_ = false;
}

void SettingsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SettingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    retranslate();
    language_->setFocus();
}

} // namespace photodesk::app
