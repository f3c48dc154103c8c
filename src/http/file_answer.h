// Files that the house writes: what a browser needs to save them under their name.
#pragma once

#include <string>

#include "http/call.h"
#include "story/speaker.h"

namespace styk::firm {
struct Firm;
}

namespace styk::http {

inline constexpr std::string_view pdf_type = "application/pdf";
inline constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// `name` in any script; saved, not shown.
[[nodiscard]] Answer file_answer(std::string_view type, const std::string& name, std::string bytes);

// The language asked for by `locale`, else the firm's, in the firm's words. Refusal{invalid} for
// one we do not speak.
[[nodiscard]] story::Speaker speaker_for(const Call& call, const firm::Firm& firm);

}  // namespace styk::http
