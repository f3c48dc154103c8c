#include "story/case_reaction.h"

#include <algorithm>
#include <fmt/format.h>

#include "casework/case_store.h"
#include "casework/risk.h"
#include "customer/event_store.h"
#include "feedback/filter_match.h"
#include "feedback/findings_text.h"
#include "feedback/voice.h"
#include "story/case_events.h"
#include "story/customer_worth.h"
#include "story/setup.h"
#include "story/tell_case.h"
#include "text/personal_data.h"

namespace styk::story {

namespace {

using casework::Action;
using casework::ActionKind;
using casework::Case;
using casework::ReadyRule;
using casework::Rulebook;
using feedback::Directory;
using feedback::Feedback;
using feedback::Rating;

constexpr std::size_t longest_words = 300, longest_head = 90;
constexpr std::chrono::days again_within{90};

std::string masked_comment(const Feedback& feedback) {
    const auto found =
        feedback.reading ? feedback::read_findings(feedback.reading->findings) : std::nullopt;
    return found ? text::masked(feedback.comment, found->personal_data) : feedback.comment;
}

bool is_bad(const Directory& directory, const Rating& rating) {
    const auto* metric = directory.metrics.find(rating.metric);
    return metric != nullptr && rating.state == feedback::RatingState::given &&
           std::ranges::find(metric->negative, rating.value) != metric->negative.end();
}

// 0 worst … 1 best on its scale.
double height_of(const Directory& directory, const Rating& rating) {
    const auto* metric = directory.metrics.find(rating.metric);
    if (metric == nullptr || metric->max <= metric->min) {
        return 1;
    }
    return static_cast<double>(rating.value - metric->min) /
           static_cast<double>(metric->max - metric->min);
}

bool names(const feedback::Clause& clause, feedback::Criterion criterion) {
    return clause.criterion == criterion && !clause.negated;
}

bool allows(const feedback::Clause& clause, const Rating& one) {
    const auto& value =
        names(clause, feedback::Criterion::touchpoint) ? one.touchpoint : one.metric;
    return !(names(clause, feedback::Criterion::metric) ||
             names(clause, feedback::Criterion::touchpoint)) ||
           std::ranges::find(clause.values, value) != clause.values.end();
}

// The rating that the case is about: of those that the rule names, or all, the worst.
const Rating* rating_of(
    const Directory& directory, const Feedback& feedback, const ReadyRule* rule
) {
    const Rating* worst = nullptr;
    const auto named = [&](const Rating& one) {
        return rule == nullptr ||
               std::ranges::all_of(rule->asks.filter.clauses, [&](const feedback::Clause& clause) {
                   return allows(clause, one);
               });
    };
    for (const Rating& one : feedback.ratings) {
        const bool counts = one.state == feedback::RatingState::given && named(one);
        if (counts &&
            (worst == nullptr || height_of(directory, one) < height_of(directory, *worst))) {
            worst = &one;
        }
    }
    return worst;
}

// A rule that asks for a score at some touchpoint is about that one, whatever else was said.
bool asks_for_touchpoint(const ReadyRule* rule) {
    return rule != nullptr && rule->asks.filter.score_max &&
           std::ranges::any_of(rule->asks.filter.clauses, [](const feedback::Clause& clause) {
               return names(clause, feedback::Criterion::touchpoint);
           });
}

// What the feedback is about: its own touchpoint, else that of the worst bad rating.
std::string touchpoint_of(const Directory& directory, const Feedback& feedback) {
    if (!feedback.touchpoint.empty()) {
        return feedback.touchpoint;
    }
    const Rating* worst = nullptr;
    for (const Rating& one : feedback.ratings) {
        if (!one.touchpoint.empty() && is_bad(directory, one) &&
            (worst == nullptr || height_of(directory, one) < height_of(directory, *worst))) {
            worst = &one;
        }
    }
    return worst == nullptr ? "" : worst->touchpoint;
}

std::string title_of(const Directory& directory, const Case& one) {
    if (!one.words.empty()) {
        return casework::shortened(one.words, longest_head);
    }
    const auto* touchpoint =
        one.touchpoint.empty() ? nullptr : directory.touchpoints.find(one.touchpoint);
    const auto* metric = one.metric.empty() ? nullptr : directory.metrics.find(one.metric);
    std::string out = metric == nullptr ? "" : fmt::format("{} {}", metric->name, *one.score);
    if (touchpoint != nullptr) {
        out += (out.empty() ? "" : " · ") + touchpoint->name;
    }
    return out.empty() ? "…" : out;
}

casework::RiskSigns signs_of(const Feedback& feedback) {
    const auto said = [&](std::string_view what) {
        return feedback.reading &&
               std::ranges::find(feedback.reading->said, what) != feedback.reading->said.end();
    };
    return {
        .says_so = said("intent.public_risk"),
        .leaves = said("intent.churn_risk"),
        .is_angry = said("emotion.anger") || said("emotion.resentment")
    };
}

void assign(Case& one, const casework::Responsible& to) {
    one.owner_id = to.owner_id;
    one.deputy_id = to.deputy_id;
    one.department_id = to.department_id;
}

// The last assignment of the rule counts.
void assign_by(const Rulebook& rulebook, const std::vector<Action>& actions, Day today, Case& one) {
    using casework::AssignTo;
    for (const Action& action : actions) {
        if (action.kind != ActionKind::assign || action.to == AssignTo::touchpoint_owner) {
            continue;
        }
        if (action.to == AssignTo::user && rulebook.find_user(action.id) != nullptr) {
            one.owner_id = Id<people::User>::parse(action.id);
            one.deputy_id = rulebook.deputy_of(*one.owner_id, today);
        } else if (action.to == AssignTo::department) {
            const auto head = rulebook.head_of(action.id);
            one.department_id = Id<people::Department>::parse(action.id);
            one.owner_id = head ? Id<people::User>::parse(*head) : std::nullopt;
            one.deputy_id = one.owner_id ? rulebook.deputy_of(*one.owner_id, today) : std::nullopt;
        }
    }
}

const Action* opening_of(const ReadyRule& rule) {
    const auto found = std::ranges::find(rule.actions, ActionKind::open_case, &Action::kind);
    return found == rule.actions.end() ? nullptr : &*found;
}

std::string text_of_score(const Case& one) {
    return one.score ? fmt::format("{} {}", one.metric, *one.score) : "";
}

// Everything about one feedback that rules set off.
class Reacting {
public:
    Reacting(
        const Intake& intake,
        const Directory& directory,
        const Rulebook& rulebook,
        Feedback& feedback,
        Instant now
    )
        : intake_(intake),
          directory_(directory),
          rulebook_(rulebook),
          feedback_(feedback),
          now_(now),
          teller_(intake, directory, rulebook, now) {}

    std::shared_ptr<Reaction> make(const Judged& judged, std::optional<double> value) {
        auto out = std::make_shared<Reaction>();
        if (judged.opens != nullptr || judged.complaint) {
            open(*out, judged.opens, value);
        }
        for (const ReadyRule* rule : judged.rules) {
            for (const Action& action : rule->actions) {
                follow(*out, *rule, action);
            }
        }
        return out;
    }

private:
    void open(Reaction& out, const ReadyRule* rule, std::optional<double> value) {
        Case one = case_of(intake_, directory_, rulebook_, feedback_, rule, now_);
        one.value = value;
        count_repeats(one);
        auto received = step(one, "state");
        received.after = "received";
        received.text = rule == nullptr ? "" : rule->name;
        out.log.push_back(std::move(received));
        if (one.owner_id) {
            auto owned = step(one, "owner");
            owned.after = one.owner_id->text();
            out.log.push_back(std::move(owned));
        }
        teller_.tell(out.news, one, one.owner_id ? "case_opened" : "case_unassigned");
        const auto days = rulebook_.settings().join_days;
        if (one.customer_id && days > 0) {
            out.joins_since = now_ - std::chrono::days(days);
            out.joined = step(one, "joined");
            out.joined.text = one.words.empty() ? text_of_score(one) : one.words;
        }
        out.receipt = receipt_of(intake_, rulebook_, one, now_);
        out.opened = std::move(one);
    }

    // Somebody who was unhappy before is nearer to going public.
    void count_repeats(Case& one) const {
        const bool again = one.customer_id && intake_.database.read([&](db::Reader& reader) {
            const auto earlier = casework::list_of_customer(reader, *one.customer_id, 1);
            return !earlier.empty() && earlier[0].opened_at >= now_ - again_within;
        });
        if (again) {
            auto signs = signs_of(feedback_);
            signs.again = true;
            const auto risk = casework::risk_of(signs, now_);
            one.risk_at = risk.at;
            one.risk_because = risk.because;
        }
    }

    [[nodiscard]] casework::Step step(const Case& one, std::string kind) const {
        const db::Change by{{"system", "", ""}, now_};
        return make_step(intake_.random, intake_.clock, one.id, std::move(kind), by);
    }

    void follow(Reaction& out, const ReadyRule& rule, const Action& action) {
        if (action.kind == ActionKind::tag) {
            auto& tags = feedback_.tags;
            if (std::ranges::find(tags, action.tag) == tags.end()) {
                tags.push_back(action.tag);
            }
        } else if (action.kind == ActionKind::notify && out.opened) {
            notify(out, action);
        } else if (action.kind == ActionKind::send_survey && feedback_.customer_id) {
            ask(out, rule, action);
        } else if (action.kind == ActionKind::webhook) {
            const auto id = make_uuid_v7(intake_.clock, intake_.random).text();
            out.calls.push_back({id, action.id, rule.id, rule.name, now_});
        }
    }

    void notify(Reaction& out, const Action& action) {
        for (const std::string& id : action.user_ids) {
            if (const auto* user = rulebook_.find_user(id)) {
                teller_.tell_user(out.news, *out.opened, "case_opened", *user);
            }
        }
        if (!action.department_id.empty()) {
            for (const auto* user : rulebook_.users_of_department(action.department_id)) {
                teller_.tell_user(out.news, *out.opened, "case_opened", *user);
            }
        }
    }

    void ask(Reaction& out, const ReadyRule& rule, const Action& action) {
        const auto* survey = directory_.surveys.find(action.id);
        if (survey != nullptr) {
            out.events.push_back(rule_event(
                {.random = intake_.random, .clock = intake_.clock, .at = now_},
                feedback_,
                rule.name,
                survey->key
            ));
        }
    }

    const Intake& intake_;
    const Directory& directory_;
    const Rulebook& rulebook_;
    Feedback& feedback_;
    Instant now_;
    CaseTeller teller_;
};

// The customer has an open case here: what they say now belongs to it.
std::optional<Id<Case>> join_open_case(
    db::Tx& tx, const Reaction& reaction, const Feedback& feedback
) {
    if (!reaction.joins_since || !feedback.customer_id) {
        return {};
    }
    auto open = casework::find_open_case(
        tx, *feedback.customer_id, reaction.opened->touchpoint, *reaction.joins_since
    );
    if (!open || !casework::join(tx, open->id, feedback.id.text(), reaction.joined.at)) {
        return {};
    }
    auto step = reaction.joined;
    step.case_id = open->id;
    step.after = feedback.id.text();
    open->unread = true;
    open->risk_at = std::min(open->risk_at, reaction.opened->risk_at);
    if (reaction.opened->kind == casework::CaseKind::complaint) {
        open->kind = casework::CaseKind::complaint;
    }
    CaseNews news = reaction.news;
    for (auto& one : news.notifications) {
        one.kind = "case_joined";
        one.case_id = open->id.text();
    }
    news.mails.clear();  // their words speak of a case of its own
    put_changed(tx, *open, {step}, news, step.at);
    return open->id;
}

// What the customer is worth, where a rule asks or a case shows it.
std::optional<double> worth_of_speaker(
    const Intake& intake, const Rulebook& rulebook, const Prepared& prepared, Instant now
) {
    const Feedback& feedback = prepared.feedback;
    const Told& told = prepared.told;
    if (!feedback.customer_id) {
        return {};
    }
    const bool of_them = told && told->customer.key == feedback.customer_key;
    return intake.database.read([&](db::Reader& reader) {
        return worth_of(
            reader,
            *feedback.customer_id,
            rulebook.settings().value_attribute,
            now,
            of_them ? &*told : nullptr
        );
    });
}

bool asks_for_worth(const Rulebook& rulebook) {
    return std::ranges::any_of(rulebook.rules(), [](const ReadyRule& rule) {
        return rule.asks.value_min.has_value();
    });
}

std::shared_ptr<const Reaction> react(
    const Intake& intake,
    const Directory& directory,
    const Rulebook& rulebook,
    Prepared& prepared,
    Instant now,
    OfImports imports
) {
    Feedback& feedback = prepared.feedback;
    const bool complaint = feedback.kind == feedback::Kind::complaint;
    const bool past = !feedback.import_id.empty() && imports == OfImports::nothing;
    if (feedback::is_voice(feedback) || past || feedback.occurred_at < now - old_after ||
        (rulebook.rules().empty() && !complaint)) {
        return nullptr;
    }
    auto value =
        asks_for_worth(rulebook) ? worth_of_speaker(intake, rulebook, prepared, now) : std::nullopt;
    const auto judged = judge(rulebook, feedback, value);
    if (judged.rules.empty() && !judged.complaint) {
        return nullptr;
    }
    value = value ? value : worth_of_speaker(intake, rulebook, prepared, now);
    auto out = Reacting(intake, directory, rulebook, feedback, now).make(judged, value);
    if (!feedback.import_id.empty()) {
        out->news.mails.clear();  // a file may hold many; the bell and the queue show them
        out->news.tells_customer = false;
    }
    return out;
}

// The case that the feedback opened or joined.
std::optional<Id<Case>> write_case(db::Tx& tx, const Reaction& reaction, const Feedback& feedback) {
    if (!reaction.opened) {
        return {};
    }
    if (auto joined = join_open_case(tx, reaction, feedback)) {
        return joined;
    }
    Case one = *reaction.opened;  // the work may run twice
    one.customer_id = feedback.customer_id;
    one.feedback_id = feedback.id;
    put_opened(tx, one, reaction.log, reaction.news, reaction.receipt);
    return one.id;
}

void write_reaction(db::Tx& tx, const Reaction& reaction, const Feedback& feedback) {
    for (customer::Event event : reaction.events) {
        event.customer_id = feedback.customer_id;
        (void)customer::put(tx, event);
    }
    const auto id = write_case(tx, reaction, feedback);
    for (const RuleCall& call : reaction.calls) {
        put_rule_call(tx, call, feedback, id);
    }
}

}  // namespace

Judged judge(const Rulebook& rulebook, const Feedback& feedback, std::optional<double> value) {
    Judged out;
    out.complaint = feedback.kind == feedback::Kind::complaint;
    for (const ReadyRule& rule : rulebook.rules()) {
        const auto& asks = rule.asks;
        const bool worth = !asks.value_min || (value && *value >= *asks.value_min);
        if (!worth || !feedback::matches(asks.filter, feedback)) {
            continue;
        }
        out.rules.push_back(&rule);
        if (out.opens == nullptr && opening_of(rule) != nullptr) {
            out.opens = &rule;
        }
    }
    return out;
}

Case case_of(
    const Intake& intake,
    const Directory& directory,
    const Rulebook& rulebook,
    const Feedback& feedback,
    const ReadyRule* rule,
    Instant now
) {
    const Action* opening = rule == nullptr ? nullptr : opening_of(*rule);
    const bool complaint =
        feedback.kind == feedback::Kind::complaint ||
        (opening != nullptr && opening->case_kind == casework::CaseKind::complaint);
    const Rating* rating = rating_of(directory, feedback, rule);
    const Day today = directory.zone.day_of(now);
    Case one;
    one.id.uuid = make_uuid_v7(intake.clock, intake.random);
    one.token = random_hex(intake.random, 16);
    one.kind = complaint ? casework::CaseKind::complaint : casework::CaseKind::follow_up;
    one.route = rule == nullptr ? casework::CaseRoute::analysis : rule->route;
    one.severity = rule == nullptr ? std::nullopt : rule->severity;
    one.rule_id = rule == nullptr ? std::nullopt : std::optional(rule->id);
    one.why = rule == nullptr ? "" : rule->name;
    one.language = feedback.language;
    one.words = casework::shortened(masked_comment(feedback), longest_words);
    one.metric = rating == nullptr ? "" : rating->metric;
    one.score = rating == nullptr ? std::nullopt : std::optional<std::int64_t>(rating->value);
    one.feedback_id = feedback.id;
    one.customer_id = feedback.customer_id;
    one.touchpoint = rating != nullptr && asks_for_touchpoint(rule)
                         ? rating->touchpoint
                         : touchpoint_of(directory, feedback);
    one.location = feedback.location;
    one.segment = feedback.segment;
    one.source = record::name_of_choice(feedback.source);
    one.title = title_of(directory, one);
    one.opened_at = one.created_at = one.updated_at = now;
    one.unread = true;
    const auto risk = casework::risk_of(signs_of(feedback), now);
    one.risk_at = risk.at;
    one.risk_because = risk.because;
    assign(one, rulebook.responsible_for(directory, one.touchpoint, today));
    assign_by(rulebook, rule == nullptr ? std::vector<Action>() : rule->actions, today, one);
    const auto& general = rulebook.targets();
    rulebook.set_deadlines(one, rule == nullptr ? general : casework::over(rule->targets, general));
    return one;
}

Reactions react_to(
    const Intake& intake,
    const Directory& directory,
    std::vector<Prepared>& prepared,
    Instant now,
    OfImports imports
) {
    const Rulebook& rulebook = rulebook_of(directory);
    Reactions out;
    out.reserve(prepared.size());
    for (Prepared& one : prepared) {
        out.push_back(react(intake, directory, rulebook, one, now, imports));
    }
    return out;
}

void write_reactions(
    db::Tx& tx, const Reactions& reactions, const std::vector<Prepared>& prepared
) {
    for (std::size_t i = 0; i < reactions.size(); ++i) {
        if (reactions[i]) {
            write_reaction(tx, *reactions[i], prepared[i].feedback);
        }
    }
}

}  // namespace styk::story
