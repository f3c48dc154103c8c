#include "firm/holiday_store.h"

#include "firm/firm_store.h"

namespace styk::firm {

std::vector<Day> list_holidays(db::Reader& reader) {
    std::vector<Day> days;
    reader.query("SELECT date FROM holiday ORDER BY date", [&](const db::Row& row) {
        if (const auto day = parse_iso_day(row.text(0))) {
            days.push_back(*day);
        }
    });
    return days;
}

WorkingTime load_working_time(db::Reader& reader) {
    const Firm firm = load_firm(reader);
    return {TimeZone(firm.time_zone), hours_of(firm, list_holidays(reader))};
}

}  // namespace styk::firm
