// /text: reads a text that is not kept.
#pragma once

#include "http/router.h"

namespace styk::text {
class Reader;
}

namespace styk::http {

// The reader outlives the router.
void add_text_routes(Router& router, const text::Reader& reader);

}  // namespace styk::http
