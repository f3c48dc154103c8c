#include "people/browser.h"

#include <gtest/gtest.h>

namespace styk::people {
namespace {

TEST(Browser, is_told_as_people_call_it) {
    struct Row {
        const char *agent, *name, *device;
    };

    const Row rows[] = {
        {"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox",
         "Linux"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
         "Edge",
         "Windows"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/141.0.0.0 Safari/537.36",
         "Chrome",
         "Windows"},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.0 Safari/605.1.15",
         "Safari",
         "macOS"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
         "Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
         "Chrome",
         "iPhone"},
        {"Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) "
         "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
         "Samsung Internet",
         "Android"},
        {"curl/7.88.1", "curl", ""},
        {"", "", ""},
    };
    for (const auto& [agent, name, device] : rows) {
        EXPECT_EQ(browser_of(agent).name, name) << agent;
        EXPECT_EQ(browser_of(agent).device, device) << agent;
    }
}

}  // namespace
}  // namespace styk::people
