// Bytes inside the program's own file, read once and kept elsewhere in another form.
#pragma once

#include <string_view>

namespace styk {

// Their pages leave the memory; whoever reads them again gets them from the file. Only for
// constants of the program.
void give_back(std::string_view embedded);

}  // namespace styk
