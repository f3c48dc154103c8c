#include "story/alert_mail.h"

#include <fmt/format.h>

#include "base/query_string.h"
#include "insight/alarm.h"
#include "insight/period.h"
#include "metric/metric.h"
#include "story/mail_page.h"
#include "story/names.h"
#include "story/speaker.h"

namespace styk::story {

namespace {

using insight::Firing;

class Teller {
public:
    explicit Teller(const AlertNews& news)
        : news_(news),
          speaker_(news.language, news.directory.firm.words.text),
          names_(speaker_, news.directory),
          metric_(news.directory.metrics.find(news.alert.metric)),
          figures_(speaker_, metric_ == nullptr ? metric::Kind::mean : metric_->kind) {}

    [[nodiscard]] std::string subject() const {
        const auto& first = news_.firings.front();
        const auto count = static_cast<std::int64_t>(news_.firings.size());
        return fmt::format(
            "{}: {}",
            news_.alert.name,
            count > 1 ? speaker_.text("alert.several", {{"n", count}})
                      : speaker_.text("alert.short." + first.said, values_of(first))
        );
    }

    [[nodiscard]] std::vector<std::string> paragraphs() const {
        std::vector<std::string> out;
        out.reserve(news_.firings.size() + 1);
        for (const Firing& firing : news_.firings) {
            out.push_back(
                speaker_.text("alert.now", values_of(firing)) + " " +
                speaker_.text("alert.said." + firing.said, values_of(firing))
            );
        }
        out.push_back(speaker_.text("alert.next"));
        return out;
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> facts() const {
        std::vector<std::pair<std::string, std::string>> out;
        const auto add = [&](std::string_view name, const std::string& value) {
            out.emplace_back(speaker_.text(name), value);
        };
        for (const Firing& firing : news_.firings) {
            add("alert.what", what(firing));
            add("alert.value", figure(firing));
            add("alert.answers", speaker_.language().number(static_cast<double>(firing.n)));
            add(fmt::format("alert.limit.{}", firing.said), figures_.value(firing.limit));
        }
        add("alert.false_alarms",
            speaker_.text(
                news_.false_alarms_a_year < 0.05 ? "alert.hardly_any" : "alert.a_year",
                {{"value", speaker_.language().number(news_.false_alarms_a_year, 1)}}
            ));
        return out;
    }

    [[nodiscard]] std::string link() const {
        if (news_.console_url.empty()) {
            return {};
        }
        std::string base = news_.console_url;
        while (base.ends_with('/')) {
            base.pop_back();
        }
        const auto& alert = news_.alert;
        std::string query = fmt::format(
            "metric={}&step={}",
            percent_encode(alert.metric),
            insight::name_of(insight::period_of(alert.period))
        );
        query += alert.query.empty() ? "" : "&" + alert.query;
        if (alert.by && news_.firings.size() == 1) {
            query += fmt::format(
                "&{}={}",
                *alert.by == "region" ? "location" : *alert.by,
                percent_encode(news_.firings.front().group_key)
            );
        }
        return fmt::format("{}/insights/trend?{}", base, query);
    }

    [[nodiscard]] const Speaker& speaker() const { return speaker_; }

private:
    [[nodiscard]] std::string what(const Firing& firing) const {
        std::string out = metric_ == nullptr ? news_.alert.metric : names_.of(*metric_);
        if (news_.alert.by) {
            out += ", " + names_.of(*news_.alert.by, firing.group_key);
        }
        const auto filter = read_query_string(news_.alert.query);
        if (filter) {
            for (const auto& line :
                 names_.of_filter(*filter, [](const std::string& id) { return id; })) {
                out += " · " + line;
            }
        }
        return out;
    }

    [[nodiscard]] std::string figure(const Firing& firing) const {
        const auto value = figures_.value(firing.value);
        return firing.lo && firing.hi
                   ? fmt::format("{} ({})", value, figures_.range(*firing.lo, *firing.hi))
                   : value;
    }

    [[nodiscard]] std::string period() const {
        const Period step = insight::period_of(news_.alert.period);
        const auto& language = speaker_.language();
        return speaker_.text(
            fmt::format("alert.period.{}", insight::name_of(step)),
            {{"day", language.day(news_.period_from)}, {"month", language.month(news_.period_from)}}
        );
    }

    [[nodiscard]] PatternValues values_of(const Firing& firing) const {
        return {
            {"what", what(firing)},
            {"value", figures_.value(firing.value)},
            {"figure", figure(firing)},
            {"period", period()},
            {"n", firing.n},
            {"limit", figures_.value(firing.limit)},
            {"by", figures_.amount(firing.value - firing.limit)}
        };
    }

    const AlertNews& news_;
    Speaker speaker_;
    Names names_;
    const metric::Metric* metric_;
    FigureWords figures_;
};

}  // namespace

AlertMail alert_mail(const AlertNews& news) {
    const Teller teller(news);
    const auto& speaker = teller.speaker();
    const auto body = lay_out(
        {.language = speaker.language().code(),
         .title = teller.subject(),
         .paragraphs = teller.paragraphs(),
         .facts = teller.facts(),
         .link_words = speaker.text("alert.link"),
         .link = teller.link(),
         .foot = speaker.text("alert.foot", {{"name", news.alert.name}})}
    );
    return {teller.subject(), body.text, body.html};
}

}  // namespace styk::story
