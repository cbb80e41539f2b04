#include "app/pages/sign_in_page.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

SignInPage::SignInPage(Workplace& workplace, SignInForm::Purpose purpose, QWidget* parent)
    : QWidget(parent), form_(new SignInForm(workplace, purpose)), work_(workplace)
{
    setProperty("covers", true);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(24, 24, 24, 24);
    auto* top = new QHBoxLayout;
    top->addStretch();
    if (purpose == SignInForm::Purpose::First) {
        language_ = makeButton(Icon::Globe, {}, ButtonKind::Quiet);
        language_->setObjectName(u"languageButton"_s);
        connect(language_, &QPushButton::clicked, this, [this] {
            const bool chinese = work_.settings().text(Setting::Language).startsWith("zh"_L1);
            work_.settings().set(Setting::Language, chinese ? u"en"_s : u"zh_CN"_s);
        });
        top->addWidget(language_);
    }
    box->addLayout(top);
    box->addStretch(2);
    box->addWidget(form_, 0, Qt::AlignHCenter);
    box->addStretch(3);
    retranslate();
}

void SignInPage::setTranslucent(bool translucent)
{
    translucent_ = translucent;
}

void SignInPage::retranslate()
{
    if (language_) // the name of the other language, in that language
        language_->setText(work_.settings().text(Setting::Language).startsWith("zh"_L1) ? u"English"_s
                                                                                        : u"中文"_s);
}

void SignInPage::paintEvent(QPaintEvent*)
{
    QColor ground = Theme::current().colour(widgets::Role::Window);
    constexpr int veil = 220;
    if (translucent_)
        ground.setAlpha(veil);
    QPainter(this).fillRect(rect(), ground);
}

void SignInPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    form_->takeFocus();
}

void SignInPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace photodesk::app
