#include "http/audit_api.h"

#include "feedback/directory.h"
#include "feedback/written_moment.h"
#include "http/page_query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/audit_store.h"
#include "people/roles.h"
#include "record/wire.h"

namespace styk::http {

namespace {

// Asks for pages of /audit in the firm's time.
class AuditReader {
public:
    explicit AuditReader(const TimeZone& zone) : moments_(zone, feedback::iso_format) {}

    people::AuditQuery read(const net::Query& query) {
        for (const auto& [name, text] : query.pairs()) {
            take(name, text);
        }
        refuse_if(std::move(problems_));
        asked_.before_position = page_.before;
        asked_.limit = page_.limit;
        return std::move(asked_);
    }

private:
    void take(const std::string& name, const std::string& text) {
        if (name == "kind") {
            asked_.kinds.push_back(text);
        } else if (name == "action") {
            asked_.actions.push_back(text);
        } else if (name == "record_id") {
            asked_.record_id = text;
        } else if (name == "user_id") {
            asked_.user_id = text;
        } else if (name == "actor_kind") {
            asked_.actor_kind = text;
        } else if (name == "q") {
            asked_.words = text.empty() ? std::nullopt : std::optional(text);
        } else if (name == "from") {
            asked_.from_us = moment(name, text);
        } else if (name == "to") {
            asked_.to_us = moment(name, text);
        } else if (name == "format") {
            if (text != "csv") {
                problems_.push_back({"/format", "Write csv, or leave it out."});
            }
        } else {
            read_page_parameter(name, text, page_, problems_);
        }
    }

    std::optional<std::int64_t> moment(const std::string& name, const std::string& text) {
        const auto at = moments_.read(text);
        if (!at) {
            problems_.push_back(
                {"/" + name, "Write a day, such as 2026-11-21, or an instant (RFC 3339)."}
            );
        }
        return at ? std::optional(at->us) : std::nullopt;
    }

    feedback::MomentReader moments_;
    people::AuditQuery asked_;
    PageQuery page_;
    Problems problems_;
};

json::Value json_or_null(const std::optional<std::string>& text) {
    return text ? json::parse(*text) : json::Value(nullptr);
}

json::Object to_json(const people::AuditEntry& entry) {
    json::Object out{
        {"id", std::to_string(entry.position)},
        {"at", to_rfc3339(entry.at)},
        {"actor_kind", entry.actor_kind},
        {"actor_id", nullptr},
        {"actor_name", entry.actor_name},
        {"action", entry.action},
        {"kind", entry.kind},
        {"record_id", entry.record_id},
        {"before", json_or_null(entry.before)},
        {"after", json_or_null(entry.after)}
    };
    if (entry.actor_id) {
        out["actor_id"] = *entry.actor_id;
    }
    return out;
}

constexpr std::string_view csv_head =
    "\xEF\xBB\xBF"
    "at,actor_kind,actor_name,action,kind,record_id,before,after\r\n";

std::string csv_row(const people::AuditEntry& entry) {
    std::string row;
    for (const std::string& text :
         {to_rfc3339(entry.at),
          entry.actor_kind,
          entry.actor_name,
          entry.action,
          entry.kind,
          entry.record_id,
          entry.before.value_or(""),
          entry.after.value_or("")}) {
        row += (row.empty() ? "" : ",") + record::csv_cell(text);
    }
    return row + "\r\n";
}

Answer audit_as_csv(House& house, people::AuditQuery asked) {
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"audit.csv\"");
    asked.limit = record::max_limit;
    answer.chunks = [&house, asked = std::move(asked), first = true, over = false](
                    ) mutable -> std::optional<std::string> {
        if (over) {
            return {};
        }
        const auto page = house.database.read([&](db::Reader& reader) {
            return people::list_audit(reader, asked);
        });
        std::string text(first ? csv_head : "");
        for (const auto& entry : page.items) {
            text += csv_row(entry);
        }
        first = false;
        over = !page.more;
        asked.before_position = over ? std::nullopt : std::optional(page.items.back().position);
        return text;
    };
    return answer;
}

Answer list_audit(House& house, const Call& call) {
    const auto asked = AuditReader(house.catalogue.directory()->zone).read(call.query);
    if (call.query.find("format") == "csv") {
        return audit_as_csv(house, asked);
    }
    const auto page =
        house.database.read([&](db::Reader& reader) { return people::list_audit(reader, asked); });
    json::Array items;
    for (const auto& entry : page.items) {
        items.push_back(to_json(entry));
    }
    json::Object body{{"items", std::move(items)}, {"next_cursor", nullptr}};
    if (page.more) {
        body["next_cursor"] = position_cursor(page.items.back().position);
    }
    return json_answer(200, body);
}

}  // namespace

void add_audit_routes(Router& router, House& house) {
    router.add_schema(
        "audit_entry",
        schema_of_words("id:string at:string actor_kind:string actor_id:string? actor_name:string "
                        "action:string kind:string record_id:string before:object? after:object?")
    );
    router.add(
        net::Method::get,
        "/api/v1/audit",
        only(people::may::read_audit),
        [&house](const Call& call) { return list_audit(house, call); },
        {.summary = "Who changed what, newest first",
         .gives = "audit_entry",
         .page = true,
         .csv = true,
         .asks = "page from to kind action record_id user_id actor_kind q format"}
    );
}

}  // namespace styk::http
