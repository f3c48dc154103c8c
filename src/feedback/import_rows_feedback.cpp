#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "feedback/filter.h"
#include "feedback/import_rows.h"

namespace styk::feedback {

namespace {

constexpr std::size_t longest_key = 200;

// "5", "+5", "5.0" and "5,00" are 5.
std::optional<std::int64_t> whole_number(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const char* begin = text.data();
    const char* end = begin + text.size();
    const auto read = std::from_chars(begin, end, value);
    if (read.ec != std::errc() || read.ptr == end) {
        return read.ec == std::errc() ? std::optional(value) : std::nullopt;
    }
    const std::string_view rest(read.ptr + 1, static_cast<std::size_t>(end - read.ptr - 1));
    const bool zeros = (*read.ptr == '.' || *read.ptr == ',') && !rest.empty() &&
                       rest.find_first_not_of('0') == std::string_view::npos;
    return zeros ? std::optional(value) : std::nullopt;
}

}  // namespace

FeedbackRows::FeedbackRows(
    const Directory& directory,
    const ImportMap& map,
    const std::vector<std::string>& columns,
    Instant at
)
    : RowReader(directory, map, columns),
      touchpoints_(directory.touchpoints),
      locations_(directory.locations),
      brands_(directory.brands),
      channels_(directory.channels),
      surveys_(directory.surveys),
      key_(place("key")),
      comment_(place("comment")),
      customer_(place("customer")),
      channel_(place("channel")),
      kind_(place("kind")),
      language_(place("language")),
      touchpoint_(place("touchpoint")),
      location_(place("location")),
      brand_(place("brand")),
      survey_(place("survey")),
      create_location_(location_ != nowhere && map.find("location")->create),
      create_brand_(brand_ != nowhere && map.find("brand")->create),
      dated_(place("occurred_at") != nowhere) {
    draft_.source = map.source;
    draft_.channel = fixed("channel");
    const auto set = [&](std::string_view field, std::optional<std::string>& out) {
        const auto value = fixed(field);
        out = value.empty() ? std::nullopt : std::optional(value);
    };
    set("language", draft_.language);
    set("touchpoint", draft_.touchpoint);
    set("location", draft_.location);
    set("brand", draft_.brand);
    draft_.survey = fixed("survey");
    draft_.kind = fixed("kind").empty() ? "response" : fixed("kind");
    const auto day = fixed("occurred_at");
    draft_.occurred_at = day.empty() ? at : read_moment(directory, day).value_or(at);
    for (const MappedRating& one : map.ratings) {
        scores_.push_back({column_place(one.column), &one.not_applicable});
        draft_.ratings.push_back(
            {one.metric, one.touchpoint, RatingState::given, 0, "#" + one.column}
        );
    }
}

const Draft& FeedbackRows::read(Cells cells, Problems& problems) {
    read_origin(cells);
    read_places(cells, problems);
    if (dated_) {
        draft_.occurred_at = moment(cells, problems);
    }
    if (comment_ < cells.size()) {
        draft_.comment = std::string(cells[comment_]);
    }
    for (std::size_t i = 0; i < scores_.size(); ++i) {
        read_score(cell(cells, scores_[i].place), scores_[i], draft_.ratings[i], problems);
    }
    draft_.attributes = attributes(cells);
    draft_.external_key = cell(cells, key_);
    if (draft_.external_key.size() > longest_key) {
        problems.push_back(
            {"/key", fmt::format("the key is longer than {} characters", longest_key)}
        );
    }
    return draft_;
}

void FeedbackRows::read_origin(Cells cells) {
    if (channel_ != nowhere) {
        const auto text = cell(cells, channel_);
        const std::string* known = text.empty() ? nullptr : channels_.find(text);
        draft_.channel = known == nullptr ? std::string(text) : *known;
    }
    if (kind_ != nowhere) {
        const auto text = cell(cells, kind_);
        draft_.kind = text.empty() ? "response" : to_lower_ascii(text);
    }
    if (language_ != nowhere) {
        const auto text = cell(cells, language_);
        draft_.language =
            text.empty()
                ? std::nullopt
                : std::optional(text.size() == 2 ? to_lower_ascii(text) : std::string(text));
    }
    if (survey_ != nowhere) {
        const auto text = cell(cells, survey_);
        const std::string* known = text.empty() ? nullptr : surveys_.find(text);
        draft_.survey = known == nullptr ? std::string(text) : *known;
    }
    if (customer_ != nowhere) {
        const auto text = cell(cells, customer_);
        draft_.customer = text.empty() ? std::nullopt : std::optional(std::string(text));
    }
}

void FeedbackRows::read_places(Cells cells, Problems& problems) {
    if (touchpoint_ != nowhere) {
        draft_.touchpoint = find_or_need(
            "touchpoint",
            cell(cells, touchpoint_),
            touchpoints_,
            map_.create_touchpoints,
            needs_.touchpoints,
            problems
        );
    }
    if (location_ != nowhere) {
        draft_.location = find_or_need(
            "location",
            cell(cells, location_),
            locations_,
            create_location_,
            needs_.locations,
            problems
        );
    }
    if (brand_ != nowhere) {
        draft_.brand = find_or_need(
            "brand", cell(cells, brand_), brands_, create_brand_, needs_.brands, problems
        );
    }
}

void FeedbackRows::read_score(
    std::string_view text, const Score& score, DraftRating& rating, Problems& problems
) const {
    rating.value = 0;
    const auto& never = *score.not_applicable;
    if (text.empty()) {
        rating.state = RatingState::missing;
        return;
    }
    if (std::find(never.begin(), never.end(), text) != never.end()) {
        rating.state = RatingState::not_applicable;
        return;
    }
    const auto value = whole_number(text);
    rating.state = value ? RatingState::given : RatingState::missing;
    rating.value = value.value_or(0);
    if (!value) {
        problems.push_back(
            {rating.pointer, fmt::format("\"{}\" is no whole number", shown_cell(text))}
        );
    }
}

}  // namespace styk::feedback
