#include "widgets/photo_view.h"

#include <QScopedValueRollback>

namespace photodesk::widgets {

void ViewSync::add(PhotoView* view)
{
    if (views_.contains(view))
        return;
    if (!views_.isEmpty())
        view->setViewState(views_.front()->viewState());
    views_.append(view);
    connect(view, &PhotoView::viewStateChanged, this, [this, view](const ViewState& state) {
        if (passing_)
            return;
        const QScopedValueRollback guard(passing_, true);
        for (PhotoView* other : std::as_const(views_)) {
            if (other != view)
                other->setViewState(state);
        }
    });
    connect(view, &QObject::destroyed, this, [this, view] { views_.removeOne(view); });
}

void ViewSync::remove(PhotoView* view)
{
    view->disconnect(this);
    views_.removeOne(view);
}

} // namespace photodesk::widgets
