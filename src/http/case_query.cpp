#include "http/case_query.h"

#include <algorithm>
#include <fmt/format.h>

#include "casework/risk.h"
#include "casework/rulebook.h"
#include "feedback/filter.h"

namespace styk::http {

namespace {

using casework::CaseOrder;
using casework::CaseQuery;

class QueryReader {
public:
    QueryReader(const CaseWriter& writer, const Call& call) : writer_(writer), call_(call) {
        query_.sight = writer.sight();
        query_.now = call.at;
    }

    void read(const std::string& name, const std::string& text) {
        if (!choice(name, text) && !flag(name, text) && !moment(name, text) && !page(name, text)) {
            say(name, "is not a filter of cases");
        }
    }

    CaseQuery take() {
        if (due_today_) {
            const auto& zone = writer_.directory().zone;
            const Instant midnight = zone.start_of(zone.day_of(call_.at) + 1);
            query_.due_from = call_.at;
            query_.due_before = std::min(query_.due_before.value_or(midnight), midnight);
        }
        refuse_if(std::move(problems_));
        return std::move(query_);
    }

private:
    void say(const std::string& name, std::string message) {
        problems_.push_back({name, std::move(message)});
    }

    // Keys and ids both name a record; what is stored is the id of a department, the key of others.
    bool choice(const std::string& name, const std::string& text) {
        auto* all = name == "state"        ? &query_.state
                    : name == "owner"      ? &query_.owner
                    : name == "department" ? &query_.department
                    : name == "touchpoint" ? &query_.touchpoint
                    : name == "kind"       ? &query_.kind
                    : name == "route"      ? &query_.route
                    : name == "severity"   ? &query_.severity
                    : name == "location"   ? &query_.location
                    : name == "segment"    ? &query_.segment
                    : name == "cause"      ? &query_.cause
                    : name == "source"     ? &query_.source
                                           : nullptr;
        if (all == nullptr) {
            return false;
        }
        const bool negated = text.starts_with('!');
        for (const std::string& value : values(name, negated ? text.substr(1) : text)) {
            all->push_back(negated ? "!" + value : value);
        }
        return true;
    }

    std::vector<std::string> values(const std::string& name, const std::string& text) {
        const auto& directory = writer_.directory();
        if (name == "touchpoint" && !text.empty()) {
            const auto* found = directory.touchpoints.find(text);
            found == nullptr ? say(name, "there is no touchpoint " + text) : void();
            return {found == nullptr ? text : found->key};
        }
        if (name == "department" && !text.empty()) {
            const auto* found = directory.departments.find(text);
            found == nullptr ? say(name, "there is no department " + text) : void();
            return {found == nullptr ? text : found->id.text()};
        }
        if (name == "location" && !text.empty()) {
            auto found = directory.places_below(text);
            found.empty() ? say(name, "there is no location " + text) : void();
            return found;
        }
        if (name == "state" && !record::choice_of<casework::CaseState>(text)) {
            say(name,
                fmt::format(
                    "must be one of {}", fmt::join(record::choices_of<casework::CaseState>(), ", ")
                ));
        }
        return {text};
    }

    bool flag(const std::string& name, const std::string& text) {
        const bool known = name == "mine" || name == "open" || name == "overdue" ||
                           name == "unassigned" || name == "unread" || name == "unanalysed" ||
                           name == "public_risk" || name == "due_today";
        if (!known) {
            return false;
        }
        if (text != "true" && text != "false") {
            say(name, "must be true or false");
        } else if (name == "open") {
            query_.open = text == "true";
        } else if (text == "true") {
            set(name);
        }
        return true;
    }

    void set(const std::string& name) {
        if (name == "mine") {
            query_.mine = query_.sight.users;
        } else if (name == "overdue") {
            query_.overdue = true;
        } else if (name == "unassigned") {
            query_.unassigned = true;
        } else if (name == "unread") {
            query_.unread = true;
        } else if (name == "unanalysed") {
            query_.unanalysed = true;
        } else if (name == "due_today") {
            due_today_ = true;
        } else {
            query_.risky_since = casework::flagged_since(
                writer_.rulebook().settings().public_risk_after_days, call_.at
            );
        }
    }

    bool moment(const std::string& name, const std::string& text) {
        auto* at = name == "from"         ? &query_.from
                   : name == "to"         ? &query_.to
                   : name == "due_before" ? &query_.due_before
                                          : nullptr;
        if (at == nullptr) {
            return false;
        }
        *at = feedback::read_moment(writer_.directory(), text);
        if (!*at) {
            say(name, "must be one date such as 2026-11-21 or an instant");
        }
        return true;
    }

    bool page(const std::string& name, const std::string& text) {
        if (name == "limit") {
            const auto limit = record::read_limit(text);
            limit ? void(query_.limit = *limit) : problems_.push_back(limit.error());
        } else if (name == "cursor") {
            query_.after = record::read_cursor(text);
            query_.after ? void() : say(name, "is not a cursor of this list");
        } else if (name == "sort") {
            sort(name, text);
        } else if (name == "q") {
            query_.q = text;
        } else if (name == "customer") {
            query_.customer = text;
        } else if (name == "finding") {
            query_.finding = text;
        } else if (name == "feedback") {
            query_.feedback = text;
        } else {
            return false;
        }
        return true;
    }

    void sort(const std::string& name, const std::string& text) {
        constexpr std::pair<std::string_view, CaseOrder> all[] = {
            {"due", CaseOrder::due},
            {"age", CaseOrder::age},
            {"value", CaseOrder::value},
            {"risk", CaseOrder::risk},
            {"newest", CaseOrder::newest}
        };
        const auto* found =
            std::ranges::find(all, text, &std::pair<std::string_view, CaseOrder>::first);
        if (found == std::end(all)) {
            return say(name, "must be due, age, value, risk or newest");
        }
        query_.order = found->second;
    }

    const CaseWriter& writer_;
    const Call& call_;
    CaseQuery query_;
    bool due_today_ = false;
    Problems problems_;
};

}  // namespace

CaseQuery read_case_query(
    const CaseWriter& writer, const Call& call, const std::vector<std::string_view>& also
) {
    QueryReader reader(writer, call);
    for (const auto& [name, text] : call.parameters()) {
        if (std::ranges::find(also, name) == also.end()) {
            reader.read(name, text);
        }
    }
    return reader.take();
}

}  // namespace styk::http
