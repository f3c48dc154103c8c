#include "customer/customer_json.h"

#include "json/json.h"
#include "record/wire.h"

namespace styk::customer {

Problems read_upsert(const json::Object& body, record::Roles who, Upsert& line) {
    const record::Shape& shape = record::shape_of<Customer>();
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        line.given.set(i, body.contains(shape.fields[i].name));
    }
    return record::read_json(shape, body, &line.customer, record::Intent::add, who);
}

json::Object to_json(const Counted& counted) {
    return {
        {"added", counted.added}, {"changed", counted.changed}, {"unchanged", counted.unchanged}
    };
}

}  // namespace styk::customer
