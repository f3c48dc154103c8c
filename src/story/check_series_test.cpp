#include "story/check_series.h"

#include <gtest/gtest.h>

#include "people/user.h"
#include "story/take_vitals.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using insight::Series;
using insight::SeriesDirection;
using insight::Vital;

class CheckSeries : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock, random);
        catalogue.reload();
        clock.at = parse_rfc3339("2026-11-18T10:00:00Z").value();  // a Wednesday
        reader.id.uuid = make_uuid_v7(clock, random);
        reader.email = "anna@example.org";
        reader.name = "Anna";
        reader.role = people::Role::cx_manager;
        reader.active = true;
        database().write([&](db::Tx& tx) { db::add(tx, reader, by()); });
    }

    [[nodiscard]] db::Change by() const { return {{"system", "", "test"}, clock.now()}; }

    Series add(Series series) {
        series.id.uuid = make_uuid_v7(clock, random);
        series.key = series.name = "load";
        series.unit = "s";
        database().write([&](db::Tx& tx) { db::add(tx, series, by()); });
        return series;
    }

    // In the week before this one.
    void measure(const Series& series, const std::vector<double>& values) {
        std::vector<insight::SeriesPoint> points;
        for (const double value : values) {
            points.push_back(
                {std::to_string(points.size()),
                 parse_rfc3339("2026-11-11T10:00:00Z").value() +
                     std::chrono::minutes(points.size()),
                 value}
            );
        }
        database().write([&](db::Tx& tx) { (void)insight::put_points(tx, series.id, points); });
    }

    std::vector<std::string> subjects() {
        std::vector<std::string> out;
        database().read([&](db::Reader& of) {
            of.query(
                "SELECT subject FROM outgoing_mail ORDER BY position",
                [&](const db::Row& row) { out.push_back(row.string(0)); }
            );
        });
        return out;
    }

    std::int64_t points_of(const Series& series) {
        return database().read([&](db::Reader& of) {
            return insight::count_points_since(of, series.id, {0});
        });
    }

    test::FixedClock clock;
    SystemRandom random;
    Catalogue catalogue{database()};
    feedback::Terms terms{database()};
    Intake intake{database(), catalogue, terms, clock, random};
    people::User reader;
};

STYK_ON_BOTH_DATABASES(CheckSeries);

TEST_P(CheckSeries, tells_once_that_a_week_was_too_slow_for_certain) {
    Series wanted;
    wanted.direction = SeriesDirection::down;
    wanted.threshold = 2.5;
    wanted.recipients = {reader.id.text()};
    const auto series = add(wanted);
    measure(series, {3.1, 3.3, 2.9, 3.2});
    check_series(intake, clock.now());
    check_series(intake, clock.now() + 60s);
    ASSERT_EQ(subjects().size(), 1U);
    EXPECT_NE(subjects()[0].find("load: 3.13 s"), std::string::npos) << subjects()[0];
}

TEST_P(CheckSeries, keeps_quiet_while_the_interval_reaches_the_threshold) {
    Series wanted;
    wanted.direction = SeriesDirection::down;
    wanted.threshold = 2.5;
    wanted.recipients = {reader.id.text()};
    const auto series = add(wanted);
    measure(series, {3.1, 1.3, 3.9, 3.2});
    check_series(intake, clock.now());
    EXPECT_TRUE(subjects().empty());
}

TEST_P(CheckSeries, minds_which_side_is_bad) {
    Series wanted;
    wanted.direction = SeriesDirection::up;
    wanted.threshold = 2.5;
    wanted.recipients = {reader.id.text()};
    const auto series = add(wanted);
    measure(series, {3.1, 3.3, 2.9, 3.2});
    check_series(intake, clock.now());
    EXPECT_TRUE(subjects().empty());
}

TEST_P(CheckSeries, pages_of_its_sites_alone_are_measured_and_not_without_end) {
    Series wanted;
    wanted.vital = Vital::lcp;
    wanted.sites = {"https://shop.example"};
    const auto series = add(wanted);
    EXPECT_FALSE(take_vitals(intake, "https://other.example", {{Vital::lcp, 1}}, clock.now()));
    EXPECT_FALSE(take_vitals(intake, "https://shop.example", {{Vital::cls, 1}}, clock.now()));
    for (int i = 0; i < most_vitals_an_hour + 5; ++i) {
        EXPECT_TRUE(take_vitals(intake, "https://shop.example", {{Vital::lcp, 1}}, clock.now()));
    }
    EXPECT_EQ(points_of(series), most_vitals_an_hour);
    const Instant later = clock.now() + 2h;
    EXPECT_TRUE(take_vitals(intake, "https://shop.example", {{Vital::lcp, 1}}, later));
    EXPECT_EQ(points_of(series), most_vitals_an_hour + 1);
}

TEST(OfSite, takes_names_below_a_star_and_nothing_that_only_looks_like_it) {
    EXPECT_TRUE(is_of_site("https://shop.example", "https://shop.example"));
    EXPECT_FALSE(is_of_site("http://shop.example", "https://shop.example"));
    EXPECT_FALSE(is_of_site("https://shop.example:8443", "https://shop.example"));
    EXPECT_TRUE(is_of_site("https://a.b.shop.example", "https://*.shop.example"));
    EXPECT_FALSE(is_of_site("https://shop.example", "https://*.shop.example"));
    EXPECT_FALSE(is_of_site("https://eshop.example", "https://*.shop.example"));
    EXPECT_FALSE(is_of_site("https://x.shop.example.evil", "https://*.shop.example"));
    EXPECT_FALSE(is_of_site("", "https://shop.example"));
}

}  // namespace
}  // namespace styk::story
