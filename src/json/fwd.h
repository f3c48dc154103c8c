#pragma once

#include <boost/json/fwd.hpp>

namespace styk::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

}  // namespace styk::json
