// A record of the setup as the API takes it: the first byte says of which kind, the rest is the
// document. What was taken is given back as JSON and CSV that can be read.
#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "customer/customer.h"
#include "firm/firm.h"
#include "firm/hook_in.h"
#include "fuzz.h"
#include "journey/touchpoint.h"
#include "json/json.h"
#include "metric/metric.h"
#include "record/wire.h"

namespace styk {

namespace {

// No cell of what a spreadsheet opens begins a formula.
void need_tame(const std::string& row) {
    CsvReader reader(',', [](const CsvRow& one) {
        for (const auto cell : one.cells) {
            fuzz::need(cell.empty() || cell[0] != '=', "a cell is no formula");
        }
        return true;
    });
    reader.feed(row);
    reader.finish();
    fuzz::need(!reader.problem(), "a row of CSV can be read");
}

template <class T>
void take(const json::Object& body) {
    const auto& shape = record::shape_of<T>();
    T made{};
    const auto problems =
        record::read_json(shape, body, &made, record::Intent::add, record::everybody);
    if (!problems.empty()) {
        fuzz::need(
            std::all_of(
                problems.begin(),
                problems.end(),
                [](const Problem& one) { return one.pointer.starts_with('/'); }
            ),
            "a problem names its field"
        );
        return;
    }
    const auto text = json::write(record::to_json(shape, &made));
    fuzz::need(json::try_parse(text).has_value(), "a record is written as JSON");
    need_tame(
        record::csv_head(shape, record::everybody) +
        record::csv_row(shape, &made, record::everybody)
    );
    if constexpr (requires { check(made); }) {
        (void)check(made);
    }
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const auto value = json::try_parse(fuzz::text_of(data + 1, size - 1));
    if (!value || !value->is_object()) {
        return 0;
    }
    using Take = void (*)(const json::Object&);
    constexpr Take kinds[] =
        {take<journey::Touchpoint>,
         take<customer::Customer>,
         take<metric::Metric>,
         take<firm::Firm>,
         take<firm::HookIn>};
    kinds[data[0] % std::size(kinds)](value->get_object());
    return 0;
}

}  // namespace styk
