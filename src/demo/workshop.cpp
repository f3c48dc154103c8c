#include "demo/workshop.h"

#include <chrono>

namespace styk::demo {

namespace {

constexpr int guest_count = 2400;

}  // namespace

Workshop::Workshop(Instant at, std::uint64_t seed_of_year)
    : now(at),
      // The day belongs to the seed: another day is another year, not the same one shifted.
      seed(Chance(seed_of_year).next()),
      calendar(at),
      turns(turns_before(calendar.today())),
      voices(turns),
      guests(seed, guest_count) {}

void Workshop::keep(Feedback feedback) {
    if (feedback.occurred_at >= calendar.start_of(calendar.first()) &&
        feedback.received_at <= now) {
        year.feedback.push_back(std::move(feedback));
    }
}

void Workshop::keep(Event event) {
    if (event.occurred_at >= calendar.start_of(calendar.first()) && event.occurred_at <= now) {
        year.events.push_back(std::move(event));
    }
}

Feedback feedback_at(const Workshop& shop, Hotel hotel, Day day, int minute_of_day, int minutes) {
    Feedback feedback;
    feedback.kind = "response";
    feedback.location = hotel_keys[hotel];
    feedback.brand = "bursztyn";
    feedback.occurred_at = shop.calendar.at(day, minute_of_day);
    feedback.received_at = feedback.occurred_at + std::chrono::minutes(minutes);
    return feedback;
}

Mood mood_after_csat(Chance& chance, int csat) {
    switch (csat) {
        case 5:
            return chance.happens(.92) ? Mood::praise : Mood::plain;
        case 4:
            return static_cast<Mood>(chance.weighted({50, 25, 25, 0}));
        case 3:
            return static_cast<Mood>(chance.weighted({0, 60, 25, 15}));
        default:
            return Mood::complaint;
    }
}

Mood mood_after_nps(Chance& chance, int nps) {
    if (nps >= 9) {
        return chance.happens(.94) ? Mood::praise : Mood::plain;
    }
    if (nps >= 7) {
        return static_cast<Mood>(chance.weighted({25, 50, 25, 0}));
    }
    return nps >= 5 ? static_cast<Mood>(chance.weighted({0, 55, 15, 30})) : Mood::complaint;
}

int wait_for(Chance& chance, int csat) {
    switch (csat) {
        case 5:
            return chance.between(2, 6);
        case 4:
            return chance.between(4, 10);
        case 3:
            return chance.between(9, 18);
        case 2:
            return chance.between(17, 36);
        default:
            return chance.between(27, 58);
    }
}

}  // namespace styk::demo
