#include "demo/daily.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::demo {

namespace {

struct Kiosk {
    Spot spot;
    std::array<double, 4> taps_a_day;  // Gdańsk, Sopot, Zakopane, Riga
};

// Where a screen stands; nobody is known there and hardly anybody types.
constexpr std::array kiosks{
    Kiosk{checks_in, {2.4, .4, .4, .4}},
    Kiosk{breakfast, {.35, 1.5, .35, .35}},
    Kiosk{spa, {0, .4, .85, 0}},
    Kiosk{bar, {.25, .2, .2, .25}},
};

constexpr std::array<std::string_view, 3> languages{"pl", "en", "ru"};

int nps_like(Mood mood, Chance& chance) {
    switch (mood) {
        case Mood::praise:
            return chance.between(8, 10);
        case Mood::mixed:
            return chance.between(5, 8);
        case Mood::plain:
            return chance.between(6, 8);
        case Mood::complaint:
            break;
    }
    return chance.between(1, 5);
}

int stars_like(Mood mood, Chance& chance) {
    switch (mood) {
        case Mood::praise:
            return chance.happens(.8) ? 5 : 4;
        case Mood::mixed:
            return chance.happens(.6) ? 4 : 3;
        case Mood::plain:
            return 3;
        case Mood::complaint:
            break;
    }
    return chance.between(1, 2);
}

}  // namespace

void Daily::live(Day day) {
    tap_kiosks(day);
    call_us(day);
    look_at_website(day);
    browse_unbound_pages(day);
    review_us(day);
    note_what_guests_say(day);
    hear_employees(day);
}

Hotel Daily::some_hotel() {
    return static_cast<Hotel>(chance_.weighted({33, 25, 20, 22}));
}

std::string_view Daily::some_language(Hotel hotel, bool staff) {
    if (staff) {
        return hotel == riga ? languages[static_cast<std::size_t>(chance_.weighted({0, 40, 60}))]
                             : "pl";
    }
    return languages[static_cast<std::size_t>(
        hotel == riga ? chance_.weighted({14, 42, 44}) : chance_.weighted({66, 22, 12})
    )];
}

Wish Daily::wish(Day day, Hotel hotel, std::string_view about, Mood mood) {
    Wish wish;
    wish.about = about;
    wish.mood = mood;
    wish.hotel = hotel;
    wish.day = day;
    wish.she = chance_.happens(.54);
    wish.wait_minutes = chance_.between(18, 44);
    wish.language = some_language(hotel, false);
    return wish;
}

std::string Daily::key(std::string_view kind, Day day) {
    return fmt::format("{}-{}-{}", kind, to_iso_day(day), ++number_);
}

void Daily::tap_kiosks(Day day) {
    for (const auto& kiosk : kiosks) {
        for (const auto hotel : {gdansk, sopot, zakopane, riga}) {
            const double rate = kiosk.taps_a_day[hotel];
            const bool alarm = day >= shop_.turns.alarm_from && day < shop_.turns.alarm_to + 7;
            if (alarm && kiosk.spot == spa && hotel == zakopane) {
                continue;  // this fortnight is told by the plot
            }
            for (int left = rate > 0 ? chance_.count(rate) : 0; left > 0; --left) {
                tap(day, hotel, kiosk.spot);
            }
        }
    }
}

void Daily::tap(Day day, Hotel hotel, Spot spot) {
    const int hour = spot == breakfast ? chance_.between(7, 10) : chance_.between(14, 21);
    auto tapped = feedback_at(shop_, hotel, day, hour * 60 + chance_.below(60));
    const int csat = csat_of(chance_.normal(), pleased(spot, hotel, day, shop_.turns));
    tapped.key = key("kiosk", day);
    tapped.source = "kiosk";
    tapped.channel = "store";
    tapped.touchpoint = spot_keys[spot];
    tapped.brand = spot == spa ? "bursztyn_spa" : "bursztyn";
    tapped.ratings = {{"csat", tapped.touchpoint, csat}};
    auto asked_for = wish(day, hotel, spot_keys[spot], mood_after_csat(chance_, csat));
    asked_for.brief = true;
    if (chance_.happens(.07)) {
        tapped.comment = shop_.voices.say(chance_, asked_for);
        tapped.language = tapped.comment.empty() ? "" : asked_for.language;
    }
    shop_.keep(std::move(tapped));
}

void Daily::call_us(Day day) {
    constexpr std::array<std::string_view, 3> channels{"phone", "chat", "email"};
    for (int left = chance_.count(2.1); left > 0; --left) {
        const auto& guest = shop_.guests.anybody(chance_);
        const auto hotel = static_cast<Hotel>(
            std::ranges::find(hotel_keys, guest.record.location) - hotel_keys.begin()
        );
        const auto channel = channels[static_cast<std::size_t>(chance_.weighted({60, 22, 18}))];
        const int minute = chance_.between(8 * 60, 20 * 60);
        Event event;
        event.key = key("contact", day);
        event.type = channel == "phone" ? "call" : channel == "chat" ? "chat" : "mail";
        event.customer = guest.record.key;
        event.touchpoint = "books";
        event.channel = channel;
        event.location = hotel_keys[hotel];
        event.occurred_at = shop_.calendar.at(day, minute);
        event.duration_s = chance_.between(70, 900);
        const auto event_key = event.key;
        shop_.keep(std::move(event));
        const int csat = csat_of(chance_.normal(), pleased(books, hotel, day, shop_.turns));
        const int effort = std::clamp(csat + chance_.between(1, 3) - (csat < 3 ? 1 : 0), 1, 7);
        if (!chance_.happens(.58)) {
            continue;
        }
        auto answer = feedback_at(shop_, hotel, day, minute + 30, chance_.between(1, 90));
        answer.key = event_key + "-answer";
        answer.source = "survey";
        answer.channel = channel;
        answer.touchpoint = "books";
        answer.customer = guest.record.key;
        answer.language = guest.record.language;
        answer.ratings = {{"ces", "books", effort}, {"csat", "books", csat}};
        if (chance_.happens(.36)) {
            auto asked_for = wish(day, hotel, "contact", mood_after_csat(chance_, csat));
            asked_for.language = guest.record.language;
            asked_for.she = guest.she;
            answer.comment = shop_.voices.say(chance_, asked_for);
        }
        shop_.keep(std::move(answer));
    }
}

void Daily::look_at_website(Day day) {
    for (int left = chance_.count(1.25); left > 0; --left) {
        const auto hotel = some_hotel();
        const auto spot = chance_.happens(.7) ? website : hears_of_us;
        auto seen = feedback_at(shop_, hotel, day, chance_.between(7 * 60, 23 * 60));
        const int csat = csat_of(chance_.normal(), pleased(spot, hotel, day, shop_.turns));
        seen.key = key("site", day);
        seen.source = "form";
        seen.channel = "web";
        seen.touchpoint = spot_keys[spot];
        seen.ratings = {{"csat", seen.touchpoint, csat}};
        const auto asked_for = wish(day, hotel, spot_keys[spot], mood_after_csat(chance_, csat));
        seen.language = asked_for.language;
        if (chance_.happens(.3)) {
            seen.comment = shop_.voices.say(chance_, asked_for);
        }
        shop_.keep(std::move(seen));
    }
}

// Two kinds of event that nobody has bound to a touchpoint yet: the console suggests it.
void Daily::browse_unbound_pages(Day day) {
    for (int left = chance_.count(1.1); left > 0; --left) {
        const bool voucher = chance_.happens(.8);
        Event event;
        event.key = key("page", day);
        event.type = voucher ? "gift_voucher_page" : "lost_property_form";
        event.customer = shop_.guests.anybody(chance_).record.key;
        event.channel = "web";
        event.occurred_at = shop_.calendar.at(day, chance_.between(7 * 60, 23 * 60));
        event.duration_s = voucher ? chance_.between(20, 400) : chance_.between(40, 240);
        shop_.keep(std::move(event));
    }
}

void Daily::review_us(Day day) {
    if (!chance_.happens(.5)) {
        return;
    }
    const auto hotel = some_hotel();
    const auto mood = static_cast<Mood>(chance_.weighted({62, 22, 0, 16}));
    auto asked_for = wish(day, hotel, "review", mood);
    auto review = feedback_at(shop_, hotel, day, chance_.between(8 * 60, 23 * 60), 240);
    review.comment = shop_.voices.say(chance_, asked_for);
    if (review.comment.empty()) {  // every long one was read lately
        asked_for.about = "stay";
        review.comment = shop_.voices.say(chance_, asked_for);
    }
    review.key = key("review", day);
    review.kind = "review";
    review.source = "import";
    review.channel = "social";
    review.touchpoint = "tells_others";
    review.language = asked_for.language;
    review.ratings = {{"csat", "tells_others", stars_like(mood, chance_)}};
    if (!review.comment.empty()) {
        shop_.keep(std::move(review));
    }
}

void Daily::note_what_guests_say(Day day) {
    for (int left = chance_.count(.6); left > 0; --left) {
        const auto hotel = some_hotel();
        auto asked_for =
            wish(day, hotel, "note", static_cast<Mood>(chance_.weighted({25, 0, 45, 30})));
        asked_for.language = some_language(hotel, true);
        auto note = feedback_at(shop_, hotel, day, chance_.between(7 * 60, 22 * 60), 3);
        note.comment = shop_.voices.say(chance_, asked_for);
        note.key = key("note", day);
        note.kind = "note";
        note.source = "staff";
        note.channel = "other";
        note.language = asked_for.language;
        if (!note.comment.empty()) {
            shop_.keep(std::move(note));
        }
    }
}

// Asked once a month, so that a few answers stand together and nobody is picked out.
void Daily::hear_employees(Day day) {
    const bool month_begins = first_day_of(Period::month, day) == day;
    for (int left = month_begins ? chance_.between(6, 9) : 0; left > 0; --left) {
        const auto hotel = some_hotel();
        const auto mood = static_cast<Mood>(chance_.weighted({34, 22, 16, 28}));
        auto asked_for = wish(day, hotel, "voice", mood);
        asked_for.language = some_language(hotel, true);
        auto voice = feedback_at(shop_, hotel, day, 12 * 60);
        voice.comment = shop_.voices.say(chance_, asked_for);
        voice.key = key("voice", day);
        voice.kind = "employee_voice";
        voice.source = "form";
        voice.channel = "web";
        voice.language = voice.comment.empty() ? "" : asked_for.language;
        voice.ratings = {{"work_here", "", nps_like(mood, chance_)}};
        shop_.keep(std::move(voice));
    }
}

}  // namespace styk::demo
