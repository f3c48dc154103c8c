#include "journey/map_json.h"

#include "journey/map_members.h"

namespace styk::journey {

json::Object to_json(const MapDoc& doc) {
    return detail::to_value(doc).get_object();
}

json::Object to_json(const Step& step) {
    return detail::to_value(step).get_object();
}

std::string write_map(const MapDoc& doc) {
    return json::write(detail::to_value(doc));
}

MapDoc read_stored_map(std::string_view text) {
    Problems problems;
    MapDoc doc = read_map(json::parse(text), "", problems);
    if (!problems.empty()) {
        throw Fault(
            "a stored journey map cannot be read: " + problems[0].pointer + " " +
            problems[0].message
        );
    }
    return doc;
}

MapDoc read_map(const json::Value& in, const std::string& pointer, Problems& problems) {
    MapDoc doc;
    detail::Reader(problems).read(in, doc, pointer);
    return doc;
}

}  // namespace styk::journey
