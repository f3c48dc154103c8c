#include "story/contact_log.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/criterion.h"
#include "insight/period.h"
#include "json/json.h"

namespace styk::story {

namespace {

using customer::ContactClause;
using customer::ContactField;
using feedback::Criterion;

std::optional<ContactField> field_of(Criterion criterion) {
    switch (criterion) {
        case Criterion::touchpoint:
            return ContactField::touchpoint;
        case Criterion::channel:
            return ContactField::channel;
        case Criterion::customer:
            return ContactField::customer;
        case Criterion::lifecycle:
            return ContactField::lifecycle;
        case Criterion::segment:
            return ContactField::segment;
        case Criterion::location:
            return ContactField::location;
        default:
            return {};
    }
}

bool is_of_contact(ContactField field) {
    return field == ContactField::touchpoint || field == ContactField::channel;
}

std::string topic_of(std::string_view attributes, const std::string& name) {
    if (attributes.find(name) == std::string_view::npos) {  // most events have none: no parsing
        return {};
    }
    const auto parsed = json::try_parse(attributes);
    const auto* found =
        parsed && parsed->is_object() ? parsed->get_object().if_contains(name) : nullptr;
    if (found == nullptr || found->is_null()) {
        return {};
    }
    return found->is_string() ? std::string(found->get_string()) : json::write(*found);
}

class LogReader {
public:
    explicit LogReader(ContactLog& log) : log_(log) {
        const auto say = [&](const std::vector<std::string>& types, stats::QueueStep step) {
            for (const auto& type : types) {
                steps_.emplace(type, step);
            }
        };
        say(log.rules.started, stats::QueueStep::started);
        say(log.rules.answered, stats::QueueStep::answered);
        say(log.rules.abandoned, stats::QueueStep::abandoned);
    }

    void take(const customer::ContactEvent& event) {
        const bool in_case = !event.case_key.empty();
        const auto name =
            fmt::format("{}{}", in_case ? 'c' : 'k', in_case ? event.case_key : event.key);
        log_.events.push_back(
            {contacts_.code(name),
             steps_.at(std::string(event.type)),
             event.occurred_at.us,
             event.duration_s}
        );
        Words& words = log_.words;
        const auto topic = topic_of(event.attributes, log_.rules.topic);
        log_.traits.push_back(
            {words.code(event.customer_id),
             words.code(event.touchpoint),
             words.code(event.channel),
             words.code(event.location_id),
             words.code(event.segment),
             words.code(event.lifecycle),
             words.code(topic.empty() ? event.touchpoint : topic)}
        );
    }

private:
    ContactLog& log_;
    Words contacts_;
    std::unordered_map<std::string, stats::QueueStep> steps_;
};

// 1970-01-01 was a Thursday.
int weekday_of(Day day) {
    return (day % 7 + 7 + 3) % 7 + 1;
}

std::optional<std::string> stage_of(
    const feedback::Directory& directory, const std::optional<std::string>& touchpoint
) {
    const auto* found = touchpoint ? directory.touchpoints.find(*touchpoint) : nullptr;
    const auto* stage = found != nullptr && found->stage_id
                            ? directory.stages.find(found->stage_id->text())
                            : nullptr;
    return stage == nullptr ? std::nullopt : std::optional(stage->key);
}

std::optional<std::string> place_of(
    const feedback::Directory& directory, const std::optional<std::string>& id
) {
    const auto* found = id ? directory.locations.find(*id) : nullptr;
    return found == nullptr ? std::nullopt : std::optional(found->key);
}

std::optional<std::string> key_of(
    const ContactLog& log,
    const feedback::Directory& directory,
    const std::string& name,
    const ContactTraits& traits,
    Instant arrived
) {
    if (const auto period = insight::period_of(name)) {
        return period_key(*period, first_day_of(*period, directory.zone.day_of(arrived)));
    }
    if (name == "hour") {
        return fmt::format("{:02}", directory.zone.hour_of(arrived));
    }
    if (name == "weekday") {
        return fmt::format("{}", weekday_of(directory.zone.day_of(arrived)));
    }
    const auto text = [&](std::uint32_t code) { return log.words.text(code); };
    return name == "channel"      ? text(traits.channel)
           : name == "touchpoint" ? text(traits.touchpoint)
           : name == "stage"      ? stage_of(directory, text(traits.touchpoint))
           : name == "location"   ? place_of(directory, text(traits.location))
           : name == "segment"    ? text(traits.segment)
           : name == "lifecycle"  ? text(traits.lifecycle)
                                  : text(traits.topic);
}

}  // namespace

std::vector<ContactClause> contact_clauses(
    const feedback::Directory& directory, const feedback::Filter& filter, Reach reach
) {
    std::vector<ContactClause> out;
    for (const auto& clause : filter.clauses) {
        const auto field = field_of(clause.criterion);
        if (!field || (reach == Reach::every_contact_of_these_customers && is_of_contact(*field))) {
            continue;
        }
        ContactClause one{*field, clause.values, clause.negated};
        if (*field == ContactField::location) {
            for (std::string& value : one.values) {
                const auto* place = value.empty() ? nullptr : directory.locations.find(value);
                value = place == nullptr ? value : place->id.text();
            }
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::uint32_t Words::code(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto found = codes_.find(text);
    if (found != codes_.end()) {
        return found->second;
    }
    texts_.emplace_back(text);
    return codes_.emplace(text, static_cast<std::uint32_t>(texts_.size() - 1)).first->second;
}

std::optional<std::string> Words::text(std::uint32_t code) const {
    return code == 0 ? std::nullopt : std::optional(texts_.at(code));
}

bool is_contact_grouping(std::string_view name) {
    constexpr std::string_view others[] = {
        "channel",
        "touchpoint",
        "stage",
        "location",
        "segment",
        "lifecycle",
        "topic",
        "hour",
        "weekday"
    };
    return insight::period_of(name) ||
           std::find(std::begin(others), std::end(others), name) != std::end(others);
}

Problems check_contact_filter(const feedback::Filter& filter) {
    Problems problems;
    const auto refuse = [&](std::string name) {
        problems.push_back({std::move(name), "is nothing that contacts are known by"});
    };
    for (const auto& clause : filter.clauses) {
        if (!field_of(clause.criterion)) {
            refuse(name_of(clause));
        }
    }
    if (filter.score_min || filter.score_max) {
        refuse(filter.score_min ? "score_min" : "score_max");
    }
    if (!filter.q.empty() || filter.has_comment || filter.handled) {
        refuse(!filter.q.empty() ? "q" : filter.has_comment ? "has_comment" : "handled");
    }
    return problems;
}

ContactLog read_contact_log(
    db::Reader& reader,
    const feedback::Directory& directory,
    const feedback::Filter& filter,
    Reach reach,
    Instant from,
    Instant to
) {
    ContactLog log;
    log.rules = customer::load_contact_rules(reader);
    customer::ContactQuery query{{}, contact_clauses(directory, filter, reach), from, to};
    for (const auto* types : {&log.rules.started, &log.rules.answered, &log.rules.abandoned}) {
        query.types.insert(query.types.end(), types->begin(), types->end());
    }
    LogReader into(log);
    customer::each_contact_event(reader, query, [&](const customer::ContactEvent& event) {
        into.take(event);
    });
    return log;
}

bool is_asked_for(
    const ContactLog& log, const feedback::Filter& filter, const ContactTraits& traits
) {
    return std::all_of(filter.clauses.begin(), filter.clauses.end(), [&](const auto& clause) {
        const auto field = field_of(clause.criterion);
        if (!field || !is_of_contact(*field)) {
            return true;
        }
        const auto own =
            log.words.text(*field == ContactField::channel ? traits.channel : traits.touchpoint);
        const bool listed =
            std::find(clause.values.begin(), clause.values.end(), own.value_or("")) !=
            clause.values.end();
        return listed != clause.negated;
    });
}

std::vector<std::optional<std::string>> keys_of(
    const ContactLog& log,
    const feedback::Directory& directory,
    const std::vector<std::string>& by,
    const ContactTraits& traits,
    Instant arrived
) {
    std::vector<std::optional<std::string>> keys;
    keys.reserve(by.size());
    for (const std::string& name : by) {
        keys.push_back(key_of(log, directory, name, traits, arrived));
    }
    return keys;
}

}  // namespace styk::story
