#include "story/show_quotes.h"

#include <algorithm>

#include "feedback/findings_text.h"
#include "feedback/voice.h"
#include "text/quotes.h"

namespace styk::story {

namespace {

using feedback::Feedback;
using text::Span;

constexpr int most_looked_at = 500;
constexpr std::size_t longest_quote = 280;  // bytes kept at least up to a word, more of a long one
constexpr std::string_view ellipsis = "…";

bool overlaps(const Span& a, const Span& b) {
    return a.from < b.to && b.from < a.to;
}

// Where a place of the comment stands once personal data are masked.
class Moved {
public:
    explicit Moved(const std::vector<text::PersonalData>& masked) {
        for (const auto& one : masked) {
            const std::size_t mask = text::name_of(one.kind).size() + 2;  // "[phone]"
            shifts_.emplace_back(one.span, static_cast<std::int64_t>(mask) - one.span.size());
        }
    }

    // Nothing of what is masked.
    [[nodiscard]] std::optional<Span> operator()(const Span& span) const {
        std::int64_t shift = 0;
        for (const auto& [masked, by] : shifts_) {
            if (overlaps(masked, span)) {
                return {};
            }
            shift += masked.to <= span.from ? by : 0;
        }
        return Span{
            static_cast<std::uint32_t>(span.from + shift),
            static_cast<std::uint32_t>(span.to + shift)
        };
    }

private:
    std::vector<std::pair<Span, std::int64_t>> shifts_;
};

// The words that made what was asked for: of the topics in the filter, else of the sentiment.
std::vector<Span> reasons(const text::Findings& found, const feedback::Filter& filter) {
    std::vector<Span> spans;
    for (const auto& clause : filter.clauses) {
        if (clause.criterion != feedback::Criterion::topic || clause.negated) {
            continue;
        }
        for (const auto& topic : found.topics) {
            const bool asked =
                std::any_of(clause.values.begin(), clause.values.end(), [&](const auto& value) {
                    return value.substr(0, value.find(':')) == topic.key;
                });
            if (asked) {
                spans.insert(spans.end(), topic.because.begin(), topic.because.end());
            }
        }
    }
    if (spans.empty()) {
        for (const auto& one : found.because) {
            spans.push_back(one.span);
        }
    }
    return spans;
}

}  // namespace

Shown quote_of(
    const std::string& comment, const text::Findings& findings, const std::vector<Span>& highlights
) {
    Shown out{text::masked(comment, findings.personal_data), {}};
    if (out.text.size() > longest_quote + ellipsis.size()) {
        auto end = out.text.rfind(' ', longest_quote);
        if (end == std::string::npos || end < longest_quote / 2) {
            for (end = longest_quote;
                 (static_cast<unsigned char>(out.text[end]) & 0xC0U) == 0x80U;) {
                --end;
            }
        }
        out.text.resize(end);
        out.text += ellipsis;
    }
    const Moved moved(findings.personal_data);
    for (const Span& one : highlights) {
        const auto span = moved(one);
        if (span && span->to <= out.text.size()) {
            out.highlights.push_back(*span);
        }
    }
    return out;
}

namespace {

struct Group {
    std::string language;
    std::vector<const Feedback*> all;
};

// Comments of one language go together; the largest group first.
std::vector<Group> by_language(const std::vector<Feedback>& all) {
    std::vector<Group> groups;
    for (const Feedback& one : all) {
        const auto found = feedback::read_findings(one.reading->findings);
        const std::string language = found ? found->language : "";
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& other) {
            return other.language == language;
        });
        if (group == groups.end()) {
            group = groups.insert(groups.end(), {language, {}});
        }
        group->all.push_back(&one);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        return a.all.size() > b.all.size();
    });
    return groups;
}

// Which of the chosen is nearest to each comment; the first where none is near.
std::vector<std::size_t> stood_for(
    const text::Corpus& corpus, const std::vector<std::size_t>& chosen
) {
    std::vector<std::size_t> counts(chosen.size());
    for (std::size_t at = 0; at < corpus.vectors().size() && !chosen.empty(); ++at) {
        std::size_t best = 0;
        double most = -1;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const double near = text::cosine(corpus.vectors()[at], corpus.vectors()[chosen[i]]);
            if (near > most) {
                most = near;
                best = i;
            }
        }
        ++counts[best];
    }
    return counts;
}

void quote(
    const Group& group, const feedback::Filter& filter, std::size_t most, std::vector<Quote>& into
) {
    std::vector<std::string_view> comments;
    std::vector<std::size_t> members;
    for (const Feedback* one : group.all) {
        members.push_back(comments.size());
        comments.emplace_back(one->comment);
    }
    const text::Corpus corpus(
        comments, text::language_of(group.language).value_or(text::Language::en)
    );
    const auto chosen = text::quotes_of(corpus, members, most);
    const auto counts = stood_for(corpus, chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const Feedback& one = *group.all[chosen[i]];
        if (const auto found = feedback::read_findings(one.reading->findings)) {
            auto shown = quote_of(one.comment, *found, reasons(*found, filter));
            into.push_back({one, std::move(shown.text), std::move(shown.highlights), counts[i]});
        }
    }
}

}  // namespace

Quotes show_quotes(db::Database& database, const feedback::Filter& filter, std::size_t count) {
    auto asked = filter;
    asked.has_comment = true;
    feedback::ListOrder latest;
    latest.limit = most_looked_at;
    auto page =
        database.read([&](db::Reader& reader) { return feedback::list(reader, asked, latest); });
    std::erase_if(page.items, [](const Feedback& one) {
        return feedback::is_voice(one) || !one.reading;
    });
    Quotes out{{}, page.items.size()};
    for (const Group& group : by_language(page.items)) {
        const std::size_t left = count - out.items.size();
        if (left == 0) {
            break;
        }
        const std::size_t share = (count * group.all.size() + out.n - 1) / out.n;
        quote(group, filter, std::min(left, share), out.items);
    }
    return out;
}

}  // namespace styk::story
