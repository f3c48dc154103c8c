#include "http/response_filter.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "record/convert.h"
#include "record/list_query.h"
#include "story/scope.h"

namespace styk::http {

namespace {

bool read_whole(const std::string& text, std::int64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

void ResponseFilterReader::say(const std::string& name, std::string message) {
    problems_.push_back({name, std::move(message)});
}

template <class T>
void ResponseFilterReader::add(
    const std::string& name,
    const feedback::Register<T>& all,
    const std::string& text,
    std::vector<std::string>& to
) {
    const T* found = all.find(text);
    found == nullptr ? say(name, fmt::format("there is no {} {}", name, text))
                     : to.push_back(found->key);
}

void ResponseFilterReader::places(const std::string& text) {
    const auto below = directory_.places_below(text);
    if (below.empty()) {
        say("location", fmt::format("there is no location {}", text));
    }
    filter.locations.insert(filter.locations.end(), below.begin(), below.end());
}

void ResponseFilterReader::number(const std::string& name, const std::string& text) {
    std::int64_t number = 0;
    if (!read_whole(text, number)) {
        say(name, "must be a whole number");
    }
    filter.version = number;
}

void ResponseFilterReader::moment(const std::string& name, const std::string& text) {
    auto& moment = name == "from" ? filter.from : filter.to;
    moment = feedback::read_moment(directory_, text);
    if (!moment) {
        say(name, "must be a date such as 2026-11-21 or an instant");
    }
}

bool ResponseFilterReader::read(const std::string& name, const std::string& text) {
    if (name == "state") {
        filter.state = record::choice_of<survey::ResponseState>(text);
        if (!filter.state) {
            say(name, "must be partial, complete, screened_out or over_quota");
        }
    } else if (name == "version") {
        number(name, text);
    } else if (name == "from" || name == "to") {
        moment(name, text);
    } else if (name == "language") {
        filter.languages.push_back(text);
    } else if (name == "channel") {
        add(name, directory_.channels, text, filter.channels);
    } else if (name == "touchpoint") {
        add(name, directory_.touchpoints, text, filter.touchpoints);
    } else if (name == "location") {
        places(text);
    } else {
        return false;
    }
    return true;
}

void narrow_to_actor(
    const feedback::Directory& directory, const people::Actor& actor, survey::ResponseFilter& filter
) {
    feedback::Filter scope;
    story::narrow_to_scope(scope, actor, directory);
    const auto narrow = [](std::vector<std::string>& asked,
                           const std::vector<std::string>& allowed) {
        if (asked.empty()) {
            asked = allowed;
        } else {
            std::erase_if(asked, [&](const std::string& one) {
                return std::find(allowed.begin(), allowed.end(), one) == allowed.end();
            });
        }
        if (asked.empty()) {
            asked.emplace_back("-");  // nothing is called that
        }
    };
    for (const auto& clause : scope.clauses) {
        if (clause.criterion == feedback::Criterion::location) {
            narrow(filter.locations, clause.values);
        } else if (clause.criterion == feedback::Criterion::touchpoint) {
            narrow(filter.touchpoints, clause.values);
        }
    }
}

void read_place(
    const std::string& name,
    const std::string& text,
    survey::ResponseQuery& query,
    Problems& problems
) {
    std::int64_t seq = 0;
    if (name == "limit") {
        const auto limit = record::read_limit(text);
        limit ? void(query.limit = *limit) : problems.push_back(limit.error());
    } else if (name == "cursor") {
        if (!read_whole(text, seq)) {
            problems.push_back({"cursor", "is not a cursor of this list"});
        }
        query.before = seq;
    } else {
        problems.push_back({name, "is not a filter of this list"});
    }
}

}  // namespace styk::http
