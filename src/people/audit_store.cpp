#include "people/audit_store.h"

#include <fmt/format.h>

#include "base/text.h"

namespace styk::people {

namespace {

constexpr std::string_view select =
    "SELECT position, at, actor_kind, actor_id, actor_name, action, kind, record_id, before, after "
    "FROM audit";

AuditEntry read_entry(const db::Row& row) {
    return {
        .position = row.integer(0),
        .at = {row.integer(1)},
        .actor_kind = row.string(2),
        .actor_id = row.maybe_string(3),
        .actor_name = row.string(4),
        .action = row.string(5),
        .kind = row.string(6),
        .record_id = row.string(7),
        .before = row.maybe_string(8),
        .after = row.maybe_string(9),
    };
}

// The condition of a list, with its parameters; `kept` holds the texts that they point into.
class Conditions {
public:
    void require(std::string_view condition, const auto& value) {
        if (value) {
            params_.push_back(db::to_param(*value));
            add(fmt::format("{} ${}", condition, params_.size()));
        }
    }

    void require_any(std::string_view column, const std::vector<std::string>& values) {
        std::string numbers;
        for (const auto& value : values) {
            params_.push_back(db::to_param(value));
            numbers += fmt::format("{}${}", numbers.empty() ? "" : ", ", params_.size());
        }
        if (!values.empty()) {
            add(fmt::format("{} IN ({})", column, numbers));
        }
    }

    // SQLite folds the case of Latin letters only, so the words are looked for as they are as well.
    void require_words(const std::optional<std::string>& words) {
        if (!words) {
            return;
        }
        exact_ = like(*words);
        lower_ = like(to_lower_ascii(*words));
        params_.push_back(db::to_param(exact_));
        params_.push_back(db::to_param(lower_));
        std::string any;
        for (const std::string_view column : {"actor_name", "record_id", "before", "after"}) {
            any += fmt::format(
                "{}{} LIKE ${} ESCAPE '!' OR LOWER({}) LIKE ${} ESCAPE '!'",
                any.empty() ? "" : " OR ",
                column,
                params_.size() - 1,
                column,
                params_.size()
            );
        }
        add("(" + any + ")");
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] const std::vector<db::Param>& params() const { return params_; }

private:
    void add(const std::string& condition) {
        text_ += text_.empty() ? " WHERE " : " AND ";
        text_ += condition;
    }

    static std::string like(std::string_view words) {
        std::string out = "%";
        for (const char c : words) {
            out += c == '%' || c == '_' || c == '!' ? "!" : "";
            out += c;
        }
        return out + "%";
    }

    std::string text_, exact_, lower_;
    std::vector<db::Param> params_;
};

}  // namespace

AuditPage list_audit(db::Reader& reader, const AuditQuery& query) {
    Conditions where;
    where.require_any("kind", query.kinds);
    where.require_any("action", query.actions);
    where.require("record_id =", query.record_id);
    where.require("actor_id =", query.user_id);
    where.require("actor_kind =", query.actor_kind);
    where.require("at >=", query.from_us);
    where.require("at <", query.to_us);
    where.require("position <", query.before_position);
    where.require_words(query.words);
    AuditPage page;
    reader.query_params(
        fmt::format("{}{} ORDER BY position DESC LIMIT {}", select, where.text(), query.limit + 1),
        where.params(),
        [&](const db::Row& row) { page.items.push_back(read_entry(row)); }
    );
    page.more = page.items.size() > static_cast<std::size_t>(query.limit);
    if (page.more) {
        page.items.pop_back();
    }
    return page;
}

}  // namespace styk::people
