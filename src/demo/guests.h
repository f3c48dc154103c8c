// The people who stay, by the hotel they mostly stay in.
#pragma once

#include <array>
#include <vector>

#include "demo/chance.h"
#include "demo/levels.h"
#include "demo/year.h"

namespace styk::demo {

struct Guest {
    Customer record;
    bool she = false;
    std::string trip;  // what usually brings them
    int stays = 0;
    Day first_out = 0, last_out = -100'000;
    int last_nps = 10, last_wait_minutes = 0;
};

class GuestBook {
public:
    GuestBook(std::uint64_t seed, int size);

    // Somebody who is free on the day of arrival; a few people come much more often than the rest.
    [[nodiscard]] Guest& pick(Chance& chance, Hotel hotel, Day arrival);
    [[nodiscard]] Guest& anybody(Chance& chance);

    // Who fits best: left the hotel unhappy not later than the day, and lately; families first when
    // asked for.
    [[nodiscard]] Guest& who_left_unhappy(
        Hotel hotel, Day day, std::string_view language, bool family = false
    );

    // Lifecycle and segment follow from the stays of the year.
    [[nodiscard]] std::vector<Customer> settle(Day today) const;

private:
    std::vector<Guest> all_;
    std::array<std::vector<std::size_t>, 4> by_hotel_;
};

}  // namespace styk::demo
