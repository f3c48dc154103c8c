#include "http/case_json.h"

#include <unordered_map>

#include "casework/case_store.h"
#include "casework/risk.h"
#include "casework/rulebook.h"
#include "http/case_mail_api.h"
#include "http/figure_json.h"
#include "http/inbox_query.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/case_sight.h"
#include "story/setup.h"
#include "story/show_case.h"

namespace styk::http {

namespace {

using casework::Case;

json::Value text_json(const std::string& text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Value text_json(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

template <class T>
json::Value id_json(const std::optional<Id<T>>& id) {
    return id ? json::Value(id->text()) : json::Value(nullptr);
}

json::Value instant_json(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value whole_json_of(const std::optional<std::int64_t>& number) {
    return number ? json::Value(*number) : json::Value(nullptr);
}

json::Value score_json(const std::string& metric, const std::optional<std::int64_t>& value) {
    return value && !metric.empty()
               ? json::Value(json::Object{{"metric", metric}, {"value", *value}})
               : json::Value(nullptr);
}

json::Object step_json(const casework::Step& step) {
    json::Value by = nullptr;
    if (!step.by.name.empty()) {
        by = json::Object{{"id", text_json(step.by.id)}, {"name", step.by.name}};
    }
    return {
        {"id", step.id},
        {"at", to_rfc3339(step.at)},
        {"by", std::move(by)},
        {"by_kind", step.by.kind},
        {"kind", step.kind},
        {"from", text_json(step.before)},
        {"to", text_json(step.after)},
        {"text", text_json(step.text)}
    };
}

json::Object moment_json(const story::Moment& moment) {
    return {
        {"at", to_rfc3339(moment.at)},
        {"touchpoint", text_json(moment.touchpoint)},
        {"event", text_json(moment.event)},
        {"text", text_json(moment.text)},
        {"emotion", number_json(moment.emotion)},
        {"score", score_json(moment.metric, moment.value)},
        {"feedback_id", text_json(moment.feedback_id)}
    };
}

json::Object similar_json(const story::Similar& similar, const Case& one) {
    json::Array weeks, sample;
    for (const auto& [key, n] : similar.by_week) {
        weeks.push_back(json::Object{{"key", key}, {"n", n}});
    }
    for (const auto& feedback : similar.sample) {
        sample.push_back(json::Object{
            {"id", feedback.id.text()},
            {"comment", casework::shortened(feedback.comment, 300)},
            {"occurred_at", to_rfc3339(feedback.occurred_at)}
        });
    }
    return {
        {"n", similar.n},
        {"days", story::similar_days},
        {"by_week", std::move(weeks)},
        {"sample", std::move(sample)},
        {"finding_id", id_json(one.finding_id)}
    };
}

json::Value clock_json(const std::optional<story::CaseClock>& clock) {
    if (!clock) {
        return nullptr;
    }
    return json::Object{
        {"standard", clock->standard},
        {"name", clock->name},
        {"promised_s", clock->promised_s},
        {"lived_s", clock->lived_s},
        {"kept", clock->kept},
        {"running", clock->running},
        {"calendar", clock->working ? "working" : "always"},
        {"at", to_rfc3339(clock->begun)}
    };
}

struct Customer {
    std::string key, name;
};

using Customers = std::unordered_map<std::string, Customer>;

// The one question asked after the answer.
json::Value check_json(const story::CaseView& view) {
    if (!view.check) {
        return nullptr;
    }
    return json::Object{
        {"sent_at", to_rfc3339(view.check->sent_at)},
        {"answered_at", instant_json(view.check->answered_at)},
        {"rating", whole_json_of(view.check->rating)},
        {"answer", text_json(view.check->comment)}
    };
}

json::Value recovery_json(const story::CaseView& view, const Case& one) {
    if (!one.closed_at || one.metric.empty()) {
        return nullptr;
    }
    const auto& [before, after, stays] = view.recovery;
    return json::Object{
        {"metric", one.metric},
        {"before", whole_json_of(before)},
        {"after", whole_json_of(after)},
        {"stays", stays ? json::Value(*stays) : json::Value(nullptr)}
    };
}

}  // namespace

CaseWriter::CaseWriter(House& house, const Call& call)
    : house_(house),
      call_(call),
      directory_(house.catalogue.directory()),
      rulebook_(story::setup_of(house.catalogue)->rulebook),
      sight_(story::case_sight(call.actor, *directory_, *rulebook_, call.at)) {}

Case CaseWriter::load(const Id<Case>& id) const {
    const auto found =
        house_.database.read([&](db::Reader& reader) { return casework::find_case(reader, id); });
    if (!found || !casework::sees(sight_, *found)) {
        throw Refusal(Code::not_found, "There is no such case.");
    }
    return *found;
}

json::Object CaseWriter::due_json(const Case& one) const {
    const auto duty = casework::next_duty(one);
    json::Value left = nullptr;
    const bool overdue = one.due_at && *one.due_at < call_.at;
    if (one.due_at) {
        const auto& hours = rulebook_->hours_of(one);
        const auto span =
            overdue ? -hours.between(*one.due_at, call_.at) : hours.between(call_.at, *one.due_at);
        left = std::chrono::duration_cast<std::chrono::seconds>(span).count();
    }
    return {
        {"acknowledge_at", instant_json(one.acknowledge_by)},
        {"answer_at", instant_json(one.answer_by)},
        {"close_at", instant_json(one.close_by)},
        {"next", duty.empty() ? json::Value(nullptr) : json::Value(duty)},
        {"at", instant_json(one.due_at)},
        {"left_s", std::move(left)},
        {"overdue", overdue},
        {"escalated", one.escalated}
    };
}

json::Value CaseWriter::risk_json(const Case& one) const {
    if (!casework::is_open(one)) {
        return nullptr;
    }
    const auto days = rulebook_->settings().public_risk_after_days;
    json::Array because;
    for (const std::string& why : one.risk_because) {
        because.push_back(json::Value(why));
    }
    if (one.opened_at <= casework::flagged_since(days, call_.at)) {
        because.push_back(json::Value("age"));
    }
    return json::Object{
        {"score", casework::risk_score(one.risk_at, days, call_.at)},
        {"flagged", one.risk_at <= casework::flagged_since(days, call_.at)},
        {"because", std::move(because)}
    };
}

json::Object CaseWriter::short_json(const Case& one) const {
    return {
        {"id", one.id.text()},
        {"revision", one.revision},
        {"number", casework::number_of(rulebook_->settings().number_prefix, one)},
        {"kind", record::name_of_choice(one.kind)},
        {"route", record::name_of_choice(one.route)},
        {"state", record::name_of_choice(one.state)},
        {"outcome",
         one.outcome ? json::Value(record::name_of_choice(*one.outcome)) : json::Value(nullptr)},
        {"title", one.title},
        {"feedback_id", id_json(one.feedback_id)},
        {"comment", text_json(one.words)},
        {"language", text_json(one.language)},
        {"score", score_json(one.metric, one.score)},
        {"customer_id", id_json(one.customer_id)},
        {"customer", nullptr},
        {"customer_name", nullptr},
        {"value", number_json(one.value)},
        {"touchpoint", text_json(one.touchpoint)},
        {"location", text_json(one.location)},
        {"segment", text_json(one.segment)},
        {"source", text_json(one.source)},
        {"owner_id", id_json(one.owner_id)},
        {"deputy_id", id_json(one.deputy_id)},
        {"department_id", id_json(one.department_id)},
        {"severity", whole_json_of(one.severity)},
        {"complexity", whole_json_of(one.complexity)},
        {"impact", whole_json_of(one.impact)},
        {"safety", one.safety},
        {"public_risk", risk_json(one)},
        {"opened_at", to_rfc3339(one.opened_at)},
        {"created_at", to_rfc3339(one.created_at)},
        {"updated_at", to_rfc3339(one.updated_at)},
        {"acknowledged_at", instant_json(one.acknowledged_at)},
        {"answered_at", instant_json(one.answered_at)},
        {"closed_at", instant_json(one.closed_at)},
        {"reopened", one.reopened},
        {"unread", one.unread},
        {"cause_id", id_json(one.cause_id)},
        {"merged_into", id_json(one.merged_into)},
        {"due", due_json(one)}
    };
}

json::Array CaseWriter::list_json(const std::vector<Case>& cases) const {
    Customers customers;
    house_.database.read([&](db::Reader& reader) {
        for (const Case& one : cases) {
            if (!one.customer_id || customers.contains(one.customer_id->text())) {
                continue;
            }
            const auto found = db::find(reader, *one.customer_id);
            if (found) {
                customers.emplace(one.customer_id->text(), Customer{found->key, found->name});
            }
        }
    });
    json::Array out;
    for (const Case& one : cases) {
        auto item = short_json(one);
        const auto found =
            one.customer_id ? customers.find(one.customer_id->text()) : customers.end();
        if (found != customers.end()) {
            item["customer"] = found->second.key;
            item["customer_name"] = text_json(found->second.name);
        }
        out.push_back(std::move(item));
    }
    return out;
}

story::CaseView CaseWriter::view(const Case& one) const {
    return story::show_case(
        {house_.database, *directory_, *rulebook_, house_.engine, call_.actor, call_.at}, one
    );
}

void CaseWriter::put_view(json::Object& out, const Case& one) const {
    const auto view = this->view(one);
    json::Array steps, journey, history, merged, joined;
    for (const auto& step : view.steps) {
        steps.push_back(step_json(step));
    }
    for (const auto& moment : view.journey) {
        journey.push_back(moment_json(moment));
    }
    for (const auto& past : view.history) {
        history.push_back(json::Object{
            {"metric", past.metric},
            {"value", past.value},
            {"at", to_rfc3339(past.at)},
            {"feedback_id", past.feedback_id}
        });
    }
    for (const auto& other : view.merged) {
        merged.push_back(json::Object{
            {"id", other.id.text()},
            {"number", casework::number_of(rulebook_->settings().number_prefix, other)},
            {"title", other.title}
        });
    }
    for (const auto& feedback : view.joined) {
        joined.push_back(feedback_json(feedback, call_.actor, false));
    }
    out["feedback"] = view.feedback ? json::Value(feedback_json(*view.feedback, call_.actor))
                                    : json::Value(nullptr);
    out["joined"] = std::move(joined);
    if (view.customer) {
        out["customer"] = view.customer->key;
        out["customer_name"] = text_json(view.customer->name);
    }
    out["customer_email"] = view.customer ? text_json(view.customer->email) : json::Value(nullptr);
    out["customer_segment"] =
        view.customer ? text_json(view.customer->segment) : json::Value(nullptr);
    out["steps"] = std::move(steps);
    out["messages"] = messages_json(house_, one);
    out["journey"] = std::move(journey);
    out["history"] = std::move(history);
    out["merged"] = std::move(merged);
    out["clock"] = clock_json(view.clock);
    out["similar"] = similar_json(view.similar, one);
    out["suggested_template"] = text_json(view.suggested_template);
    out["check"] = check_json(view);
    out["recovery"] = recovery_json(view, one);
}

json::Object CaseWriter::whole_json(const Case& one) const {
    auto out = short_json(one);
    out["rule_id"] = id_json(one.rule_id);
    out["why"] = text_json(one.why);
    out["remedy_sought"] = text_json(one.remedy_sought);
    out["lesson"] = text_json(one.lesson);
    out["external_route"] = text_json(one.external_route);
    out["finding_id"] = id_json(one.finding_id);
    out["status_url"] = "/c/" + one.token;
    out["ask_after_days"] = rulebook_->settings().ask_after_days;
    put_view(out, one);
    return out;
}

}  // namespace styk::http
