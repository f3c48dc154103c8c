#include "http/difference_json.h"

#include "http/figure_json.h"
#include "json/json.h"

namespace styk::http {

json::Value difference_json(const stats::Difference& found) {
    if (!found.value) {
        return nullptr;
    }
    return json::Object{
        {"value", *found.value},
        {"lo", number_json(found.lo)},
        {"hi", number_json(found.hi)},
        {"p", number_json(found.p)},
        {"method", stats::name(found.test)},
        {"stands", found.p && *found.p < 1 - found.level}
    };
}

}  // namespace styk::http
