#include "promise/adherence.h"

namespace styk::promise {

namespace {

double seconds_between(const Yardstick& yardstick, Instant first, Instant last) {
    return static_cast<double>(yardstick.elapsed(first, last).count()) / 1e6;
}

Judged judge_duration(const Yardstick& yardstick, const Occasion& occasion) {
    if (!occasion.duration_s || !yardstick.limit_s) {
        return {};
    }
    const bool kept = *occasion.duration_s <= *yardstick.limit_s;
    return {kept ? Verdict::kept : Verdict::broken, occasion.duration_s};
}

// What has not happened yet: late once its time is over. Without a limit there is no such moment,
// so it counts as not done.
Verdict verdict_of_missing(const Yardstick& yardstick, const Occasion& occasion, Instant now) {
    const bool may_still_come =
        yardstick.limit_s && seconds_between(yardstick, occasion.begun, now) <= *yardstick.limit_s;
    return may_still_come ? Verdict::open : Verdict::broken;
}

}  // namespace

Judged judge(const Yardstick& yardstick, const Occasion& occasion, Instant now) {
    if (yardstick.measure == Measure::duration) {
        return judge_duration(yardstick, occasion);
    }
    if (!occasion.ended) {
        return {verdict_of_missing(yardstick, occasion, now), {}};
    }
    const double took = seconds_between(yardstick, occasion.begun, *occasion.ended);
    const bool kept = !yardstick.limit_s || took <= *yardstick.limit_s;
    return {kept ? Verdict::kept : Verdict::broken, took};
}

}  // namespace styk::promise
