#pragma once

#include "app/client/idle_monitor.h"
#include "app/client/outbox.h"
#include "app/client/photo_cache.h"
#include "app/client/session.h"
#include "app/client/settings.h"
#include "app/review/bulk_controller.h"
#include "app/review/own_day.h"
#include "app/review/prefetcher.h"
#include "app/review/rest_reminder.h"
#include "app/review/review_controller.h"
#include "app/review/sheet_controller.h"
#include "domain/reason.h"

namespace photodesk::app {

/// Everything of the workstation but its windows, put together. What happens at sign-in, lock and sign-out
/// stands here and nowhere else.
class Workplace : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString settingsFile; ///< empty: the user's
        QString outboxFolder; ///< empty: the user's data folder
        QString modelDirectory;
        Outbox::Options outbox = Outbox::Options::fromLimits();
        std::unique_ptr<SecretStore> secrets; ///< null: the system's keychain
        std::unique_ptr<Clock> clock;         ///< null: the system's
        Prefetcher::Paint paint;
    };
    explicit Workplace(Options options);
    ~Workplace() override;

    [[nodiscard]] Settings& settings() { return settings_; }
    [[nodiscard]] Transport& transport() { return transport_; }
    [[nodiscard]] ApiClient& api() { return api_; }
    [[nodiscard]] Session& session() { return *session_; }
    [[nodiscard]] Outbox& outbox() { return *outbox_; }
    [[nodiscard]] PhotoCache& photos() { return *photos_; }
    [[nodiscard]] ImagingPool& pool() { return pool_; }
    [[nodiscard]] IdleMonitor& idle() { return *idle_; }
    [[nodiscard]] ReviewQueue& queue() { return *queue_; }
    [[nodiscard]] Prefetcher& prefetcher() { return *prefetcher_; }
    [[nodiscard]] ReviewController& review() { return *review_; }
    [[nodiscard]] OwnDayWatch& ownDay() { return *ownDay_; }
    [[nodiscard]] RestReminder& rest() { return *rest_; }
    [[nodiscard]] SheetController& sheet() { return *sheet_; }
    [[nodiscard]] BulkController& bulk() { return *bulk_; }
    [[nodiscard]] const Clock& clock() const { return *clock_; }
    [[nodiscard]] const ReasonCatalogue& reasons() const { return reasons_; }

    void lock();
    void signOut();

Q_SIGNALS:
    void outboxFailed(const photodesk::Error& error); ///< no decision can be made
    void outboxReady();

private:
    void onSignedIn();
    void startWork();
    void stopWork(bool giveBack);
    void prefetch();
    [[nodiscard]] QString outboxFile() const;

    QString outboxFolder_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<SecretStore> secrets_;
    ReasonCatalogue reasons_;
    Settings settings_;
    Transport transport_;
    ApiClient api_;
    ImagingPool pool_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<PhotoCache> photos_;
    std::unique_ptr<IdleMonitor> idle_;
    std::unique_ptr<ReviewQueue> queue_;
    std::unique_ptr<Prefetcher> prefetcher_;
    std::unique_ptr<ReviewController> review_;
    std::unique_ptr<OwnDayWatch> ownDay_;
    std::unique_ptr<RestReminder> rest_;
    std::unique_ptr<SheetController> sheet_;
    std::unique_ptr<BulkController> bulk_;
};

} // namespace photodesk::app
