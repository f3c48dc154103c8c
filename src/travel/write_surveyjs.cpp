#include <fmt/format.h>

#include "json/json.h"
#include "travel/json_look.h"
#include "travel/write_survey.h"

namespace styk::travel {

namespace {

class Writer {
public:
    json::Object survey(json::Object root) {
        drop(root, {"hidden", "screenedOutHtml"});
        if (auto* triggers = root.if_contains("triggers");
            triggers != nullptr && triggers->is_array()) {
            for (auto& one : triggers->get_array()) {
                if (one.is_object()) {
                    drop(one.get_object(), {"screenOut"});
                }
            }
        }
        container(root);
        return root;
    }

    int left_out = 0;

private:
    void drop(json::Object& of, std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names) {
            left_out += static_cast<int>(of.stable_erase(name));
        }
    }

    void container(json::Object& of) {
        for (const char* name : {"pages", "elements"}) {
            auto* list = of.if_contains(name);
            if (list == nullptr || !list->is_array()) {
                continue;
            }
            json::Array out;
            for (auto& one : list->get_array()) {
                if (one.is_object()) {
                    element(one.get_object(), out);
                }
            }
            *list = std::move(out);
        }
    }

    void element(json::Object& of, json::Array& out) {
        const std::string type = word_in(of, "type");
        container(of);
        drop(of, {"metric", "touchpoint", "promise", "notApplicable", "consent"});
        for (const char* list : {"choices", "rows", "columns"}) {
            drop_in_list(of.if_contains(list));
        }
        if (type == "importance") {
            return pair(of, out);
        }
        if (type == "bestworst") {
            return best_worst(of, out);
        }
        out.push_back(of);
    }

    void drop_in_list(json::Value* all) {
        if (all == nullptr || !all->is_array()) {
            return;
        }
        for (auto& one : all->get_array()) {
            if (one.is_object()) {
                drop(one.get_object(), {"touchpoint", "promise"});
            }
        }
    }

    static json::Object part(const json::Object& of, const char* type, std::string_view suffix) {
        json::Object made = of;
        made["type"] = type;
        made["name"] = fmt::format("{}_{}", word_in(of, "name"), suffix);
        return made;
    }

    // The scale's numbers are the columns of both.
    void pair(const json::Object& of, json::Array& out) {
        json::Array columns;
        const int low = whole_in(of, "rateMin").value_or(1);
        for (int i = low; i <= whole_in(of, "rateMax").value_or(5); ++i) {
            columns.emplace_back(i);
        }
        for (const char* suffix : {"importance", "performance"}) {
            json::Object made = part(of, "matrix", suffix);
            for (const char* name :
                 {"rateMin", "rateMax", "rateType", "minRateDescription", "maxRateDescription"}) {
                made.stable_erase(name);
            }
            made["columns"] = columns;
            out.push_back(std::move(made));
        }
        ++left_out;
    }

    void best_worst(const json::Object& of, json::Array& out) {
        out.push_back(part(of, "radiogroup", "best"));
        out.push_back(part(of, "radiogroup", "worst"));
        ++left_out;
    }
};

}  // namespace

WrittenSurvey write_surveyjs(const json::Object& definition) {
    Writer writer;
    const json::Object out = writer.survey(definition);
    return {json::write(out), writer.left_out};
}

}  // namespace styk::travel
