#include "translations/translations.h"

// Outside any namespace, as the macro demands.
static void openTranslations()
{
    Q_INIT_RESOURCE(photodesk_translations_data);
}

namespace photodesk {

std::unique_ptr<QTranslator> loadTranslation(const QLocale& locale)
{
    openTranslations();
    auto translator = std::make_unique<QTranslator>();
    if (locale.language() != QLocale::Chinese
        || !translator->load(QStringLiteral(":/i18n/photodesk_zh_CN.qm")))
        return nullptr;
    return translator;
}

} // namespace photodesk
