// The firm's working time as it stands in the database.
#pragma once

#include "db/reader.h"
#include "firm/working_time.h"

namespace styk::firm {

[[nodiscard]] std::vector<Day> list_holidays(db::Reader& reader);

// Of the firm's own hours, zone and holidays.
[[nodiscard]] WorkingTime load_working_time(db::Reader& reader);

}  // namespace styk::firm
