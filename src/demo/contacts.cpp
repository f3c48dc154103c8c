#include "demo/contacts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace styk::demo {

namespace {

constexpr Day days_kept = 182;  // the telephone system was new then
constexpr double calls_a_day = 15, chats_a_day = 6;
constexpr double patience_s = 240;  // mean, before somebody hangs up
constexpr double known_share = .88;

// By hour from 8 to 20: when people call.
constexpr std::array<double, 12> rush{1.1, 1.6, 1.5, 1.2, .9, .8, .9, 1.0, 1.1, .9, .6, .4};

struct Topic {
    std::string_view key;
    double share;  // of first contacts
    double again;  // of those answered, who must come back
};

constexpr std::array topics{
    Topic{"booking", .52, .07},
    Topic{"invoice", .18, .33},
    Topic{"room_wish", .18, .11},
    Topic{"lost_property", .12, .2},
};

// Two people are on the line on Monday mornings, when everybody calls about the weekend.
bool is_bad_monday(Day day, int minute) {
    return Calendar::weekday_of(day) == 1 && minute >= 9 * 60 && minute < 12 * 60;
}

std::size_t some_topic(Chance& chance) {
    return static_cast<std::size_t>(
        chance.weighted({topics[0].share, topics[1].share, topics[2].share, topics[3].share})
    );
}

int some_minute(Chance& chance, bool monday) {
    double left = 0;
    for (std::size_t i = 0; i < rush.size(); ++i) {
        left += rush[i] * (monday && i >= 1 && i <= 3 ? 1.8 : 1);
    }
    left *= chance.unit();
    for (std::size_t i = 0; i < rush.size(); ++i) {
        left -= rush[i] * (monday && i >= 1 && i <= 3 ? 1.8 : 1);
        if (left < 0) {
            return static_cast<int>(8 + i) * 60 + chance.below(60);
        }
    }
    return 19 * 60 + chance.below(60);
}

}  // namespace

void Contacts::live(Day day) {
    if (day <= shop_.calendar.today() - days_kept) {
        return;
    }
    for (int left = chance_.count(calls_a_day); left > 0; --left) {
        take(first_call(day, false));
    }
    for (int left = chance_.count(chats_a_day); left > 0; --left) {
        take(first_call(day, true));
    }
    std::vector<Call> due;
    std::erase_if(again_, [&](const Call& call) {
        if (call.day == day) {
            due.push_back(call);
        }
        return call.day == day;
    });
    for (const Call& call : due) {
        take(call);
    }
}

Contacts::Call Contacts::first_call(Day day, bool chat) {
    const bool monday = Calendar::weekday_of(day) == 1;
    Call call{day, some_minute(chance_, monday), {}, chat, some_topic(chance_)};
    const auto& guest = shop_.guests.anybody(chance_).record;
    if (chance_.happens(known_share)) {
        call.customer = guest.key;
    }
    return call;
}

// About lognormal: most wait a little, a few long.
double Contacts::wait_s(const Call& call) {
    const bool noon = call.minute >= 12 * 60 && call.minute < 13 * 60;
    const double middle = call.chat                              ? 24
                          : is_bad_monday(call.day, call.minute) ? 105
                          : noon                                 ? 32
                                                                 : 13;
    return middle * std::exp(.75 * chance_.normal());
}

void Contacts::take(const Call& call) {
    const double wait = wait_s(call);
    const double patience = -patience_s * std::log(1 - chance_.unit()) + 15;
    const bool answered = wait <= patience;
    const int waited = static_cast<int>(std::lround(std::min(wait, patience)));
    Event event;
    event.key = fmt::format("queue-{}-{}", to_iso_day(call.day), ++number_);
    event.type = answered ? "contact_answered" : "contact_abandoned";
    event.customer = call.customer;
    event.touchpoint = "books";
    event.channel = call.chat ? "chat" : "phone";
    event.occurred_at = shop_.calendar.at(call.day, call.minute) + std::chrono::seconds(waited);
    event.duration_s = waited;
    event.attributes["topic"] = topics[call.topic].key;
    shop_.keep(std::move(event));
    const double back = answered ? topics[call.topic].again : .6;
    if (!chance_.happens(back)) {
        return;
    }
    Call again = call;
    again.day += chance_.between(1, 6);
    again.minute = some_minute(chance_, Calendar::weekday_of(again.day) == 1);
    again.chat = chance_.happens(call.chat ? .5 : .1);
    again_.push_back(std::move(again));
}

}  // namespace styk::demo
