#include "cli/import.h"

#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <ostream>
#include <sstream>
#include <thread>
#include <unistd.h>

#include "cli/query_text.h"
#include "cli/workplace.h"
#include "json/json.h"

namespace styk::cli {

namespace {

constexpr std::chrono::milliseconds between_looks{100};

std::string text(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::int64_t number(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::string path_of(const json::Object& import) {
    return "/api/v1/imports/" + text(import, "id");
}

json::Object upload(const ImportFile& wanted, const Workplace& workplace) {
    const bool lines = wanted.file.extension() == ".ndjson" || wanted.file.extension() == ".jsonl";
    return workplace
        .call(
            {.method = "POST",
             .path = fmt::format(
                 "/api/v1/imports?kind={}&name={}",
                 wanted.kind,
                 query_text(wanted.file.filename().string())
             ),
             .content_type = lines ? "application/x-ndjson" : "text/csv",
             .body_file = wanted.file}
        )
        .as_object();
}

json::Value read_map(
    const ImportFile& wanted, const json::Object& import, const Workplace& workplace
) {
    if (!wanted.map) {
        fmt::print(workplace.err, "No --map: the columns are read as guessed.\n");
        return import.at("map");
    }
    const std::ifstream in(*wanted.map, std::ios::binary);
    if (!in) {
        throw Refusal(Code::invalid, fmt::format("Cannot read {}.", wanted.map->string()));
    }
    std::ostringstream body;
    body << in.rdbuf();
    return json::parse(body.str());
}

bool is_over(std::string_view state) {
    return state == "checked" || state == "done" || state == "failed" || state == "undone";
}

void show_progress(const json::Object& import, const Workplace& workplace) {
    if (isatty(STDERR_FILENO) != 0) {
        fmt::print(
            workplace.err,
            "\r{} {} of {} rows",
            text(import, "state"),
            number(import, "rows_done"),
            number(import, "rows")
        );
        workplace.err.flush();
    }
}

json::Object wait_until_over(json::Object import, const Workplace& workplace) {
    while (!is_over(text(import, "state"))) {
        std::this_thread::sleep_for(between_looks);
        import = workplace.call({.method = "GET", .path = path_of(import)}).as_object();
        show_progress(import, workplace);
    }
    if (isatty(STDERR_FILENO) != 0) {
        fmt::print(workplace.err, "\r\x1b[K");
    }
    return import;
}

// "Row 214, Seat comfort: the score 12 is above 10."
void print_problem(const json::Object& problem, std::ostream& err) {
    const auto column = text(problem, "column");
    const auto row = number(problem, "row");
    const auto place = row == 0 ? std::string() : fmt::format("Row {}", row);
    fmt::print(
        err,
        "{}{}{}{}{}\n",
        place,
        place.empty() || column.empty() ? "" : ", ",
        column,
        place.empty() && column.empty() ? "" : ": ",
        text(problem, "message")
    );
}

void print_problems(const json::Object& import, std::ostream& err) {
    const auto& shown = import.at("problems").as_array();
    for (const auto& one : shown) {
        print_problem(one.as_object(), err);
    }
    const auto more = number(import, "problem_count") - static_cast<std::int64_t>(shown.size());
    if (more > 0) {
        fmt::print(err, "… and {} more.\n", more);
    }
    fmt::print(err, "Nothing was imported.\n");
}

void print_result(const ImportFile& wanted, const json::Object& import, std::ostream& out) {
    if (wanted.as_json) {
        fmt::print(out, "{}\n", json::write(import));
    } else if (wanted.dry_run) {
        fmt::print(
            out,
            "{} rows can come in. Nothing was imported: this was a dry run.\n",
            number(import, "rows")
        );
    } else {
        fmt::print(
            out,
            "{} rows: {} added, {} there already, {} ratings.\n",
            number(import, "rows"),
            number(import, "added"),
            number(import, "skipped"),
            number(import, "ratings")
        );
    }
}

}  // namespace

int import_file(const ImportFile& wanted, const Workplace& workplace) {
    auto import = upload(wanted, workplace);
    const json::Object body{{"map", read_map(wanted, import, workplace)}};
    const auto* verb = wanted.dry_run ? "/check" : "/run";
    import =
        workplace
            .call({.method = "POST", .path = path_of(import) + verb, .body = json::write(body)})
            .as_object();
    import = wait_until_over(std::move(import), workplace);
    const bool good = number(import, "problem_count") == 0 && text(import, "state") != "failed";
    if (wanted.dry_run) {
        (void)workplace.call({.method = "DELETE", .path = path_of(import)});
    }
    if (!good) {
        if (wanted.as_json) {
            print_result(wanted, import, workplace.out);
        }
        print_problems(import, workplace.err);
        return 1;
    }
    print_result(wanted, import, workplace.out);
    return 0;
}

}  // namespace styk::cli
