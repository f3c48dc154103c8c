#include "cli/import_survey.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <ostream>
#include <sstream>

#include "cli/query_text.h"
#include "cli/workplace.h"
#include "json/json.h"

namespace styk::cli {

namespace {

std::string text(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::string contents(const std::filesystem::path& file) {
    const std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw Refusal(Code::invalid, fmt::format("Cannot read {}.", file.string()));
    }
    std::ostringstream body;
    body << in.rdbuf();
    return body.str();
}

json::Object preview(
    const SurveyFile& wanted, const std::string& bytes, const Workplace& workplace
) {
    std::string path = "/api/v1/surveys/import?name=" + query_text(wanted.file.filename().string());
    for (const auto& [name, value] :
         {std::pair{"format", wanted.format}, std::pair{"language", wanted.language}}) {
        path += value.empty() ? "" : fmt::format("&{}={}", name, query_text(value));
    }
    return workplace
        .call(
            {.method = "POST",
             .path = path,
             .body = bytes,
             .content_type = "application/octet-stream"}
        )
        .as_object();
}

// A file of this server's own keeps all its settings but the key, which may be taken.
json::Object own_body(const SurveyFile& wanted, std::string_view bytes) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    bytes.remove_prefix(bytes.starts_with(mark) ? mark.size() : 0);
    json::Object body = json::parse(bytes).as_object();
    if (auto* survey = body.if_contains("survey"); survey != nullptr && survey->is_object()) {
        survey->get_object().erase("key");
        if (!wanted.name.empty()) {
            survey->get_object()["name"] = wanted.name;
        }
    }
    return body;
}

json::Object made_of(
    const SurveyFile& wanted,
    const std::string& bytes,
    const json::Object& brought,
    const Workplace& workplace
) {
    json::Object body;
    if (text(brought, "format") == "styk") {
        body = own_body(wanted, bytes);
    } else {
        body["name"] = wanted.name.empty() ? text(brought, "title") : wanted.name;
        for (const char* member : {"kind", "language", "languages", "definition"}) {
            body[member] = brought.at(member);
        }
    }
    return workplace.call({.method = "POST", .path = "/api/v1/surveys", .body = json::write(body)})
        .as_object();
}

// "dropped  Q7 Upload a photo: files cannot be sent in here": only what is not as it was, or was
// kept with a remark.
void print_line(const json::Object& line, std::ostream& out) {
    const auto outcome = text(line, "outcome");
    const auto& reasons = line.at("reasons").as_array();
    if (outcome == "kept" && reasons.empty()) {
        return;
    }
    const auto where = text(line, "where"), title = text(line, "title");
    std::string named = where;
    named += where.empty() || title.empty() || title == where ? "" : " ";
    named += title == where ? "" : title;
    std::string said;
    for (const auto& one : reasons) {
        said += (said.empty() ? "" : "; ") + text(one.as_object(), "message");
    }
    named = named.empty() ? "The whole" : named;
    fmt::print(out, "{:8} {}{}{}\n", outcome, named, said.empty() ? "" : ": ", said);
}

void print_report(const json::Object& brought, std::ostream& out) {
    const auto& counts = brought.at("counts").as_object();
    const auto count = [&](const char* name) { return counts.at(name).to_number<std::int64_t>(); };
    for (const char* outcome : {"dropped", "changed", "kept"}) {
        for (const auto& one : brought.at("report").as_array()) {
            if (text(one.as_object(), "outcome") == outcome) {
                print_line(one.as_object(), out);
            }
        }
    }
    fmt::print(
        out,
        "{}, {} questions: {} kept, {} changed, {} dropped.\n",
        text(brought, "format"),
        brought.at("questions").as_array().size(),
        count("kept"),
        count("changed"),
        count("dropped")
    );
}

void print_json(const json::Object& brought, const json::Object* made, std::ostream& out) {
    json::Object told;
    told["made"] = made == nullptr ? json::Value() : json::Value(*made);
    for (const char* member : {"format", "title", "counts", "report"}) {
        told[member] = brought.at(member);
    }
    fmt::print(out, "{}\n", json::write(told));
}

}  // namespace

int import_survey(const SurveyFile& wanted, const Workplace& workplace) {
    const std::string bytes = contents(wanted.file);
    const auto brought = preview(wanted, bytes, workplace);
    if (wanted.dry_run) {
        if (wanted.as_json) {
            print_json(brought, nullptr, workplace.out);
        } else {
            print_report(brought, workplace.out);
            fmt::print(workplace.out, "Nothing was made: this was a dry run.\n");
        }
        return 0;
    }
    const auto made = made_of(wanted, bytes, brought, workplace);
    if (wanted.as_json) {
        print_json(brought, &made, workplace.out);
        return 0;
    }
    print_report(brought, workplace.out);
    fmt::print(
        workplace.out,
        "Made as a draft: {} ({}). Check and publish it in Surveys.\n",
        text(made, "name"),
        text(made, "key")
    );
    return 0;
}

}  // namespace styk::cli
