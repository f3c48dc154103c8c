#include "insight/board.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace insight {

namespace {

constexpr std::size_t most_panels = 24, most_recipients = 50;
constexpr std::size_t longest_title = 200, longest_query = 2000, longest_text = 4000;
constexpr std::size_t longest_id = 40;

// The members of one object of the wire, each problem at its own pointer.
class MemberReader {
public:
    MemberReader(const json::Value& value, std::string pointer, Problems& problems)
        : pointer_(std::move(pointer)), problems_(problems) {
        if (value.is_object()) {
            object_ = &value.get_object();
        } else {
            problems_.push_back({pointer_, "must be an object"});
        }
    }

    [[nodiscard]] bool fine() const { return object_ != nullptr; }

    void only(std::initializer_list<std::string_view> names) {
        for (const auto& member : *object_) {
            if (std::find(names.begin(), names.end(), std::string_view(member.key())) ==
                names.end()) {
                wrong(member.key(), "is not known here");
            }
        }
    }

    // Absent and null read as nothing.
    std::optional<std::string> text(std::string_view name, std::size_t most) {
        const auto* value = object_->if_contains(name);
        if (value == nullptr || value->is_null()) {
            return {};
        }
        if (!value->is_string()) {
            wrong(name, "must be a text");
            return {};
        }
        std::string text(value->get_string());
        if (count_code_points(text) > most) {
            wrong(name, fmt::format("must have at most {} characters", most));
        }
        return text;
    }

    bool flag(std::string_view name) {
        const auto* value = object_->if_contains(name);
        if (value != nullptr && !value->is_bool()) {
            wrong(name, "must be true or false");
        }
        return value != nullptr && value->is_bool() && value->get_bool();
    }

    template <class E>
    E choice(std::string_view name, E usual) {
        const auto found = record::choice_of<E>(text(name, longest_title).value_or(""));
        if (!found) {
            wrong(name, fmt::format("must be one of {}", fmt::join(record::choices_of<E>(), ", ")));
        }
        return found.value_or(usual);
    }

    std::vector<std::string> texts(std::string_view name) {
        const auto* value = object_->if_contains(name);
        std::vector<std::string> out;
        if (value == nullptr || !value->is_array() ||
            !record::read_list(json::write(*value), out)) {
            wrong(name, "must be a list of texts");
        }
        return out;
    }

    void wrong(std::string_view name, std::string message) {
        problems_.push_back({fmt::format("{}/{}", pointer_, name), std::move(message)});
    }

private:
    std::string pointer_;
    Problems& problems_;
    const json::Object* object_ = nullptr;
};

Panel read_panel(const json::Value& value, const std::string& pointer, Problems& problems) {
    Panel panel;
    MemberReader reader(value, pointer, problems);
    if (!reader.fine()) {
        return panel;
    }
    reader.only({"id", "kind", "title", "query", "text", "wide"});
    panel.id = reader.text("id", longest_id).value_or("");
    panel.kind = reader.choice("kind", PanelKind::figure);
    panel.title = reader.text("title", longest_title).value_or("");
    panel.query = reader.text("query", longest_query).value_or("");
    panel.text = reader.text("text", longest_text);
    panel.wide = reader.flag("wide");
    if (panel.id.empty()) {
        reader.wrong("id", "is missing");
    }
    if (panel.kind == PanelKind::text && trim(panel.text.value_or("")).empty()) {
        reader.wrong("text", "is missing");
    }
    return panel;
}

std::vector<Panel> read_panels(const std::string& text, Problems& problems) {
    const auto list = json::try_parse(text);
    if (!list || !list->is_array() || list->get_array().size() > most_panels) {
        problems.push_back({"/panels", fmt::format("must be at most {} panels", most_panels)});
        return {};
    }
    std::vector<Panel> panels;
    std::set<std::string> ids;
    for (const auto& item : list->get_array()) {
        const auto pointer = fmt::format("/panels/{}", panels.size());
        panels.push_back(read_panel(item, pointer, problems));
        if (!ids.insert(panels.back().id).second) {
            problems.push_back({pointer + "/id", "stands twice on this page"});
        }
    }
    return panels;
}

// "07:30"; nothing for anything else.
std::optional<std::pair<int, int>> read_time(std::string_view text) {
    int hour = -1, minute = -1;
    if (text.size() != 5 || text[2] != ':') {
        return {};
    }
    const auto h = std::from_chars(text.data(), text.data() + 2, hour);
    const auto m = std::from_chars(text.data() + 3, text.data() + 5, minute);
    const bool whole = h.ptr == text.data() + 2 && m.ptr == text.data() + 5;
    return whole && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
               ? std::optional(std::pair(hour, minute))
               : std::nullopt;
}

Schedule read_schedule(const std::string& text, Problems& problems) {
    Schedule schedule;
    const auto value = json::try_parse(text).value_or(json::Value(nullptr));
    MemberReader reader(value, "/schedule", problems);
    if (!reader.fine()) {
        return schedule;
    }
    reader.only({"every", "at", "recipients"});
    schedule.every = reader.choice("every", Every::week);
    const auto time = read_time(reader.text("at", longest_title).value_or(""));
    if (!time) {
        reader.wrong("at", "must be a time of day such as 07:00");
    }
    std::tie(schedule.hour, schedule.minute) = time.value_or(std::pair(7, 0));
    schedule.recipients = reader.texts("recipients");
    if (schedule.recipients.empty() || schedule.recipients.size() > most_recipients) {
        reader.wrong("recipients", fmt::format("must be 1 to {} people", most_recipients));
    }
    return schedule;
}

Day first_mail_day(Every every, Day today) {
    return every == Every::day    ? today
           : every == Every::week ? first_day_of(Period::week, today)
                                  : first_day_of(Period::month, today);
}

Day next_mail_day(Every every, Day day) {
    return every == Every::day    ? day + 1
           : every == Every::week ? next_after(Period::week, day)
                                  : next_after(Period::month, day);
}

// The clocks may have changed since midnight: then it is put right by whole hours.
Instant moment_of(Day day, const Schedule& schedule, const TimeZone& zone) {
    const auto since = std::chrono::hours(schedule.hour) + std::chrono::minutes(schedule.minute);
    const Instant at = zone.start_of(day) + since;
    const int off = schedule.hour - zone.hour_of(at);
    return std::abs(off) <= 2 ? at + std::chrono::hours(off) : at;
}

}  // namespace

std::vector<Panel> panels_of(const Board& board) {
    Problems ignored;  // what is stored was checked
    return read_panels(board.panels.text, ignored);
}

record::JsonList write_panels(const std::vector<Panel>& panels) {
    json::Array list;
    for (const Panel& panel : panels) {
        list.push_back(json::Object{
            {"id", panel.id},
            {"kind", record::name_of_choice(panel.kind)},
            {"title", panel.title},
            {"query", panel.query},
            {"text", panel.text ? json::Value(*panel.text) : json::Value(nullptr)},
            {"wide", panel.wide}
        });
    }
    return {json::write(json::Value(std::move(list)))};
}

std::optional<Schedule> schedule_of(const Board& board) {
    Problems ignored;
    return board.schedule ? std::optional(read_schedule(board.schedule->text, ignored))
                          : std::nullopt;
}

Problems check(const Board& board) {
    Problems problems;
    (void)read_panels(board.panels.text, problems);
    if (board.schedule) {
        (void)read_schedule(board.schedule->text, problems);
    }
    return problems;
}

bool may_see(const people::Actor& actor, const Board& board) {
    const bool own = actor.kind == people::Actor::Kind::system || board.user_id == actor.user;
    return own ||
           std::find(board.roles.begin(), board.roles.end(), record::name_of_choice(actor.role)) !=
               board.roles.end();
}

bool may_change(const people::Actor& actor, const Board& board) {
    const bool own = actor.kind == people::Actor::Kind::system || board.user_id == actor.user;
    return own || (actor.role == people::Role::administrator && may_see(actor, board));
}

Instant next_mail(const Schedule& schedule, const TimeZone& zone, Instant now) {
    Day day = first_mail_day(schedule.every, zone.day_of(now));
    while (moment_of(day, schedule, zone) <= now) {
        day = next_mail_day(schedule.every, day);
    }
    return moment_of(day, schedule, zone);
}

}  // namespace insight

template <>
const record::Shape& record::shape_of<insight::Board>() {
    using insight::Board;
    static const Shape shape = describe<Board>("board", "boards")
                                   .field<&Board::name>(rule::length(1, 200), searchable | sortable)
                                   .field<&Board::note>(rule::prose(0, 1000), searchable)
                                   .field<&Board::roles>(rule::items_of(choices_of<people::Role>()))
                                   .field<&Board::user_id>({}, read_only | filterable)
                                   .field<&Board::panels>()
                                   .field<&Board::schedule>()
                                   .field<&Board::mailed_at>({}, read_only)
                                   .sorted_by("name");
    return shape;
}

}  // namespace styk
