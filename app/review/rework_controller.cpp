#include "app/review/rework_controller.h"

#include <QColor>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

constexpr int atOnce = 1'000'000; // before whatever is only prefetched

using BenchResult = Result<std::shared_ptr<ReworkBench>>;

} // namespace

ReworkController::ReworkController(Workplace& workplace, QObject* parent) : QObject(parent), work_(workplace)
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, [this] { send(restoring_); });
    connect(&work_.queue(), &ReviewQueue::itemsChanged, this, &ReworkController::onQueue);
    connect(&work_.session(), &Session::stateChanged, this, &ReworkController::onSession);
}

ReworkController::~ReworkController()
{
    ++generation_;
}

void ReworkController::setStage(Stage stage)
{
    stage_ = stage;
    Q_EMIT stageChanged();
}

void ReworkController::open(const ReviewItem& item)
{
    wipe();
    item_ = item;
    setStage(Stage::Loading);
    const quint64 generation = generation_;
    if (item.attempt.revisions.empty()) {
        load();
        return;
    }
    // What the last one set, strokes as well, is where this one goes on.
    work_.api()
        .revisions(item.record.id, item.attempt.number)
        .then(this, [this, generation](const ApiResult<std::vector<Revision>>& list) {
            if (generation != generation_)
                return;
            if (!list) {
                setStage(Stage::Broken);
                Q_EMIT failed(list.error().error);
                return;
            }
            revisions_ = *list;
            load();
        });
}

void ReworkController::load()
{
    const quint64 generation = generation_;
    ReworkBench::Source source;
    source.standard = item_->standard;
    source.background = QColor(item_->background).rgb();
    source.liveCapture = item_->attempt.captureSource == "camera"_L1;
    source.today = item_->attempt.uploadedAt.toUTC().date();
    work_.photos()
        .fetch(item_->record.id, item_->attempt.number, PhotoKind::Original, item_->attempt.original)
        .then(this, [this, generation, source](const Result<QByteArray>& bytes) {
            if (generation != generation_)
                return;
            if (!bytes) {
                onBench(fail(bytes.error()));
                return;
            }
            auto work = [source, bytes = *bytes, pool = &work_.pool()]() mutable -> BenchResult {
                source.bytes = bytes;
                PD_ASSIGN(imaging::Engine* const engine, pool->engine());
                return ReworkBench::open(source, *engine);
            };
            work_.pool()
                .run(std::move(work), atOnce)
                .then(this, [this, generation](const BenchResult& bench) {
                    if (generation == generation_)
                        onBench(bench);
                });
        });
}

void ReworkController::onBench(const BenchResult& bench)
{
    if (!bench) {
        setStage(Stage::Broken);
        Q_EMIT failed(bench.error());
        return;
    }
    bench_ = *bench;
    standard_ = bench_->standard();
    preview_ = bench_->preview();
    onAnalysed();
}

std::optional<ReworkState> ReworkController::stateOf(const std::vector<Revision>& revisions) const
{
    if (revisions.empty() || !item_->report.crop)
        return std::nullopt;
    const auto earlier = imaging::reworkFromJson(revisions.back().parameters);
    if (!earlier)
        return std::nullopt;
    ReworkState state{*item_->report.crop, item_->report.turn, earlier->eyes, {}};
    for (const imaging::Stroke& stroke : earlier->strokes)
        state.strokes.push_back(onPhoto(stroke, state, standard_.outputSize));
    return state;
}

/// The bench has looked for a face: with eyes placed by hand where that is how it was done before.
void ReworkController::onAnalysed()
{
    analysis_ = bench_->analysis();
    const auto earlier = stateOf(revisions_);
    if (!analysis_->landmarks.empty()) {
        if (earlier) {
            begin(*earlier);
        } else if (item_->report.crop) {
            begin({*item_->report.crop, item_->report.turn, {}, {}});
        } else if (const auto own = imaging::standardFraming(*analysis_, standard_)) {
            begin({own->crop, own->turn, {}, {}});
        }
        return;
    }
    if (earlier && earlier->eyes)
        placeEyes(earlier->eyes->right, earlier->eyes->left);
    else if (draft_ && draft_->recordId == item_->record.id && draft_->state.eyes)
        placeEyes(draft_->state.eyes->right, draft_->state.eyes->left);
    else
        setStage(Stage::NeedsEyes);
    Q_EMIT pictureChanged();
}

void ReworkController::placeEyes(QPointF one, QPointF other)
{
    if (!bench_ || painting_ || !item_)
        return;
    // The subject's right eye lies to the left in the picture.
    const imaging::EyePlaces eyes =
        one.x() < other.x() ? imaging::EyePlaces{one, other} : imaging::EyePlaces{other, one};
    setStage(Stage::Loading);
    const quint64 generation = generation_;
    auto work = [bench = bench_, eyes, pool = &work_.pool()]() -> Result<void> {
        PD_ASSIGN(imaging::Engine* const engine, pool->engine());
        return bench->place(eyes, *engine);
    };
    work_.pool().run(std::move(work), atOnce).then(this, [=, this](const Result<void>& placed) {
        if (generation != generation_)
            return;
        if (!placed) {
            setStage(Stage::NeedsEyes);
            Q_EMIT failed(placed.error());
            return;
        }
        analysis_ = bench_->analysis();
        const auto earlier = stateOf(revisions_);
        const auto own = imaging::standardFraming(*analysis_, standard_);
        if (earlier && earlier->eyes == eyes)
            begin(*earlier);
        else if (own)
            begin({own->crop, own->turn, eyes, {}});
    });
}

void ReworkController::begin(const ReworkState& state)
{
    plan_.start(state);
    if (draft_ && draft_->recordId == item_->record.id && draft_->sha == item_->decidedSha256()) {
        plan_.change(draft_->state, ReworkPlan::Kind::Other, false);
        Q_EMIT draftReturned();
    }
    draft_.reset();
    setStage(Stage::Ready);
    Q_EMIT stateChanged();
    Q_EMIT pictureChanged();
    paint();
}

void ReworkController::paint()
{
    if (painting_) {
        again_ = true;
        return;
    }
    painting_ = true;
    again_ = false;
    const quint64 generation = generation_;
    // The first picture is how it was: a draft that came back is painted after it.
    const ReworkState wanted = before_.isNull() ? plan_.first() : plan_.now();
    auto work = [bench = bench_, wanted] { return bench->show(wanted); };
    work_.pool().run(std::move(work), atOnce).then(this, [=, this](const Result<ReworkBench::Shown>& shown) {
        if (generation == generation_)
            painted(wanted, shown);
    });
}

void ReworkController::painted(const ReworkState& wanted, const Result<ReworkBench::Shown>& shown)
{
    painting_ = false;
    if (!shown) {
        Q_EMIT failed(shown.error());
    } else {
        picture_ = shown->image;
        if (before_.isNull())
            before_ = picture_;
        if (std::size_t(shown->strokes) < wanted.strokes.size() && plan_.now() == wanted) {
            ReworkState fewer = wanted;
            fewer.strokes.resize(std::size_t(shown->strokes));
            plan_.change(fewer, ReworkPlan::Kind::Other, false);
            Q_EMIT strokeRefused();
            Q_EMIT stateChanged();
        }
    }
    if (again_ || (shown && !(plan_.now() == wanted)))
        paint();
    Q_EMIT pictureChanged();
}

void ReworkController::changed()
{
    Q_EMIT stateChanged();
    paint();
}

bool ReworkController::canSave() const
{
    return stage_ == Stage::Ready && (plan_.isChanged() || !item_->attempt.derived);
}

bool ReworkController::canRestore() const
{
    if (!item_ || (stage_ != Stage::Ready && stage_ != Stage::NeedsEyes))
        return false;
    const auto& list = item_->attempt.revisions;
    return !list.empty() && list.back().kind == Revision::Kind::Rework;
}

QSize ReworkController::photoSize() const
{
    return analysis_ ? analysis_->size : QSize();
}

std::vector<CheckResult> ReworkController::judged() const
{
    return analysis_ ? imaging::judgeFraming(*analysis_, standard_, plan_.now().crop, plan_.now().turn)
                     : std::vector<CheckResult>();
}

void ReworkController::onQueue()
{
    if (!item_ || stage_ == Stage::Lost || work_.session().state() == Session::State::Locked)
        return;
    if (work_.queue().isRunning() && !work_.queue().find(item_->record.id)) {
        retry_.stop();
        setStage(Stage::Lost);
        Q_EMIT failed({ErrorCode::LeaseLost, {}});
    }
}

void ReworkController::onSession()
{
    const Session::State state = work_.session().state();
    if (state == Session::State::SignedOut) {
        draft_.reset();
        close();
    } else if (state == Session::State::Locked && item_) {
        // The photo goes; the numbers stay, for the case that the photo comes back to this person unchanged.
        std::optional<Draft> kept;
        if (plan_.isChanged() && stage_ != Stage::Lost)
            kept = Draft{item_->record.id, item_->decidedSha256(), plan_.now()};
        close();
        draft_ = std::move(kept);
    }
}

void ReworkController::close()
{
    if (stage_ == Stage::Closed)
        return;
    wipe();
    setStage(Stage::Closed);
}

void ReworkController::wipe()
{
    ++generation_;
    retry_.stop();
    item_.reset();
    bench_.reset();
    analysis_.reset();
    preview_ = picture_ = before_ = QImage();
    revisions_.clear();
    plan_.start({});
    painting_ = again_ = false;
}

} // namespace photodesk::app
