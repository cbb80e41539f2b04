#pragma once

#include <QLocale>
#include <QTranslator>

#include <memory>

namespace photodesk {

/// Our own words in `locale`; null where the code's English is right or there is none.
[[nodiscard]] std::unique_ptr<QTranslator> loadTranslation(const QLocale& locale);

} // namespace photodesk
