// The body of a response that a program sends.
#pragma once

#include <optional>
#include <string>

#include "feedback/directory.h"
#include "json/fwd.h"
#include "story/receive_response.h"

namespace styk::http {

// Answers, and what is known of the moment. Names are looked up in the directory.
class ResponseDraftReader {
public:
    ResponseDraftReader(const feedback::Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    void read(const json::Object& body);
    void fill(story::Entry& entry, story::Progress& progress) const;

    [[nodiscard]] std::optional<std::int64_t> version() const { return version_; }

    [[nodiscard]] const std::optional<std::string>& customer() const { return customer_; }

    [[nodiscard]] const std::optional<std::string>& language() const { return language_; }

private:
    void say(std::string_view name, std::string message);
    void field(std::string_view name, const json::Value& value);
    void object(std::string_view name, const json::Value& value);
    void word(std::string_view name, const std::string& text);

    template <class T>
    std::string known(
        std::string_view name, const feedback::Register<T>& all, const std::string& key
    );

    const feedback::Directory& directory_;
    Problems& problems_;
    survey::Map answers_, hidden_;
    bool has_answers_ = false;
    std::string channel_;
    std::optional<std::string> language_, customer_, touchpoint_, location_, brand_;
    std::optional<Instant> occurred_at_;
    std::optional<std::int64_t> version_;
};

}  // namespace styk::http
