#include "app/pages/past_photo_panel.h"

#include "app/error_text.h"
#include "app/pages/attempt_list.h"
#include "app/pages/state_text.h"
#include "app/pages/watermark.h"
#include "app/review/workplace.h"
#include "imaging/photo.h"
#include "resources/resources.h"
#include "widgets/controls.h"
#include "widgets/photo_view.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

PastPhotoPanel::PastPhotoPanel(Workplace& workplace, QWidget* parent)
    : QFrame(parent), work_(workplace), person_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      state_(makeLabel({}, TextSize::Body, widgets::Role::Muted)), view_(new PhotoView),
      attempts_(new AttemptList(workplace.reasons()))
{
    setObjectName(u"pastPhotoPanel"_s);
    setFixedWidth(Theme::current().metric(Metric::Inspector));
    view_->setObjectName(u"pastPhotoView"_s);
    view_->setAccessibleName(tr("The photo that was decided"));
    person_->setWordWrap(true);
    state_->setWordWrap(true);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(view_, 3);
    box->addWidget(person_);
    box->addWidget(state_);
    box->addWidget(attempts_, 2);
    retranslate();
}

void PastPhotoPanel::clear()
{
    ++wanted_;
    record_.reset();
    view_->setPhoto(PreparedImage());
    attempts_->setAttempts({});
    retranslate();
}

void PastPhotoPanel::show(const PastDecision& decision)
{
    clear();
    attemptWanted_ = decision.attempt;
    view_->setPlaceholder(tr("Loading the photo…"));
    work_.api()
        .record(decision.recordId)
        .then(this, [this, wanted = wanted_](const ApiResult<StaffRecord>& record) {
            if (wanted != wanted_)
                return;
            if (record)
                onRecord(*record);
            else
                view_->setPlaceholder(errorLine(record.error().error, Doing::LoadingHistory));
        });
}

void PastPhotoPanel::onRecord(const StaffRecord& record)
{
    record_ = record;
    retranslate();
    std::vector<Attempt> newestFirst(record.attempts.rbegin(), record.attempts.rend());
    attempts_->setAttempts(std::move(newestFirst));
    const auto found = std::ranges::find(record.attempts, attemptWanted_, &Attempt::number);
    if (found != record.attempts.end())
        loadPicture(*found);
}

void PastPhotoPanel::loadPicture(const Attempt& attempt)
{
    const PhotoKind kind = attempt.derived ? PhotoKind::Derived : PhotoKind::Original;
    work_.photos()
        .fetch(record_->record.id, attempt.number, kind, attempt.derived.value_or(attempt.original))
        .then(this, [this, wanted = wanted_](const Result<QByteArray>& bytes) {
            if (wanted != wanted_)
                return;
            if (!bytes) {
                view_->setPlaceholder(errorLine(bytes.error(), Doing::LoadingHistory));
                return;
            }
            auto decode = [data = *bytes]() -> PreparedImage {
                const imaging::DecodeLimits limits{resources::limit("upload_max_bytes"_L1),
                                                   resources::limit("upload_max_pixels"_L1)};
                const auto image =
                    imaging::decodeReduced(data, limits, int(resources::limit("preview_px"_L1)));
                return image ? prepareImage(*image) : PreparedImage();
            };
            work_.pool().run(std::move(decode), 0).then(this, [this, wanted](const PreparedImage& image) {
                if (wanted != wanted_)
                    return;
                view_->setWatermark(watermarkText(work_));
                view_->setPhoto(image);
                Q_EMIT shown();
            });
        });
}

void PastPhotoPanel::retranslate()
{
    if (!record_) {
        person_->clear();
        state_->clear();
        view_->setPlaceholder(tr("Choose a decision to look at its photo again."));
        return;
    }
    const Person& person = record_->person;
    person_->setText(person.nameMasked + u"  "_s + person.idLast4);
    state_->setText(
        QStringList{person.school, person.batch, recordStateText(record_->record.state)}.join(u" · "_s));
}

void PastPhotoPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
