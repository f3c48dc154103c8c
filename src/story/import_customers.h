// Many customers at once, by key: new ones are added, known ones take what their line says.
#pragma once

#include <functional>
#include <vector>

#include "customer/upsert.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct NumberedCustomer {
    std::size_t line;
    customer::Upsert upsert;
};

// All or nothing; a problem's pointer begins with its line: "/3/email". `problems` are those found
// while reading.
customer::Counted import_customers(
    const Intake& intake,
    std::vector<NumberedCustomer> customers,
    Problems problems,
    const db::Change& by,
    const std::function<void(db::Tx&, const customer::Counted&)>& also = {}
);

}  // namespace styk::story
