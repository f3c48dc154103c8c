#include "story/plan_campaign.h"

#include <algorithm>

#include "json/json.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::Person;
using survey::Recipient;
using survey::RecipientState;
using survey::Survey;
namespace reason = survey::reason;

constexpr int people_at_once = 2000, queued_at_once = 2000;

std::vector<Drawn> draw_many(const Intake& intake, std::size_t count) {
    std::vector<Drawn> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(draw(intake.clock, intake.random));
    }
    return out;
}

// ---- what becomes of one

void leave_out(Recipient& one, std::string_view why) {
    one.state = RecipientState::not_sent;
    one.reason = std::string(why);
    one.due_at.reset();
}

// Their time has not come. Who was contacted lately may be free by then.
void judge_ahead(Recipient& one, const Verdict& verdict) {
    if (!verdict.reason.empty() && !verdict.free_at) {
        leave_out(one, verdict.reason);
    }
}

// Their time has come.
void judge_now(Recipient& one, const Verdict& verdict, Instant now) {
    if (verdict.free_at && one.hold_until && *verdict.free_at <= *one.hold_until) {
        one.state = RecipientState::held;
        one.reason = std::string(reason::contacted_lately);
        one.due_at = verdict.free_at;
    } else if (!verdict.reason.empty()) {
        leave_out(one, verdict.reason);
    } else {
        one.state = RecipientState::queued;
        one.reason.reset();
        one.due_at = now;
    }
}

// The invitation that a recipient gets, without its token.
survey::Invitation invitation_of(
    const Campaign& campaign, const Survey& survey, const survey::Occurrence* event, Instant now
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
    if (event != nullptr) {
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

// Who goes out now, with the invitation that each gets.
struct Going {
    std::vector<Recipient> recipients;
    std::vector<std::string> tokens;
    std::vector<survey::Invitation> invitations;

    void add(Recipient one, const std::string& token, survey::Invitation invitation) {
        recipients.push_back(std::move(one));
        tokens.push_back(token);
        invitations.push_back(std::move(invitation));
    }

    void invite(db::Tx& tx, const Campaign& campaign, Instant now) const {
        survey::invite_recipients(tx, recipients, tokens, invitations, campaign.channel, now);
    }
};

// ---- planning

// The next customers, and those of them whom the campaign means.
struct Next {
    survey::Run before, after;
    std::vector<std::string> ids;
};

Next read_next(
    db::Reader& reader,
    const Intake& intake,
    const Campaign& campaign,
    const Survey& survey,
    Instant now
) {
    Next out;
    out.before = out.after = survey::find_run(reader, campaign.id.text());
    if (out.before.planned) {
        return out;
    }
    auto people = survey::list_people(reader, out.before.planned_to, people_at_once);
    out.after.planned = static_cast<int>(people.size()) < people_at_once;
    out.after.planned_to = people.empty() ? out.before.planned_to : people.back().id;
    const Chooser chooser(reader, intake.catalogue, campaign, survey, now);
    for (const Person& one : chooser.in_audience(reader, std::move(people))) {
        if (survey::is_drawn(campaign, one.id)) {
            out.ids.push_back(one.id);
        }
    }
    return out;
}

// Still as they are: who is gone by now is not asked.
std::vector<Person> people_of(db::Reader& reader, const Next& next) {
    auto people = survey::find_people(reader, next.ids);
    std::ranges::sort(people, {}, &Person::id);
    return people;
}

std::vector<Recipient> judged(
    db::Reader& reader,
    const Chooser& chooser,
    const std::vector<Person>& people,
    const std::vector<Drawn>& drawn,
    Instant now
) {
    const auto verdicts = chooser.judge(reader, people, false);
    std::vector<Recipient> out;
    out.reserve(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::size_t wave = chooser.wave_of(people[i]);
        const Instant due = chooser.start_of(wave);
        Recipient& one = out.emplace_back(chooser.recipient_of(people[i], drawn[i], due));
        one.wave = static_cast<std::int64_t>(wave) + 1;
        due <= now ? judge_now(one, verdicts[i], now) : judge_ahead(one, verdicts[i]);
    }
    return out;
}

Going going_of(
    const std::vector<Recipient>& recipients,
    const std::vector<Drawn>& drawn,
    const survey::Invitation& invitation
) {
    Going out;
    for (std::size_t i = 0; i < recipients.size(); ++i) {
        if (recipients[i].state == RecipientState::queued) {
            out.add(recipients[i], drawn[i].token, invitation);
        }
    }
    return out;
}

bool is_sending(db::Reader& reader, const Campaign& campaign) {
    return db::load(reader, campaign.id).state == survey::CampaignState::sending;
}

// Whether nobody else has gone on with the plan meanwhile.
bool stands(db::Reader& reader, const Campaign& campaign, const survey::Run& before) {
    const auto run = survey::find_run(reader, campaign.id.text());
    return run.planned_to == before.planned_to && run.planned == before.planned;
}

// Once each, whatever the mark of the plan says.
void write_planned(
    db::Tx& tx,
    const Campaign& campaign,
    const std::vector<Recipient>& recipients,
    const Going& going,
    Instant now
) {
    const auto fresh = survey::add_recipients(tx, recipients);
    if (fresh == static_cast<std::int64_t>(recipients.size())) {
        return going.invite(tx, campaign, now);
    }
    Going new_ones;
    for (std::size_t i = 0; i < going.recipients.size(); ++i) {
        if (survey::find_recipient(tx, going.recipients[i].id)) {
            new_ones.add(going.recipients[i], going.tokens[i], going.invitations[i]);
        }
    }
    new_ones.invite(tx, campaign, now);
}

// ---- queueing of those who waited

// People in the order of the recipients; those whose customer is gone are left out.
struct Due {
    std::vector<Recipient> recipients;
    std::vector<Person> people;
    std::vector<std::string> gone;
    std::map<std::string, survey::Occurrence> events;
};

Due due_people(db::Reader& reader, std::vector<Recipient> recipients) {
    std::vector<std::string> ids, events;
    for (const Recipient& one : recipients) {
        ids.push_back(one.customer_id);
        if (!one.occasion.empty()) {
            events.push_back(one.occasion);
        }
    }
    std::map<std::string, Person> known;
    for (Person& one : survey::find_people(reader, ids)) {
        auto id = one.id;
        known.emplace(std::move(id), std::move(one));
    }
    Due out;
    out.events = survey::find_occurrences(reader, events);
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

    void take(
        Recipient one,
        const Verdict& verdict,
        const std::string& token,
        const survey::Occurrence* event
    ) {
        judge_now(one, is_twice(one) && verdict.reason.empty() ? later() : verdict, now_);
        if (one.state == RecipientState::held) {
            survey::hold_recipient(tx_, one.id, *one.due_at);
        } else if (one.state == RecipientState::not_sent) {
            dropped_[*one.reason].push_back(one.id);
        } else {
            going_.add(std::move(one), token, invitation_of(campaign_, survey_, event, now_));
        }
    }

    void write(const std::vector<std::string>& gone) {
        survey::drop_recipients(tx_, gone, reason::gone);
        for (const auto& [why, ids] : dropped_) {
            survey::drop_recipients(tx_, ids, why);
        }
        going_.invite(tx_, campaign_, now_);
        survey::queue_recipients(tx_, going_.recipients, now_);
    }

private:
    // Two events at once, or two customers with one address.
    bool is_twice(const Recipient& one) {
        const bool person = asked_.insert(one.customer_id).second;
        const bool address = asked_.insert(one.address.value_or(one.customer_id + "?")).second;
        return !person || !address;
    }

    [[nodiscard]] Verdict later() const {
        return {reason::contacted_lately, now_ + std::chrono::hours(24)};
    }

    db::Tx& tx_;
    const Campaign& campaign_;
    const Survey& survey_;
    Instant now_;
    std::set<std::string> asked_;
    std::map<std::string, std::vector<std::string>> dropped_;
    Going going_;
};

}  // namespace

bool plan_campaign(
    const Intake& intake, const Campaign& campaign, const Survey& survey, Instant now
) {
    const auto directory = intake.catalogue.directory();
    const auto next = intake.database.read([&](db::Reader& reader) {
        return read_next(reader, intake, campaign, survey, now);
    });
    if (next.before.planned) {
        return true;
    }
    const auto drawn = draw_many(intake, next.ids.size());
    bool over = false;
    intake.database.write([&](db::Tx& tx) {
        survey::lock_contacts(tx);
        over = !is_sending(tx, campaign);
        if (over || !stands(tx, campaign, next.before)) {
            return;
        }
        over = next.after.planned;
        const Chooser chooser(tx, intake.catalogue, campaign, survey, now);
        const auto recipients = judged(tx, chooser, people_of(tx, next), drawn, now);
        const auto invitation = invitation_of(campaign, survey, nullptr, now);
        write_planned(tx, campaign, recipients, going_of(recipients, drawn, invitation), now);
        survey::put_run(tx, campaign.id.text(), next.after);
    });
    return over;
}

bool queue_campaign(
    const Intake& intake, const Campaign& campaign, const Survey& survey, Instant now
) {
    const auto directory = intake.catalogue.directory();
    const auto waits = intake.database.read([&](db::Reader& reader) {
        return survey::has_due(reader, campaign.id.text(), now);
    });
    if (!waits) {
        return true;
    }
    const auto drawn = draw_many(intake, queued_at_once);
    bool all = true;
    intake.database.write([&](db::Tx& tx) {
        survey::lock_contacts(tx);
        if (!is_sending(tx, campaign)) {
            return;
        }
        auto due = due_people(tx, survey::list_due(tx, campaign.id.text(), now, queued_at_once));
        all = static_cast<int>(due.recipients.size() + due.gone.size()) < queued_at_once;
        const Chooser chooser(tx, intake.catalogue, campaign, survey, now);
        const auto verdicts = chooser.judge(tx, due.people, true);
        Queueing queueing(tx, campaign, survey, now);
        for (std::size_t i = 0; i < due.recipients.size(); ++i) {
            const auto event = due.events.find(due.recipients[i].occasion);
            const auto* found = event == due.events.end() ? nullptr : &event->second;
            queueing.take(due.recipients[i], verdicts[i], drawn[i].token, found);
        }
        queueing.write(due.gone);
    });
    return all;
}

}  // namespace styk::story
