// The document of a journey map: stages, the steps in them, links between steps, lanes. A plain
// value; map_edit.h changes it, map_json.h is its wire form.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journey/touchpoint.h"

namespace styk::journey {

// From first hearing to recommending, in this order. A phase without a stage shows as empty.
BOOST_DEFINE_ENUM_CLASS(Phase, awareness, consideration, purchase, use, service, loyalty, advocacy)
BOOST_DEFINE_ENUM_CLASS(MapKind, as_is, to_be)
BOOST_DEFINE_ENUM_CLASS(Answered, yes, partly, no)
BOOST_DEFINE_ENUM_CLASS(StepMarkKind, pain, success, moment_of_truth)
BOOST_DEFINE_ENUM_CLASS(StepMarkState, on, off)
BOOST_DEFINE_ENUM_CLASS(LinkKind, branch, loop, shortcut)

using Texts = std::vector<std::string>;

// What a customer asks at a step, and whether the firm answers it.
struct Question {
    std::string id, text;
    Answered answered = Answered::no;

    friend bool operator==(const Question&, const Question&) = default;
};
BOOST_DESCRIBE_STRUCT(Question, (), (id, text, answered))

struct Obstacle {
    std::string id, text;

    friend bool operator==(const Obstacle&, const Obstacle&) = default;
};
BOOST_DESCRIBE_STRUCT(Obstacle, (), (id, text))

struct Evidence {
    std::string id, text;
    std::optional<std::string> link{};  // http or https

    friend bool operator==(const Evidence&, const Evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (id, text, link))

struct MapIdea {
    std::string id, text;
    std::optional<std::string> author_id{}, at{};  // the server's to set
    Texts votes{};                                 // ids of users, each once, sorted

    friend bool operator==(const MapIdea&, const MapIdea&) = default;
};
BOOST_DESCRIBE_STRUCT(MapIdea, (), (id, text, author_id, at, votes))

// What people say of a step; it overrules what the figures say. One of a kind at a step.
struct StepMark {
    std::string id;
    StepMarkKind kind = StepMarkKind::pain;
    StepMarkState state = StepMarkState::on;  // off: the rule says so, people know better
    std::string reason;
    std::optional<std::string> by{}, at{};  // the server's to set

    friend bool operator==(const StepMark&, const StepMark&) = default;
};
BOOST_DESCRIBE_STRUCT(StepMark, (), (id, kind, state, reason, by, at))

// What a department is to a step, in one of the processes that meet there or in all.
struct StepDepartment {
    std::string department_id;
    DepartmentRole role = DepartmentRole::responsible;
    std::optional<std::string> process{};

    friend bool operator==(const StepDepartment&, const StepDepartment&) = default;
};
BOOST_DESCRIBE_STRUCT(StepDepartment, (), (department_id, role, process))

// Of a to-be step: the pain of the as-is map that it takes away, and how.
struct Removal {
    std::string pain, note;

    friend bool operator==(const Removal&, const Removal&) = default;
};
BOOST_DESCRIBE_STRUCT(Removal, (), (pain, note))

// The feeling that people drew: -2 to 2; 0 is neutral, null is not drawn.
struct Drawn {
    std::optional<std::int64_t> value{};

    friend bool operator==(const Drawn&, const Drawn&) = default;
};
BOOST_DESCRIBE_STRUCT(Drawn, (), (value))

struct MapStage {
    std::string id, name;
    Phase phase = Phase::use;
    std::optional<std::string> touchpoint_stage_id{};  // of the register of stages

    friend bool operator==(const MapStage&, const MapStage&) = default;
};
BOOST_DESCRIBE_STRUCT(MapStage, (), (id, name, phase, touchpoint_stage_id))

struct Step {
    std::string id, stage_id, name;
    std::optional<std::string> touchpoint{};  // key
    bool external = false;                    // outside what the firm serves itself
    Texts channels{};                         // keys
    std::vector<StepDepartment> departments{};
    Texts processes{};
    std::string action, expectation, designed, service, feeling;
    std::optional<std::int64_t> minutes{}, effort{};  // effort: 1 to 7
    Drawn drawn{};
    Texts emotions{};  // keys
    std::vector<Question> questions{};
    std::vector<Obstacle> obstacles{};
    std::vector<Evidence> evidence{};
    std::vector<MapIdea> ideas{};
    std::vector<StepMark> marks{};
    std::vector<Removal> removes{};  // to-be: pains of the as-is map
    Texts was{};                     // to-be: the as-is steps that this one stands for
    std::optional<std::string> nested_journey_id{};
    std::map<std::string, std::string> own{};  // texts of lanes of the firm's own, by lane key

    friend bool operator==(const Step&, const Step&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Step,
    (),
    (id,
     stage_id,
     name,
     touchpoint,
     external,
     channels,
     departments,
     processes,
     action,
     expectation,
     designed,
     service,
     feeling,
     minutes,
     effort,
     drawn,
     emotions,
     questions,
     obstacles,
     evidence,
     ideas,
     marks,
     removes,
     was,
     nested_journey_id,
     own)
)

struct Link {
    std::string id, from, to;  // steps
    LinkKind kind = LinkKind::branch;
    std::optional<std::string> label{};

    friend bool operator==(const Link&, const Link&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, from, to, kind, label))

struct Lane {
    std::string key;  // one of lane_keys, or the firm's own: "lane_…"
    std::optional<std::string> name{};
    bool hidden = false;

    friend bool operator==(const Lane&, const Lane&) = default;
};
BOOST_DESCRIBE_STRUCT(Lane, (), (key, name, hidden))

struct MapDoc {
    std::vector<MapStage> stages{};
    std::vector<Step> steps{};  // in walking order: stage by stage
    std::vector<Link> links{};
    std::vector<Lane> lanes{};

    friend bool operator==(const MapDoc&, const MapDoc&) = default;
};
BOOST_DESCRIBE_STRUCT(MapDoc, (), (stages, steps, links, lanes))

inline constexpr std::size_t most_stages = 60, most_steps = 400, most_links = 800, most_lanes = 40,
                             most_of_a_kind = 50;
inline constexpr std::size_t longest_text = 2000, longest_name = 200;  // code points

// Every lane that the product knows, in the order of a new map.
[[nodiscard]] const Texts& lane_keys();
[[nodiscard]] std::vector<Lane> first_lanes();

[[nodiscard]] const Step* find_step(const MapDoc& doc, const std::string& id);
[[nodiscard]] const MapStage* find_stage(const MapDoc& doc, const std::string& id);

// What people say of the step; nothing when they said nothing of that kind.
[[nodiscard]] std::optional<StepMarkState> marked(const Step& step, StepMarkKind kind);

// Brings the steps into walking order: stage by stage, within a stage as they stand.
void set_in_order(MapDoc& doc);

}  // namespace styk::journey
