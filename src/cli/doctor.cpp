#include "cli/doctor.h"

#include <algorithm>
#include <fmt/ostream.h>
#include <ostream>

#include "json/json.h"

namespace styk::cli {

namespace {

using story::Verdict;

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::good:
            return "good";
        case Verdict::note:
            return "note";
        case Verdict::bad:
            return "bad";
        case Verdict::unknown:
            return "unknown";
    }
    return "";
}

void tell_json(const story::Checks& checks, bool bad, std::ostream& out) {
    json::Array list;
    for (const auto& check : checks) {
        list.push_back(json::Object{
            {"check", check.name},
            {"verdict", word_of(check.verdict)},
            {"said", check.said},
            {"advice", check.advice}
        });
    }
    fmt::print(out, "{}\n", json::write(json::Object{{"well", !bad}, {"checks", std::move(list)}}));
}

}  // namespace

int tell_checks(const story::Checks& checks, bool as_json, std::ostream& out) {
    const bool bad = std::any_of(checks.begin(), checks.end(), [](const story::Check& check) {
        return check.verdict == Verdict::bad;
    });
    if (as_json) {
        tell_json(checks, bad, out);
        return bad ? 1 : 0;
    }
    for (const auto& check : checks) {
        fmt::print(out, "{:<8} {:<12} {}\n", word_of(check.verdict), check.name, check.said);
        if (!check.advice.empty()) {
            fmt::print(out, "{:<21} -> {}\n", "", check.advice);
        }
    }
    return bad ? 1 : 0;
}

}  // namespace styk::cli
