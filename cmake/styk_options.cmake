# How everything is compiled, and the libraries that rooms may ask for.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(styk_options INTERFACE)
target_include_directories(styk_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
# No path of this machine among them: another checkout finds the same objects in ccache.
target_compile_definitions(styk_options INTERFACE STYK_VERSION="${PROJECT_VERSION}"
  BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING)
target_compile_options(styk_options INTERFACE -Wall -Wextra -Wconversion -Wshadow
  $<$<BOOL:${STYK_WARNINGS_AS_ERRORS}>:-Werror>
  # GCC 12 sees ghosts in optimised std::variant and std::string code.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds>)
if(STYK_SANITIZE)
  target_compile_options(styk_options INTERFACE -fsanitize=${STYK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(styk_options INTERFACE -fsanitize=${STYK_SANITIZE})
  if(STYK_SANITIZE MATCHES thread)
    target_compile_options(styk_options INTERFACE -Wno-tsan)  # Asio's fences
  endif()
endif()
if(STYK_COVERAGE)
  target_compile_options(styk_options INTERFACE --coverage)
  target_link_options(styk_options INTERFACE --coverage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Line tables are enough for a stack trace and halve the time of the linker.
  string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(GTest REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(OpenSSL REQUIRED)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
find_package(PNG REQUIRED)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
