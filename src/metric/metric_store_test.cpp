#include "metric/metric_store.h"

#include <gtest/gtest.h>

#include "support/databases.h"
#include "support/fixed.h"

namespace styk::metric {
namespace {

class MetricStore : public test::BothDatabases {
protected:
    void SetUp() override {
        const FirstMetrics first = make_first_metrics(clock_, random_);
        database().write([&](db::Tx& tx) { ensure_metrics(tx, first, by_); });
    }

    Metric find(std::string_view key) {
        return database().read([&](db::Reader& reader) {
            return db::find_by<Metric>(reader, "key", std::string(key)).value();
        });
    }

    Metric add_stars() {
        Metric metric;
        metric.id.uuid = make_uuid_v7(clock_, random_);
        metric.key = metric.name = "stars";
        metric.kind = Kind::mean;
        metric.min = 1;
        metric.max = 5;
        database().write([&](db::Tx& tx) { db::add(tx, metric, by_); });
        return metric;
    }

    void add_rating(std::string_view metric) {
        database().write([&](db::Tx& tx) {
            tx.run(
                "INSERT INTO rating (feedback_seq, n, metric, value, state) VALUES (1, 0, $1, 3, "
                "'given')",
                metric
            );
        });
    }

    // The code of the refusal; nothing when the check lets it pass.
    template <class Check>
    std::optional<Code> refusal_of(const Check& check) {
        try {
            database().read([&](db::Reader& reader) { check(reader); });
            return {};
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    }

    std::optional<Code> refusal_of_change(const Metric& metric) {
        return refusal_of([&](db::Reader& reader) { check_metric(reader, metric); });
    }

    std::optional<Code> refusal_of_removal(const Metric& metric) {
        return refusal_of([&](db::Reader& reader) { check_removal(reader, metric); });
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"system", "", "Styk"}, clock_.now()};
};

STYK_ON_BOTH_DATABASES(MetricStore);

TEST_P(MetricStore, the_built_in_ones_come_once_and_the_firms_words_stay) {
    const Metric before = find("csat");
    Metric after = before;
    after.name = "Zadowolenie";
    database().write([&](db::Tx& tx) { db::change(tx, before, after, by_); });
    const FirstMetrics again = make_first_metrics(clock_, random_);
    database().write([&](db::Tx& tx) { ensure_metrics(tx, again, by_); });
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(db::list_all<Metric>(reader).size(), 9U);
        EXPECT_EQ(db::list_all<Benchmark>(reader).size(), 5U);
        EXPECT_EQ(db::find(reader, before.id)->name, "Zadowolenie");
    });
}

TEST_P(MetricStore, a_metric_comes_back_as_it_was) {
    const Metric stored = find("nps");
    EXPECT_EQ(stored.negative, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(stored.kind, Kind::net);
    EXPECT_TRUE(stored.built_in);
    EXPECT_FALSE(stored.target.has_value());
    EXPECT_EQ(find("acsi").items.size(), 3U);
}

TEST_P(MetricStore, the_benchmarks_are_those_of_wr) {
    const Metric wr = find("wr");
    database().read([&](db::Reader& reader) {
        for (const Benchmark& one : db::list_all<Benchmark>(reader)) {
            EXPECT_EQ(one.metric_id, wr.id);
            EXPECT_EQ(one.year, "2008-9");
        }
    });
}

TEST_P(MetricStore, a_scale_changes_until_there_are_ratings) {
    Metric stars = add_stars();
    stars.max = 7;
    EXPECT_EQ(refusal_of_change(stars), std::nullopt);
    add_rating("stars");
    EXPECT_EQ(refusal_of_change(stars), Code::conflict);
    stars.max = 5;
    stars.name = "Stars";
    EXPECT_EQ(refusal_of_change(stars), std::nullopt);
}

TEST_P(MetricStore, a_built_in_scale_never_changes) {
    Metric nps = find("nps");
    nps.min = 1;
    nps.negative = {1, 2, 3, 4, 5, 6};
    EXPECT_EQ(refusal_of_change(nps), Code::conflict);
}

TEST_P(MetricStore, an_index_is_the_sum_of_known_items) {
    Metric index = find("acsi");
    index.id.uuid = make_uuid_v7(clock_, random_);
    index.key = "own_index";
    EXPECT_EQ(refusal_of_change(index), std::nullopt);
    index.max = 29;
    EXPECT_EQ(refusal_of_change(index), Code::invalid);
    index.max = 30;
    index.items = {"acsi_overall", "acsi_expected", "nobody"};
    EXPECT_EQ(refusal_of_change(index), Code::invalid);
    index.items = {"acsi_overall", "acsi"};
    EXPECT_EQ(refusal_of_change(index), Code::invalid);
}

TEST_P(MetricStore, what_is_used_or_built_in_stays) {
    EXPECT_EQ(refusal_of_removal(find("nps")), Code::conflict);
    const Metric stars = add_stars();
    EXPECT_EQ(refusal_of_removal(stars), std::nullopt);
    add_rating("stars");
    EXPECT_EQ(refusal_of_removal(stars), Code::conflict);
}

TEST_P(MetricStore, an_item_and_one_with_benchmarks_stay) {
    Metric item = find("acsi_ideal");
    item.built_in = false;
    EXPECT_EQ(refusal_of_removal(item), Code::conflict);
    const Metric stars = add_stars();
    Benchmark benchmark;
    benchmark.id.uuid = make_uuid_v7(clock_, random_);
    benchmark.metric_id = stars.id;
    benchmark.label = benchmark.source = benchmark.year = "x";
    database().write([&](db::Tx& tx) { db::add(tx, benchmark, by_); });
    EXPECT_EQ(refusal_of_removal(stars), Code::conflict);
}

TEST_P(MetricStore, a_benchmark_needs_its_metric) {
    Benchmark benchmark;
    benchmark.value = 0.3;
    const auto check = [&](db::Reader& reader) { check_benchmark(reader, benchmark); };
    EXPECT_EQ(refusal_of(check), Code::invalid);
    benchmark.metric_id = find("nps").id;
    EXPECT_EQ(refusal_of(check), std::nullopt);
}

}  // namespace
}  // namespace styk::metric
