// Reads comments: text in, findings out.
//
//   Reader reader(text::built_in_models());
//   Findings found = reader.read("Kurier nie przyjechał, a infolinia milczy.");
//
// A reader is made once (it reads the files, about ten milliseconds) and then only read: any number
// of threads may use it. No input makes it fail; what is no UTF-8 parts words.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/findings.h"
#include "text/identify.h"
#include "text/taxonomy.h"

namespace styk::text {

struct Trained;  // a model made ready

// Another number when the same models come to read otherwise by what is around them: comments are
// read again then.
inline constexpr int reading_rules = 2;

class Reader {
public:
    // One file a language, and "id" that tells them apart; comments in a language without a file
    // are not read. Throws Fault on a file that is no model.
    // `taught`: what a firm's corrections made of it, at most one a language (taught.h).
    explicit Reader(
        std::span<const std::string_view> models, std::span<const std::string> taught = {}
    );
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    // `taxonomy`: what the firm makes of topics and emotions; none: everything is told as it is.
    [[nodiscard]] Findings read(
        std::string_view comment, const Hint& hint = {}, const Taxonomy* taxonomy = nullptr
    ) const;

    // The sentiment alone, of a comment whose language is known: several times as fast.
    // None where nothing is said or the language is not read.
    [[nodiscard]] std::optional<Sentiment> sentiment(std::string_view comment, Language language)
        const;

    // Of the model, and of what was taught behind a +; "" where the language is not read.
    [[nodiscard]] std::string version(Language language) const;

    // nullptr where the language is not read.
    [[nodiscard]] const Trained* trained(Language language) const;

private:
    [[nodiscard]] Vocabularies vocabularies() const;

    std::vector<std::unique_ptr<const Trained>> trained_;  // by Language
    std::unique_ptr<const Model> id_;
};

// The files that the program carries inside.
[[nodiscard]] std::vector<std::string_view> built_in_models();

}  // namespace styk::text
