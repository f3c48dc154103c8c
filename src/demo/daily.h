// What is said besides the questions after a stay: kiosks, calls, the website, reviews, staff.
#pragma once

#include "demo/workshop.h"

namespace styk::demo {

class Daily {
public:
    explicit Daily(Workshop& shop) : shop_(shop), chance_(shop.chance_for(2)) {}

    void live(Day day);

private:
    void tap_kiosks(Day day);
    void tap(Day day, Hotel hotel, Spot spot);
    void call_us(Day day);
    void look_at_website(Day day);
    void browse_unbound_pages(Day day);
    void review_us(Day day);
    void note_what_guests_say(Day day);
    void hear_employees(Day day);
    [[nodiscard]] Hotel some_hotel();
    [[nodiscard]] std::string_view some_language(Hotel hotel, bool staff);
    [[nodiscard]] Wish wish(Day day, Hotel hotel, std::string_view about, Mood mood);
    [[nodiscard]] std::string key(std::string_view kind, Day day);

    Workshop& shop_;
    Chance chance_;
    int number_ = 0;
};

}  // namespace styk::demo
