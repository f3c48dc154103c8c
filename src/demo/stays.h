// Stays of known guests: what happened, and what the guests said about it.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "demo/workshop.h"

namespace styk::demo {

class Stays {
public:
    explicit Stays(Workshop& shop) : shop_(shop), chance_(shop.chance_for(1)) {}

    // Everybody who leaves on this day: their events, the questions on the way, the answer after
    // the stay.
    void check_out(Day day);

private:
    struct Stay {
        Guest& guest;
        Hotel hotel;
        Day arrival, out;
        int nights;
        std::string trip, room_type, key;
        std::array<int, spot_keys.size()> csat;
        int nps, wait_minutes;
    };

    [[nodiscard]] Stay make_stay(Hotel hotel, Day out);
    void rate(Stay& stay);
    void leave_events(const Stay& stay);
    void answer_on_arrival(const Stay& stay);
    void answer_at_breakfast(const Stay& stay);
    void answer_after(const Stay& stay, bool known);
    void add_promises(Feedback& answer, const Stay& stay);
    void comment_on(Feedback& answer, const Stay& stay, Day day);
    [[nodiscard]] Feedback answer_of(const Stay& stay, Day day, int minute_of_day) const;
    [[nodiscard]] Wish wish_of(const Stay& stay, Day day) const;
    [[nodiscard]] int expected(bool at_check_in);
    [[nodiscard]] int lived(Spot spot, const Stay& stay);

    // A normal draw of which every second one mirrors the one before (antithetic pairs): the plot
    // must be found whatever the day, and chance alone would hide a real change about once in
    // twelve years.
    [[nodiscard]] double balanced(Spot spot, Hotel hotel);

    Workshop& shop_;
    Chance chance_;
    std::array<std::array<std::optional<double>, hotel_keys.size()>, spot_keys.size()> mirrored_{};
    int number_ = 0;
};

}  // namespace styk::demo
