#include "app/pages/review_page.h"

#include <QActionGroup>
#include <QMenu>

namespace photodesk::app {

/// Which photos are claimed: first or second review, which attempts, which colour of the machine.
void ReviewPage::buildFilterMenu()
{
    filterMenu_->clear();
    auto choice = [this](QActionGroup* group, const QString& text, bool chosen, auto change) {
        QAction* action = filterMenu_->addAction(text);
        action->setCheckable(true);
        action->setChecked(chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, change] {
            ClaimFilter filter = work_.queue().filter();
            change(filter);
            work_.queue().setFilter(filter);
        });
    };
    const ClaimFilter now = work_.queue().filter();
    auto* queue = new QActionGroup(filterMenu_);
    choice(queue, tr("First review"), !now.secondReview, [](ClaimFilter& f) { f.secondReview = false; });
    choice(queue, tr("Second review"), now.secondReview, [](ClaimFilter& f) { f.secondReview = true; });
    filterMenu_->addSeparator();
    using Attempts = ClaimFilter::Attempts;
    auto* attempts = new QActionGroup(filterMenu_);
    auto addAttempts = [&](const QString& text, Attempts which) {
        choice(attempts, text, now.attempts == which, [which](ClaimFilter& f) { f.attempts = which; });
    };
    addAttempts(tr("All attempts"), Attempts::All);
    addAttempts(tr("First attempts"), Attempts::First);
    addAttempts(tr("Repeated attempts"), Attempts::Repeated);
    filterMenu_->addSeparator();
    auto* verdicts = new QActionGroup(filterMenu_);
    auto addVerdict = [&](const QString& text, std::optional<MachineVerdict> which) {
        choice(verdicts, text, now.verdict == which, [which](ClaimFilter& f) { f.verdict = which; });
    };
    addVerdict(tr("Any findings"), std::nullopt);
    addVerdict(tr("Nothing found"), MachineVerdict::Green);
    addVerdict(tr("Something to look at"), MachineVerdict::Amber);
    addVerdict(tr("A rule is broken"), MachineVerdict::Red);
}

} // namespace photodesk::app
