// Answers that are written once: a text in each language, with blanks that are filled from the
// case. A refusal gives its reason and an alternative (capability S122).
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::casework {

BOOST_DEFINE_ENUM_CLASS(TemplateKind, apology, answer, refusal, thanks, status)

struct ReplyTemplate {
    Id<ReplyTemplate> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    TemplateKind kind = TemplateKind::answer;
    record::JsonObject texts{};                                   // {"pl": {"subject", "body"}}
    std::optional<std::string> segment{}, topic{}, touchpoint{};  // whom and what it is for
    bool active = true;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(
    ReplyTemplate,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     kind,
     texts,
     segment,
     topic,
     touchpoint,
     active,
     position)
)

struct ReplyText {
    std::string subject, body;
};

// By language. Problems point at "/texts/pl/body"; a refusal without {reason} and {alternative} is
// none.
[[nodiscard]] std::map<std::string, ReplyText> read_reply_texts(
    const ReplyTemplate& of, Problems& problems
);

// What a blank may be called.
[[nodiscard]] const std::vector<std::string_view>& blanks_of_replies();

struct Filled {
    std::string text;
    std::vector<std::string> blanks;  // left open, in the order they stand, each once
};

// {customer_name} becomes its value; what has none, or an empty one, stays as it stands.
[[nodiscard]] Filled fill_blanks(
    std::string_view text, const std::map<std::string, std::string>& values
);

// What a template is judged by for one case.
struct ReplyNeed {
    std::string segment, touchpoint, language;
    std::vector<std::string> topics;  // keys
    bool is_complaint = false;
};

// The one that fits best: what is for this topic, touchpoint and segment before what is for all,
// then an apology for a complaint; nothing when there is none that is active.
[[nodiscard]] const ReplyTemplate* suggest(
    const std::vector<ReplyTemplate>& all, const ReplyNeed& need
);

}  // namespace styk::casework

namespace styk::record {
template <>
const Shape& shape_of<casework::ReplyTemplate>();
}  // namespace styk::record
