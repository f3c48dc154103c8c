// /s /r /receipt /preview: the pages that a respondent sees. They work without a script; a GET
// stores nothing.
#pragma once

#include "http/house.h"
#include "http/router.h"
#include "http/site.h"

namespace styk::http {

void add_respond_pages(Router& router, House& house);

}  // namespace styk::http
