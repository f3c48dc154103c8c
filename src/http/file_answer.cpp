#include "http/file_answer.h"

#include "base/query_string.h"
#include "firm/firm.h"
#include "http/query.h"

namespace styk::http {

Answer file_answer(std::string_view type, const std::string& name, std::string bytes) {
    Answer answer;
    answer.status = 200;
    answer.headers.emplace_back("Content-Type", std::string(type));
    // RFC 6266: the encoded name serves every script.
    answer.headers.emplace_back(
        "Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(name)
    );
    answer.body = std::move(bytes);
    return answer;
}

story::Speaker speaker_for(const Call& call, const firm::Firm& firm) {
    const auto asked = parameter(call, "locale").value_or(firm.language);
    if (asked != "en" && asked != "pl" && asked != "ru") {
        if (parameter(call, "locale")) {
            throw Refusal(
                Code::invalid, "In which language?", {{"locale", "must be en, pl or ru"}}
            );
        }
        return story::Speaker("en", firm.words.text);
    }
    return story::Speaker(asked, firm.words.text);
}

}  // namespace styk::http
