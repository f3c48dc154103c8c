#include "story/control_campaign.h"

#include <algorithm>
#include <fmt/format.h>

#include "customer/customer_store.h"
#include "firm/mail_settings_store.h"
#include "survey/definition_json.h"
#include "survey/gateway.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

using survey::Campaign;
using survey::CampaignChannel;
using survey::CampaignState;
using survey::Survey;

constexpr std::size_t first_names = 5;
constexpr int people_at_once = 2000;

void need_carrier(db::Reader& reader, const Campaign& campaign, Problems& problems) {
    if (campaign.channel == CampaignChannel::email) {
        if (!firm::can_send(firm::load_mail_settings(reader))) {
            problems.push_back({"/channel", "say first which mail server sends"});
        }
        return;
    }
    const auto gateway =
        campaign.gateway_id ? db::find(reader, *campaign.gateway_id) : std::nullopt;
    if (!gateway || !gateway->active) {
        problems.push_back({"/gateway_id", "the gateway is switched off"});
    }
}

// Events are looked at from now on, unless other campaigns have been looking all the time.
void begin_watching(db::Tx& tx, const Campaign& campaign, Instant now) {
    if (campaign.occasion == survey::Occasion::event && survey::count_watching(tx) == 0) {
        const survey::Mark mark{survey::newest_event(tx), now};
        survey::put_mark(tx, "event", mark);
        survey::put_mark(tx, "event_seen", mark);
    }
}

Campaign become(const Campaign& before, CampaignState to, Instant now) {
    Campaign after = before;
    after.state = to;
    if (before.state == CampaignState::draft) {
        after.started_at = now;
    }
    if (to == CampaignState::finished || to == CampaignState::cancelled) {
        after.finished_at = now;
    }
    return after;
}

class Rehearsal {
public:
    Rehearsal(db::Reader& reader, const Chooser& chooser, const Campaign& campaign)
        : reader_(reader), chooser_(chooser), campaign_(campaign) {
        out_.waves.resize(std::max<std::size_t>(chooser.waves().size(), 1));
        for (std::size_t i = 0; i < chooser.waves().size(); ++i) {
            out_.waves[i].at = chooser.start_of(i);
        }
        if (chooser.waves().empty()) {
            out_.waves.front().at = campaign.starts_at;
        }
    }

    [[nodiscard]] DryRun run() {
        std::string after;
        for (bool more = true; more;) {
            auto people = survey::list_people(reader_, after, people_at_once);
            more = static_cast<int>(people.size()) == people_at_once;
            after = people.empty() ? after : people.back().id;
            take(chooser_.in_audience(reader_, std::move(people)));
        }
        return std::move(out_);
    }

private:
    void take(std::vector<survey::Person> people) {
        out_.audience += static_cast<std::int64_t>(people.size());
        if (campaign_.occasion == survey::Occasion::date) {
            std::erase_if(people, [&](const survey::Person& one) {
                const bool drawn = survey::is_drawn(campaign_, one.id);
                return !drawn && (leave_out(one, survey::reason::not_drawn), true);
            });
        }
        const auto verdicts = chooser_.judge(reader_, people, false);
        for (std::size_t i = 0; i < people.size(); ++i) {
            auto verdict = verdicts[i];
            if (verdict.reason.empty() &&
                !same_address_.insert(*chooser_.address_of(people[i])).second &&
                campaign_.occasion == survey::Occasion::date) {
                verdict.reason = survey::reason::same_address;
            }
            verdict.reason.empty() ? send(people[i]) : leave_out(people[i], verdict.reason);
        }
    }

    void leave_out(const survey::Person& one, std::string_view reason) {
        auto& of = out_.reasons[std::string(reason)];
        ++of.n;
        if (of.first.size() < first_names) {
            of.first.push_back(one);
        }
    }

    void send(const survey::Person& one) {
        const std::string language = chooser_.language_of(one);
        ++out_.would_get;
        ++out_.languages[language];
        ++out_.waves[chooser_.wave_of(one)].n;
        if (out_.first.size() < first_names) {
            out_.first.emplace_back(one, language);
        }
    }

    db::Reader& reader_;
    const Chooser& chooser_;
    const Campaign& campaign_;
    std::set<std::string> same_address_;
    DryRun out_;
};

Survey survey_of(db::Reader& reader, const Campaign& campaign) {
    return db::load(reader, campaign.survey_id);
}

// Somebody to write to: the customer asked for, else an invented one without a name.
survey::Person person_for(db::Reader& reader, const std::string& customer) {
    survey::Person out;
    out.attributes = "{}";
    if (customer.empty()) {
        return out;
    }
    const auto found = customer::find_customer(reader, customer);
    if (!found) {
        refuse_if({{"/customer", "there is no such customer"}});
    }
    return survey::find_people(reader, {found->id.text()}).at(0);
}

}  // namespace

void check_campaign(db::Reader& reader, const Campaign& campaign) {
    Problems problems = survey::check(campaign);
    if (!db::find(reader, campaign.survey_id)) {
        problems.push_back({"/survey_id", "there is no such survey"});
    }
    const auto gateway =
        campaign.gateway_id ? db::find(reader, *campaign.gateway_id) : std::nullopt;
    const bool other = gateway && record::name_of_choice(gateway->channel) !=
                                      record::name_of_choice(campaign.channel);
    if (campaign.gateway_id && (!gateway || other)) {
        problems.push_back(
            {"/gateway_id",
             gateway ? "carries another kind of messages" : "there is no such gateway"}
        );
    }
    refuse_if(std::move(problems));
    const auto before = db::find(reader, campaign.id);
    auto fixed = before ? survey::check_change(*before, campaign) : Problems();
    if (!fixed.empty()) {
        throw Refusal(Code::conflict, "The campaign has started.", std::move(fixed));
    }
}

Problems start_problems(db::Reader& reader, const Campaign& campaign, Instant now) {
    Problems problems;
    const Survey survey = survey_of(reader, campaign);
    const bool over = survey.closes_at && now >= *survey.closes_at;
    if (survey.state != survey::State::live || over) {
        problems.push_back({"/survey_id", "publish the survey first: it is not open"});
    }
    need_carrier(reader, campaign, problems);
    if (address_for_links(reader).empty()) {
        problems.push_back({"/channel", "say first at which address people reach this server"});
    }
    return problems;
}

Campaign start_campaign(const Intake& intake, const Id<Campaign>& id, const db::Change& by) {
    Campaign after;
    intake.database.write([&](db::Tx& tx) {
        const Campaign before = db::load(tx, id);
        if (before.state != CampaignState::draft) {
            throw Refusal(Code::conflict, "This campaign has been started already.");
        }
        refuse_if(start_problems(tx, before, by.at));
        begin_watching(tx, before, by.at);
        after = become(before, CampaignState::sending, by.at);
        db::change(tx, before, after, by);
        ask_run_campaigns(tx, by.at, by.at);
    });
    return after;
}

Campaign change_campaign_state(
    const Intake& intake, const Id<Campaign>& id, CampaignState to, const db::Change& by
) {
    Campaign after;
    intake.database.write([&](db::Tx& tx) {
        const Campaign before = db::load(tx, id);
        if (before.state == CampaignState::draft || !survey::may_become(before.state, to)) {
            throw Refusal(
                Code::conflict,
                fmt::format(
                    "A campaign that is {} cannot become {}.",
                    record::name_of_choice(before.state),
                    record::name_of_choice(to)
                )
            );
        }
        after = become(before, to, by.at);
        db::change(tx, before, after, by);
        if (to == CampaignState::sending) {
            ask_run_campaigns(tx, by.at, by.at);
        } else if (to != CampaignState::paused) {
            survey::cancel_recipients(tx, id.text(), to == CampaignState::cancelled);
        }
    });
    return after;
}

DryRun dry_run(const Intake& intake, const Campaign& campaign, Instant now) {
    const auto directory = intake.catalogue.directory();
    return intake.database.read([&](db::Reader& reader) {
        const Survey survey = survey_of(reader, campaign);
        const Chooser chooser(reader, intake.catalogue, campaign, survey, now);
        DryRun out = Rehearsal(reader, chooser, campaign).run();
        out.problems = start_problems(reader, campaign, now);
        return out;
    });
}

Trial preview_message(const Intake& intake, const Campaign& campaign, const TrialAsked& asked) {
    const auto directory = intake.catalogue.directory();
    Survey survey;
    Addressee to;
    std::string address, sender, definition;
    intake.database.read([&](db::Reader& reader) {
        survey = survey_of(reader, campaign);
        to.person = person_for(reader, asked.customer);
        address = address_for_links(reader);
        sender = name_of_sender(reader, directory->firm.name);
        definition = survey::load_draft(reader, survey.id).definition;
        const Chooser chooser(reader, intake.catalogue, campaign, survey, intake.clock.now());
        to.language = asked.language.empty() ? chooser.language_of(to.person) : asked.language;
    });
    const auto& offered = survey.languages;
    if (std::find(offered.begin(), offered.end(), to.language) == offered.end()) {
        refuse_if({{"/language", fmt::format("this survey does not speak {}", to.language)}});
    }
    to.purpose = asked.purpose;
    to.stop = "trial";
    if (campaign.expires_after_days) {
        to.expires_at = intake.clock.now() + std::chrono::days(*campaign.expires_after_days);
    }
    to.open_at = fmt::format("{}/preview/{}?language={}", address, survey.id.text(), to.language);
    Problems ignored;
    const auto read = survey::read_stored_definition(definition, survey.language);
    const Letterhead head{
        campaign,
        survey,
        read,
        survey::read_texts(campaign.texts.text, ignored),
        sender,
        address,
        directory->zone,
        {},
        directory->firm.words.text
    };
    return {to.language, to.person.name, write_message(head, to)};
}

}  // namespace styk::story
