#include "story/watch_occasions.h"

#include <algorithm>

#include "story/choose_recipients.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::Person;
using survey::Recipient;

constexpr int events_at_once = 5000;

// Whoever wrote an event or a customer may have taken so long to commit it.
constexpr std::chrono::seconds longest_write{120};

std::vector<std::string> types_of(const std::vector<Campaign>& campaigns) {
    std::vector<std::string> types;
    for (const Campaign& one : campaigns) {
        if (one.event_type && *one.event_type != survey::customer_created) {
            types.push_back(*one.event_type);
        }
    }
    return types;
}

struct Asked {
    Person person;
    std::string occasion, event_key;
    Instant at;
};

std::vector<Recipient> plan_asked(
    const Intake& intake,
    db::Reader& reader,
    const Chooser& chooser,
    const Campaign& campaign,
    const std::vector<Asked>& asked
) {
    std::vector<Person> people;
    people.reserve(asked.size());
    for (const Asked& one : asked) {
        people.push_back(one.person);
    }
    std::set<std::string> meant;
    for (const Person& one : chooser.in_audience(reader, people)) {
        meant.insert(one.id);
    }
    std::vector<Recipient> out;
    for (const Asked& one : asked) {
        if (meant.contains(one.person.id) &&
            survey::is_drawn(campaign, one.person.id + one.occasion)) {
            const Instant due = one.at + std::chrono::minutes(campaign.delay_minutes);
            const auto drawn = draw(intake.clock, intake.random);
            Recipient& made = out.emplace_back(chooser.recipient_of(one.person, drawn, due));
            made.occasion = one.occasion;
            made.event_key = one.event_key;
        }
    }
    return out;
}

std::vector<Asked> asked_by_events(
    db::Reader& reader,
    const Campaign& campaign,
    const Chooser& chooser,
    const std::vector<survey::Occurrence>& events
) {
    std::vector<std::string> ids;
    std::vector<const survey::Occurrence*> fitting;
    for (const auto& event : events) {
        const bool since = campaign.started_at && event.occurred_at >= *campaign.started_at;
        if (since && event.type == campaign.event_type && fits(chooser.when(), event)) {
            ids.push_back(event.customer_id);
            fitting.push_back(&event);
        }
    }
    std::map<std::string, Person> known;
    for (Person& one : survey::find_people(reader, ids)) {
        auto id = one.id;
        known.emplace(std::move(id), std::move(one));
    }
    std::vector<Asked> out;
    for (const auto* event : fitting) {
        const auto person = known.find(event->customer_id);
        if (person != known.end()) {
            out.push_back({person->second, event->event_id, event->event_key, event->occurred_at});
        }
    }
    return out;
}

// What lies ahead was written by a clock that has been set back since: who came lately counts.
Instant not_after(Instant at, Instant now) {
    return at > now ? now - longest_write : at;
}

std::vector<Asked> asked_by_arrival(
    const Campaign& campaign, const std::vector<Person>& people, Instant now
) {
    const auto least = survey::least_customer_id(not_after(campaign.started_at.value_or(now), now));
    std::vector<Asked> out;
    for (const Person& one : people) {
        if (one.id >= least) {
            out.push_back({one, "", std::string(survey::customer_created), now});
        }
    }
    return out;
}

// From where the events are to be read the next time. What came within the last minutes is read
// again: another writer may still be at it.
struct Marks {
    survey::Mark from, seen;
};

Marks read_marks(db::Reader& reader, Instant now) {
    const survey::Mark fresh{survey::newest_event(reader), now};
    return {
        survey::find_mark(reader, "event").value_or(fresh),
        survey::find_mark(reader, "event_seen").value_or(fresh)
    };
}

Marks next_marks(db::Reader& reader, const Marks& marks, bool read_all, Instant now) {
    Marks next = marks;
    next.from.at = std::max(not_after(marks.from.at, now), now - longest_write);
    next.seen.at = std::min(marks.seen.at, now);
    if (read_all && now - marks.seen.at >= longest_write) {
        next.from.seq = std::max(marks.from.seq, marks.seen.seq);
        next.seen = {survey::newest_event(reader), now};
    }
    return next;
}

}  // namespace

void watch_occasions(const Intake& intake, const std::vector<Campaign>& campaigns, Instant now) {
    const auto directory = intake.catalogue.directory();
    std::vector<Recipient> planned;
    Marks next;
    intake.database.read([&](db::Reader& reader) {
        const Marks marks = read_marks(reader, now);
        const auto events =
            survey::list_occurrences(reader, types_of(campaigns), marks.from.seq, events_at_once);
        next = next_marks(reader, marks, static_cast<int>(events.size()) < events_at_once, now);
        const auto people = survey::list_new_people(reader, marks.from.at, events_at_once);
        for (const Campaign& one : campaigns) {
            const auto* survey = directory->surveys.find(one.survey_id.text());
            if (survey == nullptr) {
                continue;
            }
            const Chooser chooser(reader, intake.catalogue, one, *survey, now);
            const bool arrival = one.event_type == survey::customer_created;
            const auto asked = arrival ? asked_by_arrival(one, people, now)
                                       : asked_by_events(reader, one, chooser, events);
            auto more = plan_asked(intake, reader, chooser, one, asked);
            std::move(more.begin(), more.end(), std::back_inserter(planned));
        }
    });
    intake.database.write([&](db::Tx& tx) {
        survey::add_recipients(tx, planned);
        survey::put_mark(tx, "event", next.from);
        survey::put_mark(tx, "event_seen", next.seen);
    });
}

}  // namespace styk::story
