#include "story/record_events.h"

#include <fmt/format.h>
#include <map>

#include "customer/customer_store.h"

namespace styk::story {

namespace {

using customer::Customer;
using customer::Event;
using customer::Put;
using customer::SentEvent;
using feedback::Directory;

constexpr std::chrono::hours furthest_ahead{24
};  // clocks of senders differ, and so do their ideas of a day

// Sets the touchpoint's key on the event. Without a word of the sender the type may be one.
void bind_touchpoint(
    const Directory& directory, const SentEvent& sent, Event& event, Problems& problems
) {
    const auto* found = directory.touchpoints.find(sent.touchpoint.value_or(event.type));
    if (sent.touchpoint && found == nullptr) {
        problems.push_back({"/touchpoint", "is no touchpoint"});
    } else if (found != nullptr && (sent.touchpoint || found->key == event.type)) {
        event.touchpoint = found->key;
    }
}

Problems check(const Directory& directory, SentEvent& sent, Instant now) {
    Problems problems;
    Event& event = sent.event;
    event.touchpoint.reset();
    bind_touchpoint(directory, sent, event, problems);
    const auto* channel = directory.channels.find(event.channel);
    if (channel == nullptr) {
        problems.push_back({"/channel", "is no channel"});
    } else {
        event.channel = channel->key;
    }
    if (event.occurred_at > now + furthest_ahead) {
        problems.push_back({"/occurred_at", "lies in the future"});
    }
    return problems;
}

// Another process may have added what is named, so the setup is read again before a refusal.
template <class Check>
void refuse_unless_right(const Intake& intake, const Check& check_against) {
    Problems problems = check_against(*intake.catalogue.directory());
    if (!problems.empty() && intake.catalogue.refresh()) {
        problems = check_against(*intake.catalogue.directory());
    }
    refuse_if(std::move(problems));
}

struct Recognised {
    Customer customer;
    bool is_new = false;
};

// Who is meant by each key or id that the events name; ordered, so that two bulks at once make new
// ones in the same order.
using People = std::map<std::string, Recognised>;

void recognise(db::Reader& reader, const Intake& intake, const SentEvent& sent, People& people) {
    if (!sent.customer || people.contains(*sent.customer)) {
        return;
    }
    Recognised one;
    if (auto found = customer::find_customer(reader, *sent.customer)) {
        one.customer = *std::move(found);
    } else {
        one.is_new = true;
        one.customer.key = *sent.customer;
        one.customer.id.uuid = make_uuid_v7(intake.clock, intake.random);
    }
    people.emplace(*sent.customer, std::move(one));
}

void make_new(db::Tx& tx, People& people, const db::Change& by) {
    for (auto& [key, one] : people) {
        if (one.is_new) {
            one.customer = customer::ensure(tx, key, one.customer.id, by);
        }
    }
}

void attach(const People& people, const SentEvent& sent, Event& event) {
    if (sent.customer) {
        const Customer& one = people.at(*sent.customer).customer;
        event.customer_id = one.id;
        event.customer = one.key;
        event.customer_name = one.name;
    }
}

void receive(const Intake& intake, Instant at, Event& event) {
    event.id.uuid = make_uuid_v7(intake.clock, intake.random);
    event.received_at = at;
}

void count(Put put, RecordedEvents& counted) {
    ++(put == Put::added     ? counted.added
       : put == Put::changed ? counted.changed
                             : counted.unchanged);
}

}  // namespace

Problems check_events(const Directory& directory, std::vector<NumberedEvent>& events, Instant now) {
    Problems problems;
    for (auto& [line, sent] : events) {
        for (auto& [pointer, message] : check(directory, sent, now)) {
            problems.push_back({fmt::format("/{}{}", line, pointer), std::move(message)});
        }
    }
    return problems;
}

RecordedEvent record_event(
    const Intake& intake,
    const SentEvent& said,
    const db::Change& by,
    const std::function<void(db::Tx&, const RecordedEvent&)>& also,
    const Told& told
) {
    SentEvent sent = said;
    refuse_unless_right(intake, [&](const Directory& directory) {
        return check(directory, sent, by.at);
    });
    People people;
    intake.database.read([&](db::Reader& reader) { recognise(reader, intake, sent, people); });
    receive(intake, by.at, sent.event);
    RecordedEvent recorded{};
    intake.database.write([&](db::Tx& tx) {
        if (told) {
            (void)customer::upsert(tx, std::span(&*told, 1), by);
        }
        make_new(tx, people, by);
        recorded.event = sent.event;
        attach(people, sent, recorded.event);
        recorded.put = customer::put(tx, recorded.event);
        if (also) {
            also(tx, recorded);
        }
    });
    return recorded;
}

RecordedEvents record_events(
    const Intake& intake,
    std::vector<NumberedEvent> events,
    Problems problems,
    const db::Change& by,
    const std::function<void(db::Tx&, const RecordedEvents&)>& also
) {
    refuse_unless_right(intake, [&](const Directory& directory) {
        Problems all = problems;
        auto more = check_events(directory, events, by.at);
        all.insert(
            all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())
        );
        return all;
    });
    People people;
    intake.database.read([&](db::Reader& reader) {
        for (auto& [line, sent] : events) {
            recognise(reader, intake, sent, people);
            receive(intake, by.at, sent.event);
        }
    });
    RecordedEvents counted;
    intake.database.write([&](db::Tx& tx) {
        counted = {};
        make_new(tx, people, by);
        for (const auto& [line, sent] : events) {
            Event event = sent.event;
            attach(people, sent, event);
            count(customer::put(tx, event), counted);
        }
        if (also) {
            also(tx, counted);
        }
    });
    return counted;
}

}  // namespace styk::story
