// /u: where somebody says that they want no surveys any more; /l: counted links of a mail. A GET of
// /u stores nothing: scanners open every link.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_leave_pages(Router& router, House& house);

}  // namespace styk::http
