// How far along a direction that leads downwards: More & Thuente 1994.
#pragma once

namespace styk::stats {

// A place on the line: how far, the value and the slope there.
struct LinePlace {
    double at = 0, value = 0, slope = 0;
};

// The interval that holds a good step: its best end, the other end, the newest trial.
struct LineBracket {
    LinePlace best, other;
    bool bracketed = false;
    double least = 0, most = 0;  // how far the next trial may go
};

// A step that lowers the value enough (a thousandth of what the slope promised) and flattens the
// slope enough (to nine tenths).
class LineSearch {
public:
    // `start` is the place 0 with a slope below 0; no step is longer than `most`.
    LineSearch(const LinePlace& start, double step, double most);

    // Whether the trial will do; otherwise `next` is the step to try.
    bool accepts(const LinePlace& trial, double& next);

private:
    double next_tilted(const LinePlace& trial, double slope);
    void narrow_down(double& next);

    LinePlace start_;
    double most_;
    LineBracket in_{};
    double width_, width_before_;
    bool second_stage_ = false;
};

}  // namespace styk::stats
