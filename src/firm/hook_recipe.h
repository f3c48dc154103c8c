// How well-known programs speak: files of firm/recipes, each a HookIn without key and secret.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace styk::firm {

// Name of the recipe (HookRecipe) and its JSON.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& hook_recipe_files();

}  // namespace styk::firm
