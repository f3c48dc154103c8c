#include "customer/upsert.h"

namespace styk::customer {

std::optional<std::string> give(Upsert& line, std::string_view name, const record::Value& value) {
    const record::Shape& shape = record::shape_of<Customer>();
    const record::Field* field = shape.find(name);
    if (field == nullptr || field->has(record::read_only)) {
        return "is no field of a customer that can be set";
    }
    if (field->rule && !record::is_null(value)) {
        if (auto wrong = field->rule(value)) {
            return wrong;
        }
    }
    if (!field->set(&line.customer, value)) {
        return "does not fit the field";
    }
    line.given.set(static_cast<std::size_t>(field - shape.fields.data()));
    return {};
}

Customer with_given(Customer customer, const Upsert& line) {
    const record::Shape& shape = record::shape_of<Customer>();
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        const record::Field& field = shape.fields[i];
        if (line.given[i] && !field.has(record::fixed) && !field.has(record::read_only)) {
            field.set(&customer, field.get(&line.customer));
        }
    }
    return customer;
}

}  // namespace styk::customer
