#include "http/results_json.h"

#include <algorithm>

#include "http/figure_json.h"
#include "json/json.h"
#include "survey/definition_json.h"
#include "survey/lot.h"
#include "survey/words.h"

namespace styk::http {

namespace {

using survey::Question;

class ResultsWriter {
public:
    ResultsWriter(
        const story::SurveyResults& results,
        const stats::TierLimits& limits,
        std::string_view language
    )
        : results_(results),
          limits_(limits),
          language_(language),
          own_(language == results.definition->language ? "" : language) {}

    json::Array questions() {
        json::Array out;
        for (const auto& one : results_.questions) {
            if (one.question->asks()) {
                out.push_back(question(one));
            }
        }
        return out;
    }

    json::Array pages() {
        json::Array out;
        for (std::size_t i = 0; i < results_.pages.size(); ++i) {
            const auto& one = results_.pages[i];
            const bool few = hides(one.seen);
            out.push_back(json::Object{
                {"page", one.page},
                {"title", text_or_null(results_.definition->pages[i].title.in(own_))},
                {"seen", number(one.seen, few)},
                {"left", number(one.left, few)},
                {"seconds_median", number_json(one.seconds_median)}
            });
        }
        return out;
    }

private:
    [[nodiscard]] bool hides(std::int64_t n) const {
        return n > 0 && static_cast<std::uint64_t>(n) < limits_.anonymous_below;
    }

    static json::Value number(std::int64_t n, bool hidden) {
        return hidden ? json::Value(nullptr) : json::Value(n);
    }

    [[nodiscard]] std::string title_of(const Question& question, const std::string& key) const {
        for (const auto* list : {&question.choices, &question.columns, &question.rows}) {
            for (const survey::Choice& one : *list) {
                if (one.key == key) {
                    return one.title.empty() ? key : one.title.in(own_);
                }
            }
        }
        return usual_title(question, key);
    }

    [[nodiscard]] std::string usual_title(const Question& question, const std::string& key) const {
        using survey::Word;
        const auto own_or = [&](const survey::Text& own, Word usual) {
            return own.empty() ? survey::word(usual, language_) : own.in(own_);
        };
        if (key == survey::other_key) {
            return own_or(question.other_title, Word::other);
        }
        if (key == survey::none_key) {
            return own_or(question.none_title, Word::none);
        }
        if (key == "true" || key == "false") {
            return key == "true" ? own_or(question.high_title, Word::yes)
                                 : own_or(question.low_title, Word::no);
        }
        return key == "best"    ? survey::word(Word::best, language_)
               : key == "worst" ? survey::word(Word::worst, language_)
                                : key;
    }

    json::Array choices(
        const Question& question, const std::vector<story::ChoiceResult>& all, bool hidden
    ) {
        json::Array out;
        for (const auto& one : all) {
            out.push_back(json::Object{
                {"value", one.key},
                {"title", title_of(question, one.key)},
                {"n", number(one.n, hidden)},
                {"share", estimate_json(one.share)}
            });
        }
        return out;
    }

    static json::Value figure(
        const std::optional<story::Figure>& figure, const stats::Histogram& histogram
    ) {
        if (!figure) {
            return nullptr;
        }
        json::Object out;
        put_figure(out, *figure, histogram);
        return out;
    }

    json::Array rows(const story::QuestionResult& of) {
        json::Array out;
        for (const auto& row : of.rows) {
            const bool hidden = hides(row.answered);
            out.push_back(json::Object{
                {"value", row.key},
                {"title", title_of(*of.question, row.key)},
                {"answered", number(row.answered, hidden)},
                {"choices", choices(*of.question, row.choices, hidden)},
                {"mean", figure(row.mean, row.histogram)},
                {"importance",
                 row.importance ? json::Value(estimate_json(*row.importance)) : json::Value(nullptr)
                }
            });
        }
        return out;
    }

    json::Object question(const story::QuestionResult& of) {
        const Question& question = *of.question;
        const bool hidden = hides(of.shown) || hides(of.answered);
        return {
            {"name", question.name},
            {"type", survey::wire_type(question.type)},
            {"title", question.title.in(own_)},
            {"page", results_.definition->pages[question.page].name},
            {"metric", text_or_null(question.metric)},
            {"touchpoint", text_or_null(question.touchpoint)},
            {"shown", number(of.shown, hidden)},
            {"answered", number(of.answered, hidden)},
            {"skipped", number(of.shown - of.answered, hidden)},
            {"not_shown", number(of.not_shown, hidden)},
            {"stopped_here", number(of.stopped_here, hidden)},
            {"left", estimate_json(of.left)},
            {"figure", figure(of.figure, of.histogram)},
            {"mean", figure(of.mean, of.histogram)},
            {"choices", choices(question, of.choices, hidden)},
            {"rows", rows(of)},
            {"texts", number(of.texts + of.other, hidden)},
            {"reason", hidden ? json::Value("hidden") : json::Value(nullptr)}
        };
    }

    const story::SurveyResults& results_;
    const stats::TierLimits& limits_;
    std::string language_, own_;
};

json::Value seconds_json(const std::optional<story::Seconds>& seconds) {
    if (!seconds) {
        return nullptr;
    }
    return json::Object{
        {"median", seconds->median}, {"p25", seconds->p25}, {"p75", seconds->p75}, {"n", seconds->n}
    };
}

json::Value invitations_json(const survey::Survey& survey, const story::SurveyResults& results) {
    if (results.invitations.sent == 0) {
        return nullptr;
    }
    const bool anonymous = survey.mode == survey::Mode::anonymous;
    return json::Object{
        {"sent", results.invitations.sent},
        {"started", anonymous ? json::Value(nullptr) : json::Value(results.invitations.started)},
        {"answered", results.invitations.answered},
        {"withdrawn", results.invitations.withdrawn},
        {"rate", estimate_json(results.response_rate)}
    };
}

json::Value careless_json(const std::optional<story::Careless>& careless) {
    if (!careless) {
        return nullptr;
    }
    return json::Object{
        {"n", careless->n},
        {"quick", careless->quick},
        {"same", careless->same},
        {"quick_seconds", number_json(careless->quick_seconds)},
        {"share", estimate_json(careless->share)}
    };
}

}  // namespace

json::Array quotas_json(const survey::Survey& survey, const std::vector<survey::Quota>& quotas) {
    json::Array out;
    for (const survey::Quota& one : quotas) {
        // It counts each answer as it comes, by what was answered.
        const bool tells = !survey::goes_in_lots(survey);
        out.push_back(json::Object{
            {"key", one.key},
            {"name", one.name},
            {"when", one.applies},
            {"most", one.most},
            {"counted", tells ? json::Value(one.counted) : json::Value(nullptr)}
        });
    }
    return out;
}

json::Object counts_json(const survey::ResponseCounts& counts) {
    return {
        {"started", counts.all()},
        {"complete", counts.complete},
        {"partial", counts.partial},
        {"screened_out", counts.screened_out},
        {"over_quota", counts.over_quota},
        {"waiting", counts.waiting}
    };
}

json::Object results_json(
    const survey::Survey& survey,
    std::int64_t version,
    const story::SurveyResults& results,
    const stats::TierLimits& limits,
    std::string_view language
) {
    ResultsWriter writer(results, limits, language);
    return {
        {"survey", survey.key},
        {"version", version},
        {"language", language},
        {"responses", counts_json(results.counts)},
        {"invitations", invitations_json(survey, results)},
        {"completion", estimate_json(results.completion)},
        {"seconds", seconds_json(results.seconds)},
        {"careless", careless_json(results.careless)},
        {"pages", writer.pages()},
        {"questions", writer.questions()},
        {"quotas", quotas_json(survey, results.quotas)},
        {"reason", results.counts.all() == 0 ? json::Value("no_answers") : json::Value(nullptr)}
    };
}

}  // namespace styk::http
