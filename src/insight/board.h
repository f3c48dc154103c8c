// Somebody's own page: panels that each ask one thing of the figures, shared by role, mailed in a
// rhythm. A panel keeps the question, never the answer.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time_zone.h"
#include "people/actor.h"
#include "record/shape.h"

namespace styk::insight {

// Wire values. figure: one score, large. text: words of the page's maker.
BOOST_DEFINE_ENUM_CLASS(PanelKind, trend, compare, drivers, scorecard, figure, text)

struct Panel {
    std::string id;  // of the maker's making, one a board
    PanelKind kind = PanelKind::text;
    std::string title;                  // empty: the question names it
    std::string query;                  // as in the address of Insights, "metric=csat&period=90d"
    std::optional<std::string> text{};  // of PanelKind::text
    bool wide = false;                  // takes the whole row
};

// week: on Mondays. month: on its first day.
BOOST_DEFINE_ENUM_CLASS(Every, day, week, month)

struct Schedule {
    Every every = Every::week;
    int hour = 7, minute = 0;               // on the firm's clock
    std::vector<std::string> recipients{};  // ids of users
};

struct Board {
    Id<Board> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string name;
    std::optional<std::string> note{};
    std::vector<std::string> roles{};              // who else may see it; none: only its maker
    std::optional<Id<people::User>> user_id{};     // whose it is; none: made with a token
    record::JsonList panels{};                     // panels_of() reads it
    std::optional<record::JsonObject> schedule{};  // schedule_of() reads it
    std::optional<Instant> mailed_at{};            // when it was last mailed
};
BOOST_DESCRIBE_STRUCT(
    Board,
    (),
    (id, revision, created_at, updated_at, name, note, roles, user_id, panels, schedule, mailed_at)
)

[[nodiscard]] std::vector<Panel> panels_of(const Board& board);
[[nodiscard]] record::JsonList write_panels(const std::vector<Panel>& panels);
[[nodiscard]] std::optional<Schedule> schedule_of(const Board& board);

// What is wrong with panels and schedule, field by field: "/panels/2/title". Whether a question can
// be asked, insight/panel.h says.
[[nodiscard]] Problems check(const Board& board);

// Its maker and the roles it is shared with.
[[nodiscard]] bool may_see(const people::Actor& actor, const Board& board);

// Its maker; an administrator whatever is shared with them.
[[nodiscard]] bool may_change(const people::Actor& actor, const Board& board);

// The first moment after `now` at which it is to be mailed.
[[nodiscard]] Instant next_mail(const Schedule& schedule, const TimeZone& zone, Instant now);

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::Board>();

}  // namespace styk::record
