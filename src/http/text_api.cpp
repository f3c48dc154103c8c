#include "http/text_api.h"

#include <fmt/format.h>

#include "feedback/findings_json.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/read_comments.h"
#include "text/reader.h"

namespace styk::http {

namespace {

constexpr std::size_t longest_text = 100000;  // bytes

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"text_span", "from:integer to:integer"},
    {"text_weight", "from:integer to:integer weight:number"},
    {"text_tone", "label:string score:number ordinal:integer"},
    {"text_sentiment", "label:string score:number ordinal:integer because:[text_weight]"},
    {"text_topic", "key:string probability:number sentiment:text_tone because:[text_span]"},
    {"text_label", "key:string probability:number because:[text_span]"},
    {"text_personal", "kind:string from:integer to:integer"},
    {"text_clause", "from:integer to:integer sentiment:text_tone topics:[string]"},
    {"text_findings",
     "language:string? sentiment:text_sentiment? reason?:string topics:[text_topic] "
     "intents:[text_label] emotions:[text_label] personal_data:[text_personal] "
     "profanity:[text_span] clauses:[text_clause] model:string? "
     "masked:string"},
    {"text_to_read", "text:string language?:string"},
};

struct Asked {
    std::string text;
    text::Hint hint;
};

void read_member(std::string_view name, const json::Value& value, Asked& into, Problems& problems) {
    if (name == "text" && value.is_string()) {
        into.text = value.get_string();
        if (into.text.size() > longest_text) {
            problems.push_back({"/text", fmt::format("must be at most {} bytes", longest_text)});
        }
    } else if (name == "text") {
        problems.push_back({"/text", "must be a text"});
    } else if (name == "language") {
        const auto language =
            value.is_string() ? text::language_of(std::string(value.get_string())) : std::nullopt;
        if (!language && !value.is_null()) {
            problems.push_back({"/language", "must be pl, ru or en"});
        }
        into.hint = {language, language.has_value()};
    } else {
        problems.push_back({fmt::format("/{}", json::escape_pointer(name)), "is not known here"});
    }
}

Asked asked_of(const json::Value& body) {
    Asked asked;
    Problems problems;
    const auto& object = json::need_object(body);
    for (const auto& [name, value] : object) {
        read_member(name, value, asked, problems);
    }
    if (!object.contains("text")) {
        problems.push_back({"/text", "is missing"});
    }
    refuse_if(std::move(problems));
    return asked;
}

// As comments of this firm are read.
Answer read_text(House& house, const Call& call) {
    const auto asked = asked_of(call.body());
    const auto directory = house.catalogue.directory();
    const auto found = story::reader_of(*house.catalogue.reader(), *directory)
                           .read(asked.text, asked.hint, directory->taxonomy.get());
    auto answer = feedback::findings_json(found);
    answer["masked"] = text::masked(asked.text, found.personal_data);
    return json_answer(200, answer);
}

}  // namespace

void add_text_routes(Router& router, House& house) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    router.add(
        net::Method::post,
        "/api/v1/text/read",
        only(people::may::read_feedback),
        with(house, read_text),
        {.summary = "What a text says, read as a comment is; nothing is kept",
         .takes = "text_to_read",
         .gives = "text_findings"}
    );
}

}  // namespace styk::http
