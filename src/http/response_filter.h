// What narrows responses and results: a part of the filter vocabulary, over responses rather than
// feedback.
#pragma once

#include <string>
#include <vector>

#include "feedback/filter.h"
#include "http/house.h"
#include "people/actor.h"
#include "survey/response_store.h"

namespace styk::http {

class ResponseFilterReader {
public:
    ResponseFilterReader(const feedback::Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    // False when the name is not one of these: state, version, from, to, language, channel,
    // touchpoint, location.
    bool read(const std::string& name, const std::string& text);

    survey::ResponseFilter filter;

private:
    void say(const std::string& name, std::string message);
    void number(const std::string& name, const std::string& text);
    void moment(const std::string& name, const std::string& text);
    void places(const std::string& text);

    template <class T>
    void add(
        const std::string& name,
        const feedback::Register<T>& all,
        const std::string& text,
        std::vector<std::string>& to
    );

    const feedback::Directory& directory_;
    Problems& problems_;
};

// The viewer's places and touchpoints, where they have such.
void narrow_to_actor(
    const feedback::Directory& directory, const people::Actor& actor, survey::ResponseFilter& filter
);

// limit and cursor; any other name is a problem.
void read_place(
    const std::string& name,
    const std::string& text,
    survey::ResponseQuery& query,
    Problems& problems
);

}  // namespace styk::http
