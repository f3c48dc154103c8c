#include "demo/plot.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace styk::demo {

namespace {

using namespace std::chrono_literals;

constexpr int answers_a_week = 12;
constexpr int claims_handled = 93;
// Where what goes wrong is complained of in writing.
constexpr std::array<std::string_view, 6> claimed{
    "room", "checks_out", "checks_in", "books", "spa", "parking"
};

Wish wish_for(const Guest& guest, Hotel hotel, Day day, std::string_view about, Mood mood) {
    Wish wish;
    wish.language = guest.record.language;
    wish.about = about;
    wish.mood = mood;
    wish.hotel = hotel;
    wish.day = day;
    wish.she = guest.she;
    return wish;
}

// One note by the staff on the day something began: it explains the step in the chart.
void announce(Workshop& shop, Chance& chance, Hotel hotel, Day day) {
    auto note = feedback_at(shop, hotel, day, 7 * 60 + 20, 3);
    Wish wish;
    wish.language = "pl";
    wish.about = "note";
    wish.hotel = hotel;
    wish.day = day;
    wish.special = "switch";
    note.comment = shop.voices.say(chance, wish);
    note.key = fmt::format("switch-{}", hotel_keys[hotel]);
    note.kind = "note";
    note.source = "staff";
    note.channel = "other";
    note.language = "pl";
    note.touchpoint = hotel == gdansk ? "checks_in" : "breakfast";
    shop.keep(std::move(note));
}

// Twelve answers of Zakopane's spa in one week. Seven of twelve pleased looks like a fall from five
// in six, and is what chance draws in one week of thirty.
void spa_week(Workshop& shop, Chance& chance, Day monday, int pleased_guests, bool tell) {
    for (int i = 0; i < answers_a_week; ++i) {
        const Day day = monday + i * 7 / answers_a_week;
        const bool good =
            i * pleased_guests / answers_a_week != (i + 1) * pleased_guests / answers_a_week;
        auto answer = feedback_at(shop, zakopane, day, chance.between(15 * 60, 21 * 60));
        const int csat = good ? chance.between(4, 5) : chance.between(2, 3);
        answer.key = fmt::format("spa-{}-{}", to_iso_day(monday), i + 1);
        answer.source = "kiosk";
        answer.channel = "store";
        answer.touchpoint = "spa";
        answer.brand = "bursztyn_spa";
        answer.ratings = {{"csat", "spa", csat}};
        if (tell && !good && csat == 2) {
            Wish wish;
            wish.language = "pl";
            wish.about = "spa";
            wish.mood = Mood::complaint;
            wish.hotel = zakopane;
            wish.day = day;
            answer.comment = shop.voices.say(chance, wish);
            answer.language = answer.comment.empty() ? "" : "pl";
        }
        shop.keep(std::move(answer));
    }
}

Feedback claim_of(const Workshop& shop, const Guest& guest, Hotel hotel, Day day, int minute) {
    auto claim = feedback_at(shop, hotel, day, minute, 2);
    claim.kind = "complaint";
    claim.source = "mail";
    claim.channel = "email";
    claim.customer = guest.record.key;
    claim.language = guest.record.language;
    return claim;
}

// What a guest complains of: as the turn comes, or the next thing that was not said lately.
void complain(
    Workshop& shop,
    Chance& chance,
    const Guest& guest,
    Hotel hotel,
    Day day,
    int turn,
    Feedback& claim
) {
    for (std::size_t i = 0; i < claimed.size() && claim.comment.empty(); ++i) {
        const auto spot = claimed[(static_cast<std::size_t>(turn) + i) % claimed.size()];
        const auto about = fmt::format("claim_{}", spot);
        claim.comment =
            shop.voices.say(chance, wish_for(guest, hotel, day, about, Mood::complaint));
        claim.touchpoint = spot;
    }
}

// Spread over the year and answered within days; none so late that it could still be open.
void claim_and_answer(Workshop& shop, Chance& chance) {
    constexpr int settled_by = 9;
    for (int i = 0; i < claims_handled; ++i) {
        const Day day =
            shop.calendar.first() + 12 + i * (days_in_year - 12 - settled_by) / claims_handled;
        const auto hotel = static_cast<Hotel>(chance.weighted({40, 22, 18, 20}));
        constexpr std::array<std::string_view, 3> languages{"pl", "en", "ru"};
        const auto language = languages[static_cast<std::size_t>(
            hotel == riga ? chance.weighted({10, 42, 48}) : chance.weighted({62, 24, 14})
        )];
        const auto& guest = shop.guests.who_left_unhappy(hotel, day - 1, language);
        auto claim = claim_of(shop, guest, hotel, day, chance.between(8 * 60, 21 * 60));
        claim.key = fmt::format("claim-{:03}", i + 1);
        complain(shop, chance, guest, hotel, day, i, claim);
        claim.handled_at = claim.received_at + chance.between(3, 7 * 24) * 1h;
        if (!claim.comment.empty()) {
            shop.keep(std::move(claim));
        }
    }
}

struct OpenClaim {
    std::string_view key, language, special, touchpoint;
    Hotel hotel;
    int days_ago;
};

// Three wait for an answer: one far too long, two that are still young.
void leave_open(Workshop& shop, Chance& chance) {
    constexpr std::array open{
        OpenClaim{"claim-overdue", "ru", "overdue", "checks_out", riga, 16},
        OpenClaim{"claim-shower", "en", "young", "room", sopot, 4},
        OpenClaim{"claim-wait", "pl", "young", "checks_in", gdansk, 2},
    };
    for (const auto& one : open) {
        const Day day = shop.calendar.today() - one.days_ago;
        const bool family = one.hotel != sopot;  // both texts speak of small children
        const auto& guest = shop.guests.who_left_unhappy(one.hotel, day - 1, one.language, family);
        auto claim = claim_of(shop, guest, one.hotel, day, 9 * 60 + 40);
        auto wish = wish_for(guest, one.hotel, day, "claim", Mood::complaint);
        wish.special = one.special;
        wish.wait_minutes = std::max(25, guest.last_wait_minutes);
        claim.key = one.key;
        claim.touchpoint = one.touchpoint;
        claim.comment = shop.voices.say(chance, wish);
        const bool waited = one.special == "overdue" || one.hotel == gdansk;
        claim.ratings = {{"csat", claim.touchpoint, waited ? 1 : 2}};
        shop.keep(std::move(claim));
    }
}

}  // namespace

void tell_plot(Workshop& shop) {
    auto chance = shop.chance_for(3);
    announce(shop, chance, gdansk, shop.turns.check_in_system);
    announce(shop, chance, sopot, shop.turns.breakfast_cook);
    spa_week(shop, chance, shop.turns.alarm_from, 7, true);
    spa_week(shop, chance, shop.turns.alarm_to, 10, false);
    claim_and_answer(shop, chance);
    leave_open(shop, chance);
}

std::vector<Mark> marks_of(const Turns& turns) {
    return {
        {to_iso_day(turns.breakfast_cook),
         {"New breakfast cook", "Nowy kucharz śniadaniowy", "Новый повар на завтраках"},
         {"Sopot: fresh pastry every morning, eggs to order.",
          "Sopot: co rano świeże wypieki, jajka na zamówienie.",
          "Сопот: каждое утро свежая выпечка, яйца на заказ."},
         "change",
         "breakfast",
         "sopot"},
        {to_iso_day(turns.check_in_system),
         {"New check-in system", "Nowy system meldunkowy", "Новая система заселения"},
         {"Gdańsk: guests are registered in the new program from today.",
          "Gdańsk: od dziś goście są meldowani w nowym programie.",
          "Гданьск: с этого дня гостей регистрируют в новой программе."},
         "change",
         "checks_in",
         "gdansk"},
        {to_iso_day(turns.alarm_from + 1),
         {"Sauna closed for two days", "Sauna nieczynna dwa dni", "Сауна закрыта два дня"},
         {"Zakopane: the stove was replaced. Guests were told beforehand.",
          "Zakopane: wymiana pieca. Goście wiedzieli o tym wcześniej.",
          "Закопане: замена печи. Гостей предупредили заранее."},
         "event",
         "spa",
         "zakopane"},
    };
}

}  // namespace styk::demo
