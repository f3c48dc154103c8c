#include "feedback/draft.h"

#include <gtest/gtest.h>

#include "feedback/feedback_json.h"
#include "json/json.h"
#include "support/sample_firm.h"

namespace styk::feedback {
namespace {

constexpr Instant now{1'795'000'000'000'000};

class DraftTest : public ::testing::Test {
protected:
    Feedback check_text(std::string_view body) {
        problems_.clear();
        const auto draft = read_draft(json::parse(body), problems_);
        return check(*firm_, draft, now, problems_);
    }

    [[nodiscard]] std::vector<std::string> said() const {
        std::vector<std::string> out;
        for (const auto& [pointer, message] : problems_) {
            out.push_back(pointer + ": " + message);
        }
        return out;
    }

    std::shared_ptr<const Directory> firm_ = test::sample_directory();
    Problems problems_;
};

TEST_F(DraftTest, names_may_be_ids_and_ratings_take_the_touchpoint_of_the_feedback) {
    const auto feedback = check_text(
        R"({"source": "api", "channel": "web", "touchpoint": ")" +
        firm_->touchpoints.find("desk")->id.text() +
        R"(", "ratings": [{"metric": "nps", "value": 9}, {"metric": "csat", "touchpoint": "room", "value": null},
            {"metric": "csat", "value": "not_applicable"}]})"
    );
    EXPECT_TRUE(said().empty());
    ASSERT_EQ(feedback.ratings.size(), 3U);
    EXPECT_EQ(feedback.ratings[0], (Rating{"nps", "desk", RatingState::given, 9}));
    EXPECT_EQ(feedback.ratings[1], (Rating{"csat", "room", RatingState::missing, 0}));
    EXPECT_EQ(feedback.ratings[2], (Rating{"csat", "desk", RatingState::not_applicable, 0}));
}

TEST_F(DraftTest, every_problem_is_named_with_its_place) {
    (void)check_text(R"({"source": "pigeon", "channel": "telex", "touchpoint": "moon", "colour": 1,
        "ratings": [{"metric": "nps", "value": 12}, {"metric": "love", "value": 1}, {"metric": "wr", "value": 0},
        {"value": 3}, {"metric": "csat", "value": 2.5}, 7], "occurred_at": "soon"})");
    EXPECT_EQ(
        said(),
        (std::vector<std::string>{
            "/colour: is not a field of feedback",
            "/ratings/3/metric: is missing",
            "/ratings/4/value: must be a whole number, null or \"not_applicable\"",
            "/ratings/5: must be an object",
            "/occurred_at: must be an instant such as 2026-11-21T18:30:00Z",
            "/source: must be one of api, survey, import, staff, mail, form, kiosk",
            "/channel: there is no channel telex",
            "/touchpoint: there is no touchpoint moon",
            "/ratings/0/value: the score 12 is above 10",
            "/ratings/1/metric: there is no metric love",
            "/ratings/2/value: the score 0 is below 1"
        })
    );
}

TEST_F(DraftTest, the_same_metric_twice_at_one_touchpoint_is_refused) {
    (void)check_text(R"({"source": "api", "channel": "web",
        "ratings": [{"metric": "nps", "value": 1}, {"metric": "nps", "value": 2}]})");
    EXPECT_EQ(
        said(),
        std::vector<std::string>{"/ratings/1: rates the same metric at the same touchpoint twice"}
    );
}

TEST_F(DraftTest, an_index_is_the_sum_of_its_items_when_all_are_there) {
    const auto whole = check_text(
        R"({"source": "api", "channel": "web", "ratings": [{"metric": "acsi_overall", "value": 8},
        {"metric": "acsi_expected", "value": 7}, {"metric": "acsi_ideal", "value": 10}]})"
    );
    EXPECT_EQ(whole.ratings.back(), (Rating{"acsi", "", RatingState::given, 25}));
    const auto part = check_text(
        R"({"source": "api", "channel": "web", "ratings": [{"metric": "acsi_overall", "value": 8},
        {"metric": "acsi_expected", "value": null}, {"metric": "acsi_ideal", "value": 10}]})"
    );
    EXPECT_EQ(part.ratings.size(), 3U);
}

TEST_F(DraftTest, the_future_and_the_far_past_are_refused) {
    (void)check_text(R"({"source": "api", "channel": "web", "occurred_at": "2099-01-01T00:00:00Z"})"
    );
    EXPECT_EQ(said(), std::vector<std::string>{"/occurred_at: lies in the future"});
    (void)check_text(R"({"source": "api", "channel": "web", "occurred_at": "1066-10-14T00:00:00Z"})"
    );
    EXPECT_EQ(said(), std::vector<std::string>{"/occurred_at: lies before the year 1900"});
}

TEST_F(DraftTest, what_was_sent_is_given_back) {
    auto feedback = check_text(
        R"({"source": "staff", "channel": "phone", "kind": "complaint", "location": "harbour",
        "comment": "  Zimno i głośno.  ", "language": "pl", "attributes": {"class": "eco", "nights": 3},
        "tags": ["noise"], "ratings": [{"metric": "csat", "value": 1}]})"
    );
    const auto wire = to_json(feedback);
    EXPECT_EQ(wire.at("comment"), "Zimno i głośno.");
    EXPECT_EQ(wire.at("attributes"), json::parse(R"({"class": "eco", "nights": 3})"));
    EXPECT_EQ(
        wire.at("ratings"), json::parse(R"([{"metric": "csat", "touchpoint": null, "value": 1}])")
    );
    EXPECT_EQ(wire.at("touchpoint"), nullptr);
    EXPECT_EQ(write_json(feedback), json::write(wire));
}

}  // namespace
}  // namespace styk::feedback
