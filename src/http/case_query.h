// What a question to the queue says.
#pragma once

#include "casework/case_list_store.h"
#include "http/case_json.h"

namespace styk::http {

inline constexpr std::string_view case_filter_asks =
    "state owner department touchpoint kind route severity location segment cause source customer "
    "finding feedback mine open overdue due_today unassigned unread unanalysed public_risk "
    "due_before from to q";

// `also` are names that the caller reads itself. Throws Refusal{invalid} naming every problem.
[[nodiscard]] casework::CaseQuery read_case_query(
    const CaseWriter& writer, const Call& call, const std::vector<std::string_view>& also = {}
);

// As a spreadsheet, page by page.
[[nodiscard]] Answer cases_as_csv(House& house, casework::CaseQuery query);

}  // namespace styk::http
