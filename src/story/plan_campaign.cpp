#include "story/plan_campaign.h"

#include <algorithm>

#include "base/id.h"
#include "json/json.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::Person;
using survey::Recipient;
using survey::RecipientState;
using survey::Survey;
namespace reason = survey::reason;

constexpr int people_at_once = 2000, queued_at_once = 2000, events_at_once = 5000;

// Whoever wrote an event or a customer may have taken so long to commit it.
constexpr std::chrono::seconds longest_write{120};

Recipient recipient_of(
    const Intake& intake, const Chooser& chooser, const Campaign& campaign, const Person& person
) {
    Recipient out;
    out.id = make_uuid_v7(intake.clock, intake.random).text();
    out.campaign_id = campaign.id.text();
    out.customer_id = person.id;
    out.address = chooser.address_of(person);
    out.language = chooser.language_of(person);
    out.stop = random_hex(intake.random, 16);
    return out;
}

void set_due(Recipient& one, Instant due, const Campaign& campaign, Instant now) {
    one.due_at = due;
    one.hold_until = due + std::chrono::days(campaign.hold_days);
    one.created_at = now;
}

void take_verdict(Recipient& one, const Verdict& verdict) {
    if (!verdict.reason.empty() && !verdict.free_at) {
        one.state = RecipientState::not_sent;
        one.reason = std::string(verdict.reason);
        one.due_at.reset();
    }
}

std::vector<Recipient> plan_people(
    const Intake& intake,
    db::Reader& reader,
    const Chooser& chooser,
    const Campaign& campaign,
    std::vector<Person> people,
    Instant now
) {
    people = chooser.in_audience(reader, std::move(people));
    std::erase_if(people, [&](const Person& one) { return !survey::is_drawn(campaign, one.id); });
    const auto verdicts = chooser.judge(reader, people, false);
    std::vector<Recipient> out;
    for (std::size_t i = 0; i < people.size(); ++i) {
        Recipient& one = out.emplace_back(recipient_of(intake, chooser, campaign, people[i]));
        const std::size_t wave = chooser.wave_of(people[i]);
        one.wave = static_cast<std::int64_t>(wave) + 1;
        set_due(one, chooser.start_of(wave), campaign, now);
        take_verdict(one, verdicts[i]);
    }
    return out;
}

// ---- queueing

// The invitation that a recipient gets, without its token.
survey::Invitation invitation_of(
    const Campaign& campaign,
    const Survey& survey,
    const std::optional<survey::Occurrence>& event,
    Instant now
) {
    survey::Invitation out;
    out.survey_id = survey.id;
    using Channel = survey::CampaignChannel;
    out.channel = campaign.channel == Channel::email ? "email"
                  : campaign.channel == Channel::sms ? "sms"
                                                     : "chat";
    if (campaign.expires_after_days) {
        out.expires_at = now + std::chrono::days(*campaign.expires_after_days);
    }
    if (event) {
        out.touchpoint = event->touchpoint;
        out.occurred_at = event->occurred_at;
        json::Object hidden{{"event", event->event_key}};
        if (event->order_key) {
            hidden["order"] = *event->order_key;
        }
        if (event->case_key) {
            hidden["case"] = *event->case_key;
        }
        out.hidden = json::write(hidden);
    }
    return out;
}

// People in the order of the recipients; those whose customer is gone are left out.
struct Due {
    std::vector<Recipient> recipients;
    std::vector<Person> people;
    std::vector<std::string> gone;
};

Due due_people(db::Reader& reader, std::vector<Recipient> recipients) {
    std::vector<std::string> ids;
    ids.reserve(recipients.size());
    for (const Recipient& one : recipients) {
        ids.push_back(one.customer_id);
    }
    std::map<std::string, Person> known;
    for (Person& one : survey::find_people(reader, ids)) {
        auto id = one.id;
        known.emplace(std::move(id), std::move(one));
    }
    Due out;
    for (Recipient& one : recipients) {
        const auto found = known.find(one.customer_id);
        if (found == known.end()) {
            out.gone.push_back(one.id);
        } else {
            out.people.push_back(found->second);
            out.recipients.push_back(std::move(one));
        }
    }
    return out;
}

class Queueing {
public:
    Queueing(db::Tx& tx, const Campaign& campaign, const Survey& survey, Instant now)
        : tx_(tx), campaign_(campaign), survey_(survey), now_(now) {}

    void take(const Recipient& one, const Verdict& verdict, const std::string& token) {
        const bool person = asked_.insert(one.customer_id).second;
        const bool address = asked_.insert(one.address.value_or(one.customer_id + "?")).second;
        const bool twice = !person || !address;  // two events at once
        const auto free = twice ? std::optional(now_ + std::chrono::hours(24)) : verdict.free_at;
        if (free && one.hold_until && *free <= *one.hold_until) {
            survey::hold_recipient(tx_, one.id, *free);
        } else if (free) {
            dropped_[std::string(reason::contacted_lately)].push_back(one.id);
        } else if (!verdict.reason.empty()) {
            dropped_[std::string(verdict.reason)].push_back(one.id);
        } else {
            go_.push_back(one);
            tokens_.push_back(token);
            const auto event =
                one.occasion.empty() ? std::nullopt : survey::find_occurrence(tx_, one.occasion);
            invitations_.push_back(invitation_of(campaign_, survey_, event, now_));
        }
    }

    void write(const std::vector<std::string>& gone) {
        survey::drop_recipients(tx_, gone, reason::gone);
        for (const auto& [why, ids] : dropped_) {
            survey::drop_recipients(tx_, ids, why);
        }
        survey::queue_recipients(tx_, go_, tokens_, invitations_, campaign_.channel, now_);
    }

private:
    db::Tx& tx_;
    const Campaign& campaign_;
    const Survey& survey_;
    Instant now_;
    std::set<std::string> asked_;
    std::map<std::string, std::vector<std::string>> dropped_;
    std::vector<Recipient> go_;
    std::vector<std::string> tokens_;
    std::vector<survey::Invitation> invitations_;
};

// ---- occasions

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
    const std::vector<Asked>& asked,
    Instant now
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
            Recipient& made = out.emplace_back(recipient_of(intake, chooser, campaign, one.person));
            made.occasion = one.occasion;
            made.event_key = one.event_key;
            set_due(made, one.at + std::chrono::minutes(campaign.delay_minutes), campaign, now);
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

bool plan_campaign(
    const Intake& intake, const Campaign& campaign, const Survey& survey, Instant now
) {
    const auto directory = intake.catalogue.directory();
    const std::string id = campaign.id.text();
    survey::Run run;
    std::vector<Recipient> planned;
    intake.database.read([&](db::Reader& reader) {
        run = survey::find_run(reader, id);
        if (run.planned) {
            return;
        }
        auto people = survey::list_people(reader, run.planned_to, people_at_once);
        run.planned = static_cast<int>(people.size()) < people_at_once;
        run.planned_to = people.empty() ? run.planned_to : people.back().id;
        const Chooser chooser(reader, intake.catalogue, campaign, survey, now);
        planned = plan_people(intake, reader, chooser, campaign, std::move(people), now);
    });
    intake.database.write([&](db::Tx& tx) {
        if (db::load(tx, campaign.id).state == survey::CampaignState::sending) {
            survey::add_recipients(tx, planned);
            survey::put_run(tx, id, run);
        }
    });
    return run.planned;
}

bool queue_campaign(
    const Intake& intake, const Campaign& campaign, const Survey& survey, Instant now
) {
    const auto directory = intake.catalogue.directory();
    std::vector<std::string> tokens;
    tokens.reserve(queued_at_once);
    for (int i = 0; i < queued_at_once; ++i) {
        tokens.push_back(random_hex(intake.random, 16));
    }
    const auto waits = intake.database.read([&](db::Reader& reader) {
        return !survey::list_due(reader, campaign.id.text(), now, 1).empty();
    });
    if (!waits) {
        return true;
    }
    bool all = true;
    intake.database.write([&](db::Tx& tx) {
        survey::lock_contacts(tx);
        if (db::load(tx, campaign.id).state != survey::CampaignState::sending) {
            return;
        }
        auto due = due_people(tx, survey::list_due(tx, campaign.id.text(), now, queued_at_once));
        all = static_cast<int>(due.recipients.size() + due.gone.size()) < queued_at_once;
        const Chooser chooser(tx, intake.catalogue, campaign, survey, now);
        const auto verdicts = chooser.judge(tx, due.people, true);
        Queueing queueing(tx, campaign, survey, now);
        for (std::size_t i = 0; i < due.recipients.size(); ++i) {
            queueing.take(due.recipients[i], verdicts[i], tokens[i]);
        }
        queueing.write(due.gone);
    });
    return all;
}

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
            auto more = plan_asked(intake, reader, chooser, one, asked, now);
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
