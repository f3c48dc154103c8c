#include "casework/case_store.h"

#include <array>
#include <fmt/format.h>
#include <memory>

#include "base/result.h"
#include "record/convert.h"

namespace styk::casework {

namespace {

// In the order of read_case and params_of; seq, id and revision stand before them.
constexpr std::array<std::string_view, 51> columns{
    "kind",          "route",       "state",           "outcome",       "title",
    "language",      "words",       "metric",          "score",         "feedback_id",
    "customer_id",   "touchpoint",  "location",        "segment",       "source",
    "value",         "owner_id",    "deputy_id",       "department_id", "severity",
    "complexity",    "impact",      "safety",          "risk_at",       "risk_because",
    "remedy_sought", "opened_at",   "created_at",      "updated_at",    "acknowledge_by",
    "answer_by",     "close_by",    "acknowledged_at", "answered_at",   "closed_at",
    "due_at",        "escalate_at", "escalated",       "reopened",      "unread",
    "rule_id",       "why",         "cause_id",        "lesson",        "external_route",
    "finding_id",    "merged_into", "ask_event",       "token",         "due_order",
    "value_order"
};

const std::string& insert_case() {
    static const std::string text = [] {
        std::string names = "id, revision", marks = "$1, 1";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            names += fmt::format(", {}", columns[i]);
            marks += fmt::format(", ${}", i + 2);
        }
        return fmt::format(
            "INSERT INTO customer_case ({}) VALUES ({}) RETURNING seq", names, marks
        );
    }();
    return text;
}

const std::string& update_case() {
    static const std::string text = [] {
        std::string sets = "revision = revision + 1";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            sets += fmt::format(", {} = ${}", columns[i], i + 2);
        }
        return fmt::format(
            "UPDATE customer_case SET {} WHERE id = $1 AND revision = ${}", sets, columns.size() + 2
        );
    }();
    return text;
}

constexpr std::string_view insert_step =
    "INSERT INTO case_step (id, case_id, at, by_kind, by_id, by_name, kind, before, after, text) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view select_steps =
    "SELECT position, id, at, by_kind, by_id, by_name, kind, before, after, text FROM case_step "
    "WHERE case_id = $1 ORDER BY position";

// The texts that parameters of a statement look at live as long as this.
class Params {
public:
    explicit Params(const Case& one) : one_(one) {
        add_id(one.id);
        add_what();
        add_who();
        add_how_bad();
        add_when();
        add_learned();
    }

    void add_revision() { all_.emplace_back(one_.revision); }

    [[nodiscard]] const std::vector<db::Param>& all() const { return all_; }

private:
    void text(const std::string& value) {
        all_.push_back(value.empty() ? db::Param() : db::Param(std::string_view(value)));
    }

    void text(const std::optional<std::string>& value) {
        all_.push_back(value ? db::Param(std::string_view(*value)) : db::Param());
    }

    void kept(std::string value) {
        texts_.push_back(std::make_unique<std::string>(std::move(value)));
        all_.emplace_back(std::string_view(*texts_.back()));
    }

    template <class T>
    void add_id(const Id<T>& id) {
        kept(id.text());
    }

    template <class T>
    void add_id(const std::optional<Id<T>>& id) {
        id ? kept(id->text()) : void(all_.emplace_back());
    }

    void number(const std::optional<std::int64_t>& value) {
        all_.push_back(value ? db::Param(*value) : db::Param());
    }

    void moment(const std::optional<Instant>& at) {
        all_.push_back(at ? db::Param(at->us) : db::Param());
    }

    void add_what() {
        all_.emplace_back(record::name_of_choice(one_.kind));
        all_.emplace_back(record::name_of_choice(one_.route));
        all_.emplace_back(record::name_of_choice(one_.state));
        all_.push_back(
            one_.outcome ? db::Param(record::name_of_choice(*one_.outcome)) : db::Param()
        );
        all_.emplace_back(std::string_view(one_.title));
        text(one_.language);
        text(one_.words);
        text(one_.metric);
        number(one_.score);
        add_id(one_.feedback_id);
    }

    void add_who() {
        add_id(one_.customer_id);
        text(one_.touchpoint);
        text(one_.location);
        text(one_.segment);
        text(one_.source);
        all_.push_back(one_.value ? db::Param(*one_.value) : db::Param());
        add_id(one_.owner_id);
        add_id(one_.deputy_id);
        add_id(one_.department_id);
    }

    void add_how_bad() {
        number(one_.severity);
        number(one_.complexity);
        number(one_.impact);
        all_.emplace_back(std::int64_t{one_.safety});
        all_.emplace_back(one_.risk_at.us);
        kept(record::write_list(one_.risk_because));
        text(one_.remedy_sought);
    }

    void add_when() {
        all_.emplace_back(one_.opened_at.us);
        all_.emplace_back(one_.created_at.us);
        all_.emplace_back(one_.updated_at.us);
        for (const auto* at :
             {&one_.acknowledge_by,
              &one_.answer_by,
              &one_.close_by,
              &one_.acknowledged_at,
              &one_.answered_at,
              &one_.closed_at,
              &one_.due_at,
              &one_.escalate_at}) {
            moment(*at);
        }
        all_.emplace_back(one_.escalated);
        all_.emplace_back(one_.reopened);
        all_.emplace_back(std::int64_t{one_.unread});
    }

    void add_learned() {
        add_id(one_.rule_id);
        text(one_.why);
        add_id(one_.cause_id);
        text(one_.lesson);
        text(one_.external_route);
        add_id(one_.finding_id);
        add_id(one_.merged_into);
        text(one_.ask_event);
        all_.emplace_back(std::string_view(one_.token));
        all_.emplace_back(one_.due_at ? one_.due_at->us : no_deadline);
        all_.emplace_back(one_.value.value_or(no_value));
    }

    const Case& one_;
    std::vector<db::Param> all_;
    std::vector<std::unique_ptr<std::string>> texts_;
};

// Reads columns one after the other.
class Columns {
public:
    explicit Columns(const db::Row& row) : row_(row) {}

    std::int64_t integer() { return row_.integer(at_++); }

    bool flag() { return integer() != 0; }

    std::string text() {
        const int column = at_++;
        return row_.is_null(column) ? "" : row_.string(column);
    }

    std::optional<std::string> maybe_text() { return row_.maybe_string(at_++); }

    std::optional<std::int64_t> number() { return row_.maybe_integer(at_++); }

    std::optional<double> real() {
        const int column = at_++;
        return row_.is_null(column) ? std::nullopt : std::optional(row_.real(column));
    }

    Instant instant() { return {integer()}; }

    std::optional<Instant> moment() {
        const auto us = number();
        return us ? std::optional(Instant{*us}) : std::nullopt;
    }

    template <class T>
    std::optional<Id<T>> id() {
        const auto found = maybe_text();
        return found ? Id<T>::parse(*found) : std::nullopt;
    }

    template <class E>
    E choice() {
        return record::choice_of<E>(text()).value();
    }

    template <class E>
    std::optional<E> maybe_choice() {
        return record::choice_of<E>(text());
    }

private:
    const db::Row& row_;
    int at_ = 0;
};

void read_first_half(Columns& in, Case& out) {
    out.kind = in.choice<CaseKind>();
    out.route = in.choice<CaseRoute>();
    out.state = in.choice<CaseState>();
    out.outcome = in.maybe_choice<CaseOutcome>();
    out.title = in.text();
    out.language = in.text();
    out.words = in.text();
    out.metric = in.text();
    out.score = in.number();
    out.feedback_id = in.id<feedback::Feedback>();
    out.customer_id = in.id<customer::Customer>();
    out.touchpoint = in.text();
    out.location = in.text();
    out.segment = in.text();
    out.source = in.text();
    out.value = in.real();
    out.owner_id = in.id<people::User>();
    out.deputy_id = in.id<people::User>();
    out.department_id = in.id<people::Department>();
    out.severity = in.number();
    out.complexity = in.number();
    out.impact = in.number();
    out.safety = in.flag();
    out.risk_at = in.instant();
    (void)record::read_list(in.text(), out.risk_because);
    out.remedy_sought = in.maybe_text();
}

void read_second_half(Columns& in, Case& out) {
    out.opened_at = in.instant();
    out.created_at = in.instant();
    out.updated_at = in.instant();
    for (auto* at :
         {&out.acknowledge_by,
          &out.answer_by,
          &out.close_by,
          &out.acknowledged_at,
          &out.answered_at,
          &out.closed_at,
          &out.due_at,
          &out.escalate_at}) {
        *at = in.moment();
    }
    out.escalated = in.integer();
    out.reopened = in.integer();
    out.unread = in.flag();
    out.rule_id = in.id<CaseRule>();
    out.why = in.text();
    out.cause_id = in.id<Cause>();
    out.lesson = in.maybe_text();
    out.external_route = in.maybe_text();
    out.finding_id = in.id<Finding>();
    out.merged_into = in.id<Case>();
    out.ask_event = in.text();
    out.token = in.text();
}

Step read_step(const db::Row& row, const Id<Case>& id) {
    const auto text = [&](int column) { return row.maybe_string(column).value_or(""); };
    Step out;
    out.position = row.integer(0);
    out.id = row.string(1);
    out.case_id = id;
    out.at = {row.integer(2)};
    out.by = {row.string(3), row.string(4), row.string(5)};
    out.kind = row.string(6);
    out.before = text(7);
    out.after = text(8);
    out.text = text(9);
    return out;
}

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

template <class... Args>
std::vector<Case> list(db::Reader& reader, std::string_view rest, const Args&... args) {
    std::vector<Case> out;
    reader.query(
        fmt::format("{} {}", select_case(), rest),
        [&](const db::Row& row) { out.push_back(read_case(row)); },
        args...
    );
    return out;
}

template <class... Args>
std::optional<Case> first(db::Reader& reader, std::string_view rest, const Args&... args) {
    auto found = list(reader, rest, args...);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

// The last two columns are only for the order.
const std::string& select_case() {
    static const std::string text = [] {
        std::string names = "k.seq, k.id, k.revision";
        for (std::size_t i = 0; i + 2 < columns.size(); ++i) {
            names += fmt::format(", k.{}", columns[i]);
        }
        return fmt::format("SELECT {} FROM customer_case k", names);
    }();
    return text;
}

Case read_case(const db::Row& row) {
    Columns in(row);
    Case out;
    out.seq = in.integer();
    out.id = in.id<Case>().value();
    out.revision = in.integer();
    read_first_half(in, out);
    read_second_half(in, out);
    return out;
}

void add(db::Tx& tx, Case& one) {
    one.revision = 1;
    const Params params(one);
    tx.query_params(insert_case(), params.all(), [&](const db::Row& row) {
        one.seq = row.integer(0);
    });
}

std::optional<Case> find_case(db::Reader& reader, const Id<Case>& id) {
    return first(reader, "WHERE k.id = $1", id.text());
}

Case load_case(db::Reader& reader, const Id<Case>& id) {
    auto found = find_case(reader, id);
    if (!found) {
        throw Refusal(Code::not_found, "There is no such case.");
    }
    return *std::move(found);
}

std::optional<Case> find_case_by_token(db::Reader& reader, const std::string& token) {
    return first(reader, "WHERE k.token = $1", token);
}

std::optional<Id<Case>> find_case_of(db::Reader& reader, const std::string& feedback) {
    const auto opened = reader.find_text(
        "SELECT id FROM customer_case WHERE feedback_id = $1 ORDER BY seq LIMIT 1", feedback
    );
    const auto found =
        opened ? opened
               : reader.find_text(
                     "SELECT case_id FROM case_feedback WHERE feedback_id = $1", feedback
                 );
    return found ? Id<Case>::parse(*found) : std::nullopt;
}

std::optional<Case> find_open_case(
    db::Reader& reader,
    const Id<customer::Customer>& customer,
    const std::string& touchpoint,
    Instant since
) {
    return first(
        reader,
        "WHERE k.customer_id = $1 AND k.opened_at >= $2 AND COALESCE(k.touchpoint, '') = $3 AND "
        "k.state <> 'closed' ORDER BY k.opened_at DESC, k.seq DESC LIMIT 1",
        customer.text(),
        since.us,
        touchpoint
    );
}

void change(db::Tx& tx, Case& one, Instant now) {
    one.updated_at = now;
    Params params(one);
    params.add_revision();
    if (tx.run_params(update_case(), params.all()) != 1) {
        throw Refusal(Code::stale, "Somebody else changed this case meanwhile. Load it again.");
    }
    ++one.revision;
}

void append(db::Tx& tx, const Step& step) {
    const std::string case_id = step.case_id.text();
    const db::Param params[] = {
        std::string_view(step.id),
        std::string_view(case_id),
        step.at.us,
        std::string_view(step.by.kind),
        std::string_view(step.by.id),
        std::string_view(step.by.name),
        std::string_view(step.kind),
        or_null(step.before),
        or_null(step.after),
        or_null(step.text)
    };
    tx.run_params(insert_step, params);
}

std::vector<Step> list_steps(db::Reader& reader, const Id<Case>& id) {
    std::vector<Step> out;
    reader.query(
        select_steps, [&](const db::Row& row) { out.push_back(read_step(row, id)); }, id.text()
    );
    return out;
}

bool join(db::Tx& tx, const Id<Case>& id, const std::string& feedback, Instant at) {
    return tx.run(
               "INSERT INTO case_feedback (feedback_id, case_id, at) VALUES ($1, $2, $3) "
               "ON CONFLICT (feedback_id) DO NOTHING",
               feedback,
               id.text(),
               at.us
           ) == 1;
}

std::vector<std::string> list_joined(db::Reader& reader, const Id<Case>& id) {
    std::vector<std::string> out;
    reader.query(
        "SELECT feedback_id FROM case_feedback WHERE case_id = $1 ORDER BY at, feedback_id",
        [&](const db::Row& row) { out.push_back(row.string(0)); },
        id.text()
    );
    return out;
}

void forget_feedback(db::Tx& tx, const std::string& feedback) {
    const auto id = find_case_of(tx, feedback);
    if (!id) {
        return;
    }
    tx.run("DELETE FROM case_feedback WHERE feedback_id = $1", feedback);
    tx.run(
        "UPDATE case_step SET text = NULL WHERE case_id = $1 AND kind = 'joined' AND after = $2",
        id->text(),
        feedback
    );
    const auto opened = tx.run(
        "UPDATE customer_case SET words = NULL, title = '…', feedback_id = NULL, "
        "revision = revision + 1 WHERE feedback_id = $1",
        feedback
    );
    if (opened > 0) {
        tx.run("UPDATE notification SET title = '…', text = NULL WHERE case_id = $1", id->text());
    }
}

void move_joined(db::Tx& tx, const Id<Case>& from, const Id<Case>& into) {
    tx.run("UPDATE case_feedback SET case_id = $1 WHERE case_id = $2", into.text(), from.text());
}

std::vector<Case> list_merged(db::Reader& reader, const Id<Case>& id) {
    return list(reader, "WHERE k.merged_into = $1 ORDER BY k.seq", id.text());
}

std::vector<Case> list_of_finding(db::Reader& reader, const std::string& finding) {
    return list(reader, "WHERE k.finding_id = $1 ORDER BY k.seq", finding);
}

std::vector<Case> list_of_customer(
    db::Reader& reader, const Id<customer::Customer>& customer, int limit
) {
    return list(
        reader,
        "WHERE k.customer_id = $1 ORDER BY k.opened_at DESC, k.seq DESC LIMIT $2",
        customer.text(),
        limit
    );
}

std::vector<Case> list_to_escalate(db::Reader& reader, Instant now, int limit) {
    return list(
        reader,
        "WHERE k.escalate_at IS NOT NULL AND k.escalate_at <= $1 ORDER BY k.escalate_at LIMIT $2",
        now.us,
        limit
    );
}

}  // namespace styk::casework
