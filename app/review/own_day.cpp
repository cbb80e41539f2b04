#include "app/review/own_day.h"

namespace photodesk::app {

OwnDayWatch::OwnDayWatch(ApiClient& api, qint64 everyMs, QObject* parent) : QObject(parent), api_(api)
{
    timer_.setInterval(int(everyMs));
    connect(&timer_, &QTimer::timeout, this, &OwnDayWatch::refresh);
}

void OwnDayWatch::start()
{
    timer_.start();
    refresh();
}

void OwnDayWatch::stop()
{
    timer_.stop();
    ++generation_;
    asking_ = false;
    day_.reset();
    Q_EMIT changed();
}

void OwnDayWatch::refresh()
{
    if (asking_ || !timer_.isActive())
        return;
    asking_ = true;
    api_.today().then(this, [this, generation = generation_](const ApiResult<OwnDay>& day) {
        if (generation != generation_)
            return;
        asking_ = false;
        if (!day)
            return; // the numbers last heard stand; whether the server is there is said elsewhere
        day_ = *day;
        Q_EMIT changed();
    });
}

} // namespace photodesk::app
