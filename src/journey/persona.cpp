#include "journey/persona.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

constexpr std::size_t most_lines = 30, longest_line = 500;

std::optional<std::string> check_lines(const record::Value& value) {
    std::vector<std::string> lines;
    const bool fine = record::read_list(std::get<std::string>(value), lines) &&
                      lines.size() <= most_lines &&
                      std::all_of(lines.begin(), lines.end(), [](const std::string& line) {
                          return !trim(line).empty() && count_code_points(line) <= longest_line;
                      });
    return fine ? std::nullopt
                : std::optional(fmt::format(
                      "must be a list of at most {} texts of 1 to {} characters",
                      most_lines,
                      longest_line
                  ));
}

}  // namespace

template <>
const record::Shape& record::shape_of<journey::Persona>() {
    using journey::Persona;
    static const Shape shape =
        describe<Persona>("persona", "personas")
            .field<&Persona::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Persona::name>(rule::length(1, 200), searchable | sortable)
            .field<&Persona::picture_id>()
            .field<&Persona::age>(rule::length(1, 60))
            .field<&Persona::habits>(check_lines)
            .field<&Persona::goals>(check_lines)
            .field<&Persona::quotes>(check_lines)
            .field<&Persona::attributes>(rule::small_object(8192))
            .field<&Persona::segment>(rule::length(1, 2000))
            .field<&Persona::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::read_people);
    return shape;
}

}  // namespace styk
