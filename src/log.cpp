#include "log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/instant.h"
#include "json/json.h"

namespace styk {

namespace {

class JsonFormatter final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
        const auto us =
            std::chrono::duration_cast<std::chrono::microseconds>(message.time.time_since_epoch());
        const auto level = spdlog::level::to_string_view(message.level);
        const json::Object line{
            {"at", to_rfc3339({us.count()})},
            {"level", std::string_view(level.data(), level.size())},
            {"message", std::string_view(message.payload.data(), message.payload.size())}
        };
        const auto text = json::write(line) + "\n";
        out.append(text.data(), text.data() + text.size());
    }

    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<JsonFormatter>();
    }
};

}  // namespace

void log_as_json() {
    auto logger =
        std::make_shared<spdlog::logger>("styk", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(std::make_unique<JsonFormatter>());
    spdlog::set_default_logger(std::move(logger));
}

}  // namespace styk
