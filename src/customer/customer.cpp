#include "customer/customer.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<customer::Customer>() {
    using customer::Customer;
    static const Shape shape =
        describe<Customer>("customer", "customers")
            .field<&Customer::key>(
                rule::length(1, customer::longest_customer_key),
                searchable | sortable | filterable | unique | fixed
            )
            .field<&Customer::kind>({}, filterable)
            .field<&Customer::name>(rule::length(0, 200), searchable | sortable)
            .field<&Customer::language>(rule::language(), filterable)
            .field<&Customer::email>(rule::email(), searchable | filterable)
            .field<&Customer::phone>(rule::length(1, 40))
            .field<&Customer::lifecycle>({}, filterable)
            .field<&Customer::segment>(rule::length(1, 100), filterable)
            .field<&Customer::location_id>({}, filterable)
            .field<&Customer::attributes>(rule::small_object(16'000))
            .sorted_by("name")
            .may(people::may::read_people, people::may::set_up);
    return shape;
}

}  // namespace styk
