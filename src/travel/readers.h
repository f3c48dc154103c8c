// One reader a format. Each throws nothing and ends; the problem's pointer is "/file".
#pragma once

#include <string_view>

#include "json/fwd.h"
#include "travel/bring.h"

namespace styk::travel {

[[nodiscard]] Result<Brought> read_styk(const json::Object& file, const Asked& asked);
[[nodiscard]] Result<Brought> read_surveyjs(const json::Object& file, const Asked& asked);
[[nodiscard]] Result<Brought> read_qsf(const json::Object& file, const Asked& asked);
[[nodiscard]] Result<Brought> read_typeform(const json::Object& file, const Asked& asked);
[[nodiscard]] Result<Brought> read_formbricks(const json::Object& file, const Asked& asked);
[[nodiscard]] Result<Brought> read_lss(std::string_view bytes, const Asked& asked);
[[nodiscard]] Result<Brought> read_limesurvey_tsv(std::string_view bytes, const Asked& asked);
[[nodiscard]] Result<Brought> read_xlsform(std::string_view bytes, const Asked& asked);

[[nodiscard]] inline tl::unexpected<Problem> unreadable(std::string message) {
    return tl::unexpected(Problem{"/file", std::move(message)});
}

}  // namespace styk::travel
