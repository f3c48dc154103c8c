#include <string_view>

#include "json/json.h"
#include "survey/template.h"

namespace styk::survey {

namespace {

json::Array listed(const std::vector<Place>& places, bool bound) {
    json::Array all;
    for (const Place& one : places) {
        json::Object item{
            {"value", one.key}, {"text", {{"en", one.name}, {"pl", one.name}, {"ru", one.name}}}
        };
        if (bound) {
            item["touchpoint"] = one.key;
        }
        all.push_back(std::move(item));
    }
    return all;
}

void put(
    json::Object& object, std::string_view from, const char* list, const std::vector<Place>& places
) {
    if (object.erase(from) == 0) {
        return;
    }
    if (places.empty()) {
        object.erase("metric");  // several ratings of it that belong nowhere
    } else {
        object[list] = listed(places, std::string_view(list) == "rows");
    }
}

}  // namespace

void put_touchpoints(json::Value& document, const std::vector<Place>& places) {
    if (document.is_array()) {
        for (auto& one : document.get_array()) {
            put_touchpoints(one, places);
        }
    } else if (document.is_object()) {
        auto& object = document.get_object();
        put(object, "rowsFrom", "rows", places);
        put(object, "choicesFrom", "choices", places);
        for (auto& member : object) {
            put_touchpoints(member.value(), places);
        }
    }
}

}  // namespace styk::survey
