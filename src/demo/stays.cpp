#include "demo/stays.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace styk::demo {

namespace {

constexpr double check_outs_a_day = 13.4;
constexpr std::array<double, 4> hotel_share{.33, .25, .20, .22};

// How much of a touchpoint's rating is the guest's general mood.
constexpr double mood_share = 0.42;

// What weighs on recommending, in points of the latent score for one point of satisfaction.
constexpr std::array<double, spot_keys.size()> weight{
    .01, .02, .05, .02, .01, .05, .18, .24, .05, .15, .05, .04, .07
};

// How readily people write about it.
constexpr std::array<double, spot_keys.size()> talk{
    .15, .3, .5, .3, .3, .8, 1.6, 1.6, .8, 1.7, 1., .7, .6
};

int nights_of(Chance& chance, std::string_view trip) {
    if (trip == "business") {
        return 1 + chance.weighted({60, 30, 10});
    }
    return trip == "family" ? 2 + chance.weighted({18, 24, 16, 16, 8, 18})
                            : 1 + chance.weighted({16, 36, 26, 12, 6, 2, 2});
}

std::string room_type_of(Chance& chance, std::string_view trip) {
    constexpr std::array<std::string_view, 3> types{"standard", "superior", "suite"};
    if (trip == "family") {
        return chance.happens(.7) ? "family" : "suite";
    }
    return std::string(types[static_cast<std::size_t>(chance.weighted({62, 29, 9}))]);
}

// A night in złoty.
int price_of(std::string_view room_type) {
    return room_type == "suite"      ? 720
           : room_type == "family"   ? 640
           : room_type == "superior" ? 460
                                     : 380;
}

// Cuts at which a latent score of mean 0 and deviation about 1 gives the shares of 0 … 10.
int nps_of(double latent) {
    constexpr std::array<double, 10> cuts{
        -3.0, -2.8, -2.55, -2.3, -2.05, -1.65, -1.2, -0.78, -0.24, 0.26
    };
    return static_cast<int>(std::ranges::lower_bound(cuts, latent) - cuts.begin());
}

int clamp_to_five(double value) {
    return std::clamp(static_cast<int>(std::lround(value)), 1, 5);
}

}  // namespace

void Stays::check_out(Day day) {
    for (const auto hotel : {gdansk, sopot, zakopane, riga}) {
        const double rate = check_outs_a_day * hotel_share[hotel] * busy(hotel, day);
        for (int left = chance_.count(rate); left > 0; --left) {
            const auto stay = make_stay(hotel, day);
            leave_events(stay);
            answer_on_arrival(stay);
            answer_at_breakfast(stay);
            if (chance_.happens(.78)) {
                answer_after(stay, chance_.happens(.84));
            }
        }
    }
}

Stays::Stay Stays::make_stay(Hotel hotel, Day out) {
    const int longest = 8;
    auto& guest = shop_.guests.pick(chance_, hotel, out - longest);
    Stay stay{guest, hotel, 0, out, 0, {}, {}, {}, {}, 0, 0};
    stay.trip = chance_.happens(.85) ? guest.trip : "leisure";
    stay.nights = nights_of(chance_, stay.trip);
    stay.arrival = out - stay.nights;
    stay.room_type = room_type_of(chance_, stay.trip);
    stay.key = fmt::format("stay-{:05}", ++number_);
    rate(stay);
    stay.wait_minutes = wait_for(chance_, stay.csat[checks_in]);
    guest.first_out = guest.stays++ == 0 ? out : guest.first_out;
    guest.last_out = out;
    guest.last_nps = stay.nps;
    guest.last_wait_minutes = stay.wait_minutes;
    return stay;
}

double Stays::balanced(Spot spot, Hotel hotel) {
    auto& waiting = mirrored_[spot][hotel];
    const double drawn = waiting ? -*waiting : chance_.normal();
    waiting = waiting ? std::nullopt : std::optional(drawn);
    return drawn;
}

void Stays::rate(Stay& stay) {
    const double mood = chance_.normal();
    double latent = 0.62 * mood + 0.55 * chance_.normal();
    for (std::size_t i = 0; i < spot_keys.size(); ++i) {
        const auto spot = static_cast<Spot>(i);
        const double share =
            pleased(spot, stay.hotel, spot <= checks_in ? stay.arrival : stay.out, shop_.turns);
        const double own = std::sqrt(1 - mood_share * mood_share) * balanced(spot, stay.hotel);
        stay.csat[i] = csat_of(mood_share * mood + own, share);
        latent += weight[i] * (stay.csat[i] - 4.0);
    }
    stay.nps = nps_of(latent);
}

void Stays::leave_events(const Stay& stay) {
    const auto event =
        [&](std::string_view type, std::string_view touchpoint, std::string_view channel) {
            Event made;
            made.key = fmt::format("{}-{}", stay.key, type);
            made.type = type;
            made.customer = stay.guest.record.key;
            made.touchpoint = touchpoint;
            made.channel = channel;
            made.case_key = stay.key;
            made.order = "R" + stay.key.substr(5);
            made.location = hotel_keys[stay.hotel];
            return made;
        };
    constexpr std::array<std::string_view, 3> booked_by{"web", "phone", "email"};
    auto booking = event(
        "booking", "books", booked_by[static_cast<std::size_t>(chance_.weighted({70, 20, 10}))]
    );
    const Day booked = stay.arrival - chance_.between(2, 70);
    const int minute = chance_.between(8 * 60, 22 * 60);
    if (booked >= shop_.calendar.first() && chance_.happens(.65)) {
        booking.occurred_at = shop_.calendar.at(booked, minute);
        shop_.keep(std::move(booking));
    }
    auto arrival = event("arrival", "checks_in", "store");
    arrival.occurred_at = shop_.calendar.at(stay.arrival, chance_.between(14 * 60, 21 * 60));
    arrival.duration_s = stay.wait_minutes * 60 + chance_.below(60);
    arrival.attributes["wait_minutes"] = std::to_string(stay.wait_minutes);
    shop_.keep(std::move(arrival));
    auto left = event("check_out", "checks_out", "store");
    left.occurred_at = shop_.calendar.at(stay.out, chance_.between(7 * 60, 11 * 60));
    left.attributes["value"] = std::to_string(stay.nights * price_of(stay.room_type));
    shop_.keep(std::move(left));
}

Feedback Stays::answer_of(const Stay& stay, Day day, int minute_of_day) const {
    auto answer = feedback_at(shop_, stay.hotel, day, minute_of_day, 1);
    answer.source = "survey";
    answer.customer = stay.guest.record.key;
    answer.language = stay.guest.record.language;
    answer.attributes = {
        {"trip", stay.trip},
        {"stay_nights", std::to_string(stay.nights)},
        {"room_type", stay.room_type},
    };
    return answer;
}

Wish Stays::wish_of(const Stay& stay, Day day) const {
    Wish wish;
    wish.language = stay.guest.record.language;
    wish.hotel = stay.hotel;
    wish.day = day;
    wish.trip = stay.trip;
    wish.nights = stay.nights;
    wish.she = stay.guest.she;
    wish.wait_minutes = stay.wait_minutes;
    return wish;
}

// The website raises the hope for a quick check-in far above what is lived; breakfast is promised
// soberly.
int Stays::expected(bool at_check_in) {
    return at_check_in ? 3 + chance_.weighted({6, 28, 66}) : 3 + chance_.weighted({18, 48, 34});
}

int Stays::lived(Spot spot, const Stay& stay) {
    const double level = stay.csat[spot];
    const double shift = spot == checks_in ? -0.84 : 0.18;
    return clamp_to_five(level + shift + 0.55 * chance_.normal());
}

void Stays::answer_on_arrival(const Stay& stay) {
    if (!chance_.happens(.13)) {
        return;
    }
    auto answer = answer_of(stay, stay.arrival, chance_.between(17 * 60, 22 * 60));
    answer.key = stay.key + "-arrival";
    answer.channel = "sms";
    answer.touchpoint = "checks_in";
    const int csat = stay.csat[checks_in];
    const int effort = std::clamp(csat + 1 + chance_.between(0, 2) - (csat < 3 ? 1 : 0), 1, 7);
    answer.ratings = {{"csat", "checks_in", csat}, {"ces", "checks_in", effort}};
    answer.ratings.push_back({"expected", "checks_in", expected(true)});
    answer.ratings.push_back({"lived", "checks_in", lived(checks_in, stay)});
    if (chance_.happens(.25)) {
        auto wish = wish_of(stay, stay.arrival);
        wish.about = "checks_in";
        wish.mood = mood_after_csat(chance_, csat);
        answer.comment = shop_.voices.say(chance_, wish);
    }
    shop_.keep(std::move(answer));
}

void Stays::answer_at_breakfast(const Stay& stay) {
    if (!chance_.happens(.06)) {
        return;
    }
    auto answer = answer_of(stay, stay.out, chance_.between(8 * 60, 10 * 60 + 30));
    answer.key = stay.key + "-breakfast";
    answer.channel = "app";
    answer.touchpoint = "breakfast";
    answer.ratings = {{"csat", "breakfast", stay.csat[breakfast]}};
    answer.ratings.push_back({"expected", "breakfast", expected(false)});
    answer.ratings.push_back({"lived", "breakfast", lived(breakfast, stay)});
    shop_.keep(std::move(answer));
}

void Stays::add_promises(Feedback& answer, const Stay& stay) {
    if (chance_.happens(.22)) {
        answer.ratings.push_back({"expected", "checks_in", expected(true)});
        answer.ratings.push_back({"lived", "checks_in", lived(checks_in, stay)});
    }
    if (chance_.happens(.22)) {
        answer.ratings.push_back({"expected", "breakfast", expected(false)});
        answer.ratings.push_back({"lived", "breakfast", lived(breakfast, stay)});
    }
}

void Stays::answer_after(const Stay& stay, bool known) {
    const Day day = stay.out + chance_.weighted({5, 45, 28, 14, 8});
    const int minute = chance_.between(7 * 60, 23 * 60);
    if (day > shop_.calendar.today()) {
        return;
    }
    auto answer = answer_of(stay, day, minute);
    answer.key = stay.key + "-after";
    constexpr std::array<std::string_view, 3> sent_by{"email", "app", "sms"};
    answer.channel = sent_by[static_cast<std::size_t>(chance_.weighted({78, 9, 13}))];
    if (!known) {
        answer.customer.clear();
        answer.channel = "web";
    }
    answer.ratings.push_back({"nps", "tells_others", stay.nps});
    const bool alarm = day >= shop_.turns.alarm_from && day < shop_.turns.alarm_to + 7;
    for (std::size_t i = 0; i < spot_keys.size(); ++i) {
        const auto spot = static_cast<Spot>(i);
        const bool drawn = chance_.happens(asked(spot, stay.hotel));
        const bool told_by_plot = alarm && spot == spa && stay.hotel == zakopane;
        if (drawn && !told_by_plot) {
            answer.ratings.push_back({"csat", std::string(spot_keys[i]), stay.csat[i]});
        }
    }
    add_promises(answer, stay);
    if (chance_.happens(.56)) {
        comment_on(answer, stay, day);
    }
    shop_.keep(std::move(answer));
}

void Stays::comment_on(Feedback& answer, const Stay& stay, Day day) {
    constexpr std::array<double, 5> urge{3, 2.2, .7, .5, 1.1};  // by csat: the extremes write
    auto wish = wish_of(stay, day);
    for (int attempt = 0; attempt < 5 && answer.comment.empty(); ++attempt) {
        double stay_weight = 3.2;
        std::string_view touchpoint;
        wish.about = "stay";
        wish.mood = mood_after_nps(chance_, stay.nps);
        for (const auto& rating : answer.ratings) {
            const auto spot = std::ranges::find(spot_keys, rating.touchpoint);
            if (rating.metric != "csat" || spot == spot_keys.end()) {
                continue;
            }
            const auto i = static_cast<std::size_t>(spot - spot_keys.begin());
            const double w = talk[i] * urge[static_cast<std::size_t>(rating.value - 1)];
            stay_weight += w;
            if (chance_.happens(w / stay_weight)) {
                touchpoint = wish.about = spot_keys[i];
                wish.mood = mood_after_csat(chance_, rating.value);
            }
        }
        answer.comment = shop_.voices.say(chance_, wish);
        answer.touchpoint = answer.comment.empty() ? "" : touchpoint;
    }
}

}  // namespace styk::demo
