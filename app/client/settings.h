#pragma once

#include <QHash>
#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>
#include <span>

namespace photodesk::app {

/// Every setting of the workstation. No string key appears anywhere else.
enum class Setting {
    Server,
    User,
    Language,
    Theme,
    LargeText,
    ReducedMotion,
    SingleKeys,
    Keys,
    QueueFilter,
    RestReminder,
    MainWindowGeometry,
    Overlays,
    QueueStripFolded,
    AuthoritiesFile,
};

struct SettingInfo {
    Setting setting;
    const char* key;
    QVariant otherwise;
};

/// One table key → default over an INI file. No secret and nothing about students belongs here.
class Settings : public QObject {
    Q_OBJECT
public:
    /// Empty: the user's own file.
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    [[nodiscard]] QVariant value(Setting setting) const;
    [[nodiscard]] QString text(Setting setting) const { return value(setting).toString(); }
    [[nodiscard]] bool isOn(Setting setting) const { return value(setting).toBool(); }
    void set(Setting setting, const QVariant& value);
    /// From the command line: holds until the person chooses otherwise, and is not written.
    void overrideForThisRun(Setting setting, const QVariant& value);
    void sync() { store_->sync(); }

    [[nodiscard]] static std::span<const SettingInfo> table();
    /// Version of the file's keys; an older file is brought up when it is opened.
    static constexpr int version = 2;

Q_SIGNALS:
    void changed(photodesk::app::Setting setting);

private:
    void migrate();
    std::unique_ptr<QSettings> store_;
    QHash<int, QVariant> overrides_;
};

} // namespace photodesk::app
