// A database with a firm in it, as a server finds it after its first start, plus the places and
// touchpoints of sample_firm.h.
#pragma once

#include "base/clock.h"
#include "db/database.h"
#include "text/reader.h"

namespace styk::test {

// The one that every test reads comments with.
[[nodiscard]] const text::Reader& text_reader();

// Without the sample.
void begin_firm(db::Database& database, const Clock& clock, Random& random);

void found_firm(db::Database& database, const Clock& clock, Random& random);

}  // namespace styk::test
