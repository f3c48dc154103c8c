// /c/TOKEN and /complain: what customers see of their complaint. Pages, not the API; no script.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_case_pages(Router& router, House& house);

}  // namespace styk::http
