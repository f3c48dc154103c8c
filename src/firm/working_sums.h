// Working time between two instants, many times over: the days of a span are added up once, so that
// each question costs the same however far its ends are apart.
#pragma once

#include <chrono>
#include <vector>

#include "firm/working_time.h"

namespace styk::firm {

class WorkingSums {
public:
    // Questions inside `first` .. `last` are quick; others are answered all the same.
    WorkingSums(WorkingTime working, TimeZone zone, Instant first, Instant last);

    // As WorkingTime::between.
    [[nodiscard]] std::chrono::microseconds between(Instant first, Instant last) const;

private:
    struct WorkedDay {
        Instant open{}, close{};  // the same on a day without work
        std::chrono::microseconds before{0};
    };

    [[nodiscard]] std::chrono::microseconds until(Instant at) const;  // since the first day

    WorkingTime working_;
    TimeZone zone_;
    Day first_day_ = 0;
    Instant begin_{}, end_{};
    std::vector<WorkedDay> days_;
};

}  // namespace styk::firm
