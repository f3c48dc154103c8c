// What a browser says of itself (User-Agent), as a person would say it.
#pragma once

#include <string>
#include <string_view>

namespace styk::people {

struct Browser {
    std::string name;    // "Firefox"; "" when it is not known
    std::string device;  // "Windows", "iPhone" …; "" when it is not known
};

[[nodiscard]] Browser browser_of(std::string_view user_agent);

}  // namespace styk::people
