#include "app/client/settings.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

const auto versionKey = u"version"_s;

struct Renamed {
    const char* from;
    const char* to; ///< null: dropped
};
/// Version 1 kept these keys flat.
constexpr Renamed renamedIn2[] = {
    {"server", "connection/server"}, {"user", "connection/user"}, {"theme", "look/theme"},
    {"language", "look/language"},   {"password", nullptr}, // never again in a file
};

} // namespace

std::span<const SettingInfo> Settings::table()
{
    static const std::array<SettingInfo, 14> infos{{
        {Setting::Server, "connection/server", QString()},
        {Setting::User, "connection/user", QString()},
        {Setting::AuthoritiesFile, "connection/authorities_file", QString()},
        {Setting::Language, "look/language", u"zh_CN"_s},
        {Setting::Theme, "look/theme", u"system"_s},
        {Setting::LargeText, "look/large_text", false},
        {Setting::ReducedMotion, "look/reduced_motion", false},
        {Setting::SingleKeys, "keys/single", true},
        {Setting::Keys, "keys/map", QVariantMap()},
        {Setting::QueueFilter, "review/filter", QString()},
        {Setting::RestReminder, "review/rest_reminder", true},
        {Setting::MainWindowGeometry, "window/geometry", QByteArray()},
        {Setting::Overlays, "review/overlays", -1},
        {Setting::QueueStripFolded, "review/queue_folded", false},
    }};
    return infos;
}

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent), store_(file.isEmpty() ? std::make_unique<QSettings>(
                                  QSettings::IniFormat, QSettings::UserScope, u"PhotoDesk"_s, u"photodesk"_s)
                                             : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
    migrate();
}

QVariant Settings::value(Setting setting) const
{
    if (const auto it = overrides_.find(int(setting)); it != overrides_.end())
        return *it;
    const auto info = std::ranges::find(table(), setting, &SettingInfo::setting);
    return store_->value(QLatin1StringView(info->key), info->otherwise);
}

void Settings::set(Setting setting, const QVariant& value)
{
    if (this->value(setting) == value)
        return;
    overrides_.remove(int(setting));
    const auto info = std::ranges::find(table(), setting, &SettingInfo::setting);
    store_->setValue(QLatin1StringView(info->key), value);
    Q_EMIT changed(setting);
}

void Settings::overrideForThisRun(Setting setting, const QVariant& value)
{
    overrides_.insert(int(setting), value);
    Q_EMIT changed(setting);
}

void Settings::migrate()
{
    const int was = store_->value(versionKey, store_->allKeys().isEmpty() ? version : 1).toInt();
    if (was < 2) {
        for (const Renamed& key : renamedIn2) {
            const QLatin1StringView from(key.from);
            if (key.to && store_->contains(from))
                store_->setValue(QLatin1StringView(key.to), store_->value(from));
            store_->remove(from);
        }
    }
    if (was != version || !store_->contains(versionKey))
        store_->setValue(versionKey, version);
}

} // namespace photodesk::app
