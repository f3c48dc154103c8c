#include "casework/case_where_store.h"

#include <charconv>
#include <fmt/format.h>

#include "db/full_text.h"
#include "record/convert.h"

namespace styk::casework {

using Values = std::vector<std::string>;

int CaseWhere::bind(record::Value value) {
    values_.push_back(std::move(value));
    return static_cast<int>(values_.size());
}

void CaseWhere::require(const std::string& condition) {
    text_ += (text_.empty() ? " WHERE " : " AND ") + condition;
}

std::string CaseWhere::is_in(std::string_view column, const Values& values) {
    std::string marks;
    bool none = false;
    for (const std::string& one : values) {
        if (one.empty()) {
            none = true;
        } else {
            marks += fmt::format("{}${}", marks.empty() ? "" : ", ", bind(one));
        }
    }
    const auto in = marks.empty() ? std::string("1 = 0") : fmt::format("{} IN ({})", column, marks);
    return none ? fmt::format("({} OR {} IS NULL)", in, column) : in;
}

void CaseWhere::choose(std::string_view column, const OrNot& wanted) {
    Values is, is_not;
    for (const std::string& one : wanted) {
        one.starts_with('!') ? is_not.push_back(one.substr(1)) : is.push_back(one);
    }
    if (!is.empty()) {
        require(is_in(column, is));
    }
    if (!is_not.empty()) {
        require(fmt::format("NOT COALESCE({}, 1 = 0)", is_in(column, is_not)));
    }
}

void CaseWhere::choose_number(std::string_view column, const OrNot& wanted) {
    std::string any;
    for (const std::string& one : wanted) {
        any += any.empty() ? "" : " OR ";
        std::int64_t number = 0;
        std::from_chars(one.data(), one.data() + one.size(), number);
        any += one.empty() ? fmt::format("{} IS NULL", column)
                           : fmt::format("{} = ${}", column, bind(number));
    }
    if (!any.empty()) {
        require("(" + any + ")");
    }
}

std::vector<db::Param> CaseWhere::params() const {
    std::vector<db::Param> out;
    out.reserve(values_.size());
    for (const auto& value : values_) {
        out.push_back(db::to_param(value));
    }
    return out;
}

namespace {

void add_sight(CaseWhere& where, const CaseSight& sight) {
    if (sight.everything && !sight.places) {
        return;
    }
    const auto here = [&](const std::string& condition) {
        return sight.places
                   ? fmt::format("({} AND {})", condition, where.is_in("k.location", *sight.places))
                   : condition;
    };
    std::string any = fmt::format(
        "{} OR {}", where.is_in("k.owner_id", sight.users), where.is_in("k.deputy_id", sight.users)
    );
    if (sight.everything) {
        any += " OR " + here("1 = 1");
    } else {
        any += " OR " + here(where.is_in("k.touchpoint", sight.touchpoints));
        any += " OR (" + where.is_in("k.department_id", sight.departments) +
               (sight.department_fix_now_only ? " AND k.route = 'fix_now')" : ")");
    }
    where.require("(" + any + ")");
}

// Seq of a number as people say it: "C-2481", "2481".
std::optional<std::int64_t> number_in(std::string_view text) {
    const auto digits = text.find_last_not_of("0123456789");
    const auto number = digits == std::string_view::npos ? text : text.substr(digits + 1);
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out);
    const bool short_head = text.size() - number.size() <= 11;
    return error == std::errc() && short_head ? std::optional(out) : std::nullopt;
}

// The words of a customer are those of their feedback, which has the index. What is found is
// gathered by number first: with "or" between the ways to find a case each one would be looked at.
void add_words(CaseWhere& where, const std::string& q) {
    const std::string match = db::to_match(where.dialect(), q);
    std::string any = fmt::format(
        "SELECT w.seq FROM customer c JOIN customer_case w ON w.customer_id = c.id "
        "WHERE c.key = ${}",
        where.bind(q)
    );
    if (!match.empty()) {
        any += fmt::format(
            " UNION SELECT w.seq FROM customer_case w WHERE w.feedback_id IN "
            "(SELECT f.id FROM feedback f WHERE {})",
            db::match_condition(where.dialect(), "f.seq", where.bind(match))
        );
    }
    if (const auto number = number_in(q)) {
        any += fmt::format(
            " UNION SELECT w.seq FROM customer_case w WHERE w.seq = ${}", where.bind(*number)
        );
    }
    where.require(fmt::format("k.seq IN ({})", any));
}

void add_feedback(CaseWhere& where, const std::string& feedback) {
    where.require(fmt::format(
        "k.id IN (SELECT w.id FROM customer_case w WHERE w.feedback_id = ${0} "
        "UNION SELECT j.case_id FROM case_feedback j WHERE j.feedback_id = ${0})",
        where.bind(feedback)
    ));
}

void add_moments(CaseWhere& where, const CaseQuery& query) {
    const auto at = [&](const char* condition, const std::optional<Instant>& instant) {
        if (instant) {
            where.require(fmt::format(fmt::runtime(condition), where.bind(instant->us)));
        }
    };
    at("k.opened_at >= ${}", query.from);
    at("k.opened_at < ${}", query.to);
    at("k.risk_at <= ${}", query.risky_since);
    at("k.due_order >= ${}", query.due_from);
    at("k.due_order < ${}", query.due_before);
    if (query.overdue) {
        where.require(fmt::format("k.due_order < ${}", where.bind(query.now.us)));
    }
}

void add_choices(CaseWhere& where, const CaseQuery& query) {
    where.choose("k.state", query.state);
    where.choose("k.owner_id", query.owner);
    where.choose("k.department_id", query.department);
    where.choose("k.touchpoint", query.touchpoint);
    where.choose("k.kind", query.kind);
    where.choose("k.route", query.route);
    where.choose("k.location", query.location);
    where.choose("k.segment", query.segment);
    where.choose("k.cause_id", query.cause);
    where.choose("k.source", query.source);
    where.choose_number("k.severity", query.severity);
}

}  // namespace

CaseWhere where_of(const CaseQuery& query, db::Dialect dialect) {
    CaseWhere where(dialect);
    if (query.open.value_or(query.overdue)) {
        where.require("k.state <> 'closed'");
    } else if (query.open) {
        where.require("k.state = 'closed'");
    }
    add_choices(where, query);
    add_moments(where, query);
    if (query.mine) {
        where.require(where.is_in("k.owner_id", *query.mine));
    }
    if (query.unassigned) {
        where.require("k.owner_id IS NULL");
    }
    if (query.unread) {
        where.require("k.unread = 1");
    }
    if (query.unanalysed) {
        where.require("k.kind = 'complaint' AND k.cause_id IS NULL AND k.merged_into IS NULL");
    }
    if (!query.customer.empty()) {
        where.require(fmt::format(
            "k.customer_id = COALESCE((SELECT c.id FROM customer c WHERE c.key = ${0}), ${0})",
            where.bind(query.customer)
        ));
    }
    if (!query.finding.empty()) {
        where.require(fmt::format("k.finding_id = ${}", where.bind(query.finding)));
    }
    if (!query.feedback.empty()) {
        add_feedback(where, query.feedback);
    }
    if (!query.q.empty()) {
        add_words(where, query.q);
    }
    add_sight(where, query.sight);
    return where;
}

}  // namespace styk::casework
