#include "app/review/workplace.h"

#include "app/client/api_json.h"
#include "resources/resources.h"

#include <QCryptographicHash>
#include <QNetworkInformation>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

std::vector<WantedPhoto> wantedOf(const std::vector<const ReviewItem*>& items)
{
    std::vector<WantedPhoto> list;
    for (const ReviewItem* item : items) {
        const QString& id = item->record.id;
        const int attempt = item->attempt.number;
        // A rework makes a new derived picture of the same attempt, so its hash is part of the identity.
        if (item->attempt.derived) {
            list.push_back({{id, attempt, PhotoKind::Derived},
                            *item->attempt.derived,
                            item->standard,
                            item->report,
                            item->attempt.derived->sha256});
        }
        list.push_back({{id, attempt, PhotoKind::Original},
                        item->attempt.original,
                        item->standard,
                        item->report,
                        item->attempt.original.sha256});
    }
    return list;
}

} // namespace

Workplace::Workplace(Options options)
    : outboxFolder_(std::move(options.outboxFolder)),
      clock_(options.clock ? std::move(options.clock) : std::make_unique<SystemClock>()),
      secrets_(options.secrets ? std::move(options.secrets) : std::make_unique<KeychainStore>()),
      settings_(options.settingsFile), api_(transport_), pool_(options.modelDirectory)
{
    if (auto reasons = resources::reasons())
        reasons_ = std::move(*reasons);
    session_ = std::make_unique<Session>(api_, *secrets_);
    outbox_ = std::make_unique<Outbox>(api_, *clock_, options.outbox);
    photos_ = std::make_unique<PhotoCache>(api_, resources::limit("photo_cache_bytes"_L1));
    idle_ = std::make_unique<IdleMonitor>(*clock_, resources::limit("gui_idle_lock_ms"_L1));
    queue_ = std::make_unique<ReviewQueue>(api_, *idle_);
    prefetcher_ = std::make_unique<Prefetcher>(*photos_, pool_, std::move(options.paint));
    review_ = std::make_unique<ReviewController>(*queue_, *outbox_, api_, *clock_);
    ownDay_ = std::make_unique<OwnDayWatch>(api_, resources::limit("today_refresh_ms"_L1));
    rest_ = std::make_unique<RestReminder>(*idle_, *clock_, RestReminder::Options::fromLimits());
    rest_->setEnabled(settings_.isOn(Setting::RestReminder));
    connect(&settings_, &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::RestReminder)
            rest_->setEnabled(settings_.isOn(setting));
    });
    sheet_ = std::make_unique<SheetController>(api_, *photos_, pool_, *clock_);
    bulk_ = std::make_unique<BulkController>(api_, *session_, *outbox_, *queue_, *review_);

    connect(session_.get(), &Session::signedIn, this, &Workplace::onSignedIn);
    connect(session_.get(), &Session::settingsChanged, this,
            [this] { idle_->setLockAfter(session_->settings().idleLockMs); });
    connect(session_.get(), &Session::renewed, this, [this] {
        outbox_->setSending(true);
        if (!queue_->isRunning())
            startWork();
    });
    connect(session_.get(), &Session::expired, this, [this] { outbox_->setSending(false); });
    connect(session_.get(), &Session::signedOut, this, [this] {
        stopWork(false);
        bulk_->clear();
        outbox_->close();
        photos_->wipe();
    });
    connect(outbox_.get(), &Outbox::accepted, queue_.get(),
            [this](const Decision& decision) { queue_->settle(decision.recordId); });
    connect(outbox_.get(), &Outbox::refusedNow, queue_.get(),
            [this](const RefusedDecision& refused) { queue_->settle(refused.decision.recordId); });
    connect(idle_.get(), &IdleMonitor::idle, this, &Workplace::lock);
    connect(review_.get(), &ReviewController::currentChanged, this, &Workplace::prefetch);
    connect(queue_.get(), &ReviewQueue::itemsChanged, this, &Workplace::prefetch);
    if (QNetworkInformation::loadDefaultBackend()) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
                [this](QNetworkInformation::Reachability reachability) {
                    if (reachability == QNetworkInformation::Reachability::Online)
                        outbox_->poke();
                });
    }
    const QString authorities = settings_.text(Setting::AuthoritiesFile);
    if (!authorities.isEmpty() && !transport_.pinAuthorities(authorities))
        qWarning("the file of certificate authorities in the settings can't be used");
}

Workplace::~Workplace() = default;

QString Workplace::outboxFile() const
{
    const QString folder =
        outboxFolder_.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/outbox"_L1
            : outboxFolder_;
    const QByteArray name = QCryptographicHash::hash(session_->owner(), QCryptographicHash::Sha256).toHex();
    return folder + u'/' + QString::fromLatin1(name.first(32)) + ".db"_L1;
}

void Workplace::onSignedIn()
{
    outbox_->open(outboxFile(), session_->owner(), *session_->box())
        .then(this, [this](const Result<void>& opened) {
            if (!opened && opened.error().code == ErrorCode::Cancelled)
                return; // signed out meanwhile
            if (opened)
                outbox_->setSending(true);
            startWork(); // not sooner: what was decided and not sent must not come again
            if (opened)
                Q_EMIT outboxReady();
            else
                Q_EMIT outboxFailed(opened.error());
        });
}

void Workplace::startWork()
{
    const auto& roles = session_->staff().roles;
    if (!rightsOf(roles).testFlag(Right::Review))
        return;
    if (queue_->filter().bulkId.isEmpty()) // a sample goes on where it was
        queue_->setFilter(api::filterFromText(settings_.text(Setting::QueueFilter)));
    ownDay_->start();
    rest_->restart();
    for (const Decision& decision : outbox_->unsentDecisions())
        queue_->expectDecided(decision.recordId, decision.version);
    queue_->start(ReviewQueue::Options::from(session_->settings()));
}

void Workplace::stopWork(bool giveBack)
{
    if (giveBack)
        queue_->giveBack();
    else
        queue_->clear();
    prefetcher_->wipe();
    sheet_->wipe();
    review_->reset();
    ownDay_->stop();
    rest_->restart();
}

void Workplace::lock()
{
    if (session_->state() != Session::State::SignedIn)
        return;
    stopWork(true);
    photos_->wipe();
    session_->lock();
}

void Workplace::signOut()
{
    session_->signOut();
}

void Workplace::prefetch()
{
    const auto items = review_->around(int(resources::limit("prefetch_ahead"_L1)),
                                       int(resources::limit("prefetch_behind"_L1)));
    prefetcher_->want(wantedOf(items));
}

} // namespace photodesk::app
