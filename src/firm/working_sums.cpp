#include "firm/working_sums.h"

#include <algorithm>
#include <utility>

namespace styk::firm {

using std::chrono::microseconds;

WorkingSums::WorkingSums(WorkingTime working, TimeZone zone, Instant first, Instant last)
    : working_(std::move(working)), zone_(std::move(zone)), first_day_(zone_.day_of(first)) {
    const Day end = std::max(zone_.day_of(last), first_day_) + 1;
    begin_ = zone_.start_of(first_day_);
    end_ = zone_.start_of(end);
    microseconds sum{0};
    for (Day day = first_day_; day < end; ++day) {
        const Instant start = zone_.start_of(day);
        const auto worked = working_.between(start, zone_.start_of(day + 1));
        const Instant open = worked.count() > 0 ? working_.next_open(start) : start;
        days_.push_back({open, open + worked, sum});
        sum += worked;
    }
}

microseconds WorkingSums::until(Instant at) const {
    const auto& day = days_[static_cast<std::size_t>(zone_.day_of(at) - first_day_)];
    return day.before + std::max(std::min(at, day.close) - day.open, microseconds(0));
}

microseconds WorkingSums::between(Instant first, Instant last) const {
    if (last <= first) {
        return microseconds{0};
    }
    return first < begin_ || last >= end_ ? working_.between(first, last)
                                          : until(last) - until(first);
}

}  // namespace styk::firm
