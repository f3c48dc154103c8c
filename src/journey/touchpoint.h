// Where a customer meets the firm, and who in the firm answers for it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "journey/stage.h"
#include "record/shape.h"

namespace styk::people {
struct Department;
struct User;
}  // namespace styk::people

namespace styk::journey {

// RACI: what a department is to a touchpoint.
BOOST_DEFINE_ENUM_CLASS(DepartmentRole, responsible, accountable, consulted, informed)

struct DepartmentPart {
    Id<people::Department> department_id;
    DepartmentRole role;

    friend bool operator==(const DepartmentPart&, const DepartmentPart&) = default;
};

struct Touchpoint {
    Id<Touchpoint> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::optional<std::string> description{};
    std::optional<Id<Stage>> stage_id{};
    std::vector<std::string> channels{};  // keys
    std::optional<Id<people::User>> owner_id{};
    bool external = false;           // what others say of us, where we cannot act
    record::JsonList departments{};  // [{"department_id", "role"}]; departments_of() reads it
    std::vector<std::string> business_areas{};
    std::int64_t position = 0;

    friend bool operator==(const Touchpoint&, const Touchpoint&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Touchpoint,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     description,
     stage_id,
     channels,
     owner_id,
     external,
     departments,
     business_areas,
     position)
)

[[nodiscard]] std::vector<DepartmentPart> departments_of(const Touchpoint& touchpoint);

// The wire form of `departments`.
[[nodiscard]] record::JsonList write_departments(const std::vector<DepartmentPart>& parts);

}  // namespace styk::journey

namespace styk::record {
template <>
const Shape& shape_of<journey::Touchpoint>();
}  // namespace styk::record
