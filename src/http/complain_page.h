// /complain: the form by which anybody tells what went wrong. A page, not the API; no script.
#pragma once

#include "http/call.h"
#include "http/form_gate.h"
#include "http/house.h"

namespace styk::http {

[[nodiscard]] Answer show_complaint_form(House& house, const Call& call);

// Leads to the page of the case; 422 with what was typed, 429 when too many came from one place.
[[nodiscard]] Answer take_complaint_form(House& house, FormGate& gate, const Call& call);

}  // namespace styk::http
