#include "demo/guests.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "demo/names.h"

namespace styk::demo {

namespace {

constexpr std::array<std::string_view, 4> peoples{"pl", "en", "ru", "lv"};

std::string_view people_of(Chance& chance, Hotel hotel) {
    switch (hotel) {
        case gdansk:
            return peoples[static_cast<std::size_t>(chance.weighted({58, 30, 11, 1}))];
        case sopot:
            return peoples[static_cast<std::size_t>(chance.weighted({63, 19, 17, 1}))];
        case zakopane:
            return peoples[static_cast<std::size_t>(chance.weighted({68, 19, 11, 2}))];
        case riga:
            return peoples[static_cast<std::size_t>(chance.weighted({14, 38, 16, 32}))];
    }
    return "en";
}

std::string_view country_of(Chance& chance, std::string_view people) {
    if (people == "ru") {
        constexpr std::array<std::string_view, 5> countries{"LV", "LT", "EE", "DE", "KZ"};
        return countries[static_cast<std::size_t>(chance.weighted({34, 18, 16, 22, 10}))];
    }
    if (people == "en") {
        constexpr std::array<std::string_view, 4> countries{"GB", "IE", "US", "AU"};
        return countries[static_cast<std::size_t>(chance.weighted({66, 16, 13, 5}))];
    }
    return people == "pl" ? "PL" : "LV";
}

std::string trip_of(Chance& chance, Hotel hotel) {
    constexpr std::array<std::string_view, 3> trips{"business", "leisure", "family"};
    constexpr std::array<std::array<double, 3>, 4> shares{
        {{.38, .43, .19}, {.08, .57, .35}, {.05, .50, .45}, {.34, .50, .16}}
    };
    const auto& share = shares[hotel];
    return std::string(
        trips[static_cast<std::size_t>(chance.weighted({share[0], share[1], share[2]}))]
    );
}

std::string email_of(std::string_view name, int number) {
    constexpr std::array<std::string_view, 3> domains{"example.com", "example.org", "example.net"};
    auto box = to_key(name);
    std::ranges::replace(box, '_', '.');
    return fmt::format("{}.{}@{}", box, number, domains[static_cast<std::size_t>(number % 3)]);
}

Guest make_guest(Chance& chance, Hotel hotel, int number) {
    const auto people = people_of(chance, hotel);
    const auto name = make_name(chance, people);
    Guest guest;
    guest.she = name.she;
    guest.trip = trip_of(chance, hotel);
    auto& record = guest.record;
    record.key = fmt::format("guest-{:05}", number);
    record.kind = "person";
    record.name = name.name;
    record.language = people == "lv" ? "ru" : people;
    record.email = email_of(name.name, number);
    record.location = hotel_keys[hotel];
    record.attributes["country"] = country_of(chance, people);
    return guest;
}

// Who never came is somebody who asked, or somebody who stopped coming before the year began.
std::string_view lifecycle_without_stay(std::size_t position) {
    return position % 10 < 6 ? "prospect" : position % 10 < 9 ? "lapsed" : "former";
}

std::string_view lifecycle_of(const Guest& guest, std::size_t position, Day today) {
    if (guest.stays == 0) {
        return lifecycle_without_stay(position);
    }
    if (guest.stays == 1 && today - guest.first_out < 90) {
        return "new";
    }
    return today - guest.last_out > 240 ? "lapsed" : "active";
}

std::string segment_of(const Guest& guest) {
    if (guest.stays >= 4) {
        return "amber_club";
    }
    return guest.trip == "leisure" ? "couples" : guest.trip == "family" ? "families" : "business";
}

}  // namespace

GuestBook::GuestBook(std::uint64_t seed, int size) {
    Chance chance(seed);
    for (int i = 0; i < size; ++i) {
        const auto hotel = static_cast<Hotel>(chance.weighted({33, 25, 20, 22}));
        by_hotel_[hotel].push_back(all_.size());
        all_.push_back(make_guest(chance, hotel, i + 1));
    }
}

Guest& GuestBook::pick(Chance& chance, Hotel hotel, Day arrival) {
    const auto home = chance.happens(0.9) ? hotel : static_cast<Hotel>(chance.below(4));
    const auto& pool = by_hotel_[home];
    while (true) {
        const double share = std::pow(chance.unit(), 1.7);
        auto& guest =
            all_[pool[static_cast<std::size_t>(share * static_cast<double>(pool.size()))]];
        if (guest.last_out < arrival) {
            return guest;
        }
    }
}

Guest& GuestBook::anybody(Chance& chance) {
    return all_[chance.index(all_.size())];
}

Guest& GuestBook::who_left_unhappy(Hotel hotel, Day day, std::string_view language, bool family) {
    const auto fit = [&](const Guest& guest) {
        const bool speaks = guest.record.language == language;
        const bool left = guest.stays > 0 && guest.last_out <= day;
        const bool unhappy = guest.last_nps <= 6;
        const Day recent = left ? guest.last_out - day : -days_in_year;
        const int month =
            family && guest.trip == "family" ? 30 : 0;  // worth a month of being less recent
        return (speaks ? 4000 : 0) + (left ? 2000 : 0) + (unhappy ? 1000 : 0) + month + recent +
               (family && guest.last_wait_minutes > 25 ? 30 : 0);
    };
    const auto& pool = by_hotel_[hotel];
    return all_[*std::ranges::max_element(pool, {}, [&](std::size_t i) { return fit(all_[i]); })];
}

std::vector<Customer> GuestBook::settle(Day today) const {
    std::vector<Customer> customers;
    customers.reserve(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) {
        auto customer = all_[i].record;
        customer.lifecycle = lifecycle_of(all_[i], i, today);
        customer.segment = segment_of(all_[i]);
        customers.push_back(std::move(customer));
    }
    return customers;
}

}  // namespace styk::demo
