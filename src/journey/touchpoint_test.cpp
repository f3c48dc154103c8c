#include "journey/touchpoint.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"

namespace styk::journey {
namespace {

constexpr const char* department = "018f0000-0000-7000-8000-000000000001";

// The problems of a new touchpoint, as "pointer message".
std::vector<std::string> add(Touchpoint& touchpoint, const std::string& text) {
    const json::Value body = json::parse(text);
    std::vector<std::string> out;
    for (const auto& [pointer, message] : record::read_json(
             record::shape_of<Touchpoint>(),
             body.get_object(),
             &touchpoint,
             record::Intent::add,
             people::may::set_up
         )) {
        out.push_back(pointer + " " + message);
    }
    return out;
}

std::vector<std::string> add(const std::string& text) {
    Touchpoint touchpoint;
    return add(touchpoint, text);
}

using Lines = std::vector<std::string>;

TEST(a_touchpoint, needs_only_key_and_name) {
    EXPECT_EQ(add(R"({"key": "check_in", "name": "Check-in"})"), Lines{});
    EXPECT_EQ(add("{}"), (Lines{"/key is missing", "/name is missing"}));
}

TEST(a_touchpoint, knows_the_part_of_each_department) {
    Touchpoint touchpoint;
    EXPECT_EQ(
        add(touchpoint,
            std::string(R"({"key": "a", "name": "A", "departments": [{"department_id": ")") +
                department + R"(", "role": "accountable"}]})"),
        Lines{}
    );
    const auto parts = departments_of(touchpoint);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].department_id.text(), department);
    EXPECT_EQ(parts[0].role, DepartmentRole::accountable);
    EXPECT_EQ(write_departments(parts), touchpoint.departments);
}

TEST(a_touchpoint, refuses_parts_that_are_none) {
    const std::string id = department;
    const std::string right = R"({"department_id": ")" + id + R"(", "role": "informed"})";
    const auto problem = [&](const std::string& parts) {
        const auto lines = add(R"({"key": "a", "name": "A", "departments": [)" + parts + "]}");
        return lines.empty() ? "" : lines[0];
    };
    EXPECT_EQ(problem(right), "");
    EXPECT_EQ(problem(right + "," + right), "/departments names a department twice");
    const std::string shape =
        R"(/departments must hold {"department_id": an id, "role": one of responsible, accountable, consulted, informed})";
    EXPECT_EQ(problem("\"sales\""), shape);
    EXPECT_EQ(problem(R"({"department_id": ")" + id + R"("})"), shape);
    EXPECT_EQ(problem(R"({"department_id": "x", "role": "informed"})"), shape);
    EXPECT_EQ(problem(R"({"department_id": ")" + id + R"(", "role": "chief"})"), shape);
    EXPECT_EQ(
        problem(R"({"department_id": ")" + id + R"(", "role": "informed", "since": 1})"), shape
    );
}

TEST(a_touchpoint, names_channels_and_areas_once) {
    EXPECT_EQ(
        add(R"({"key": "a", "name": "A", "channels": ["web", "web"]})"),
        Lines{"/channels names a channel twice"}
    );
    EXPECT_EQ(
        add(R"({"key": "a", "name": "A", "business_areas": ["sales", "magic"]})"),
        Lines{"/business_areas may hold only product, sales, marketing, service, administration, "
              "legal"}
    );
}

}  // namespace
}  // namespace styk::journey
