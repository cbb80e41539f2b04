#include "server/services/same_pictures.h"

#include "domain/record.h"
#include "server/services/random.h"
#include "server/store/database.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr auto ownRefused = "own_refused"_L1, ownOther = "own_other"_L1, otherPerson = "other_person"_L1;
constexpr int pageOfPrints = 2000;

/// What another picture is to the upload; empty: nothing that anybody need know.
QLatin1StringView relationOf(const store::FingerprintOwner& other, const SamePictures::Upload& upload)
{
    if (other.student != upload.student)
        return otherPerson;
    if (other.refused)
        return ownRefused;
    if (other.record == upload.record || !other.newest)
        return {}; // an earlier try of the same photo
    // Handed in for another diploma, and not given up.
    static constexpr std::array standing = {RecordState::InReview, RecordState::SecondReview,
                                            RecordState::Approved, RecordState::Producing,
                                            RecordState::Delivered};
    const auto state = recordStateFromName(other.state);
    return state && std::ranges::find(standing, *state) != standing.end() ? ownOther : QLatin1StringView();
}

double closest(const std::vector<store::SamePictureRow>& found, QLatin1StringView relation)
{
    double score = 0;
    for (const store::SamePictureRow& row : found) {
        if (row.relation == relation)
            score = std::max(score, row.score);
    }
    return score;
}

} // namespace

SamePictures::SamePictures(const Context& context) : context_(context) {}

Result<void> SamePictures::readOn(store::Connection& c)
{
    const std::lock_guard lock(mutex_);
    for (;;) {
        PD_ASSIGN(const auto rows, store::fingerprintsAfter(c, readTo_, pageOfPrints));
        for (const store::FingerprintRow& row : rows) {
            // One of a later version of the program is passed over: it can't be compared here.
            if (const auto print = imaging::Fingerprint::fromBytes(row.data))
                index_.add(QUuid::fromString(row.id), *print);
            readTo_ = row.seq;
        }
        if (rows.size() < pageOfPrints)
            return {};
    }
}

Result<void> SamePictures::look(store::Connection& c, const imaging::SamePictureIndex& index,
                                const Upload& upload, std::vector<store::SamePictureRow>& found) const
{
    std::optional<Error> failure;
    QHash<QUuid, store::FingerprintOwner> owners;
    const auto load = [&](const QUuid& id) -> std::optional<imaging::Fingerprint> {
        auto owner = store::fingerprintOwner(c, id.toString(QUuid::WithoutBraces));
        if (!owner) {
            failure = owner.error();
            return std::nullopt;
        }
        if (!*owner || relationOf(**owner, upload).isEmpty())
            return std::nullopt;
        auto print = imaging::Fingerprint::fromBytes((*owner)->data);
        owners.insert(id, **std::move(owner));
        return print ? std::optional(*std::move(print)) : std::nullopt;
    };
    for (const imaging::Match& match : imaging::findSame(index, upload.print, load)) {
        const store::FingerprintOwner& other = owners[match.id];
        found.push_back({upload.record, upload.attempt, other.record, other.attempt,
                         relationOf(other, upload), match.what.score});
    }
    if (failure)
        return fail(*std::move(failure));
    return {};
}

Result<SamePictures::Search> SamePictures::search(const Upload& upload)
{
    return context_.database.read([&](store::Connection& c) -> Result<Search> {
        PD_TRY(readOn(c));
        Search search;
        {
            const std::lock_guard lock(mutex_);
            search.upTo = readTo_;
        }
        PD_TRY(look(c, index_, upload, search.found));
        return search;
    });
}

Result<std::vector<CheckResult>> SamePictures::finish(store::Connection& c, const Upload& upload,
                                                      Search search, const Standard& standard)
{
    for (store::SamePictureRow& row : search.found)
        row.attempt = upload.attempt;
    // Two uploads at once: whoever commits last finds the other here.
    imaging::SamePictureIndex since;
    for (qint64 seq = search.upTo;;) {
        PD_ASSIGN(const auto rows, store::fingerprintsAfter(c, seq, pageOfPrints));
        for (const store::FingerprintRow& row : rows) {
            if (const auto print = imaging::Fingerprint::fromBytes(row.data))
                since.add(QUuid::fromString(row.id), *print);
            seq = row.seq;
        }
        if (rows.size() < pageOfPrints)
            break;
    }
    PD_TRY(look(c, since, upload, search.found));
    const qint64 now = context_.clock.nowMs();
    PD_TRY(store::insertFingerprint(c, newId(), upload.record, upload.attempt, upload.print.toBytes(), now));
    std::stable_sort(search.found.begin(), search.found.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    QHash<QString, qint64> kept;
    for (const store::SamePictureRow& row : search.found) {
        if (++kept[row.relation] > context_.settings.samePicturesKept)
            continue;
        PD_TRY(store::insertSamePicture(c, row, now));
        if (row.relation == otherPerson) // whose reviewer, or auditor, should know as well
            PD_TRY(store::insertSamePicture(
                c, {row.otherRecord, row.otherAttempt, row.record, row.attempt, row.relation, row.score},
                now));
    }
    std::vector<CheckResult> checks;
    for (const auto& [id, relation] :
         {std::pair(imaging::sameOwnRefused, ownRefused), std::pair(imaging::sameOwnOther, ownOther),
          std::pair(imaging::sameOtherPerson, otherPerson)}) {
        imaging::SamePicture most;
        most.score = closest(search.found, relation);
        if (const CheckLimits* limits = standard.limits(QString(id)))
            checks.push_back(imaging::samePictureCheck(*limits, most));
    }
    return checks;
}

} // namespace photodesk::server::services
