# A room is a folder of src/ and one static library. It links only the rooms it may include (floors.txt), so that a
# wrong include also fails to link. Files *_test.cpp beside the code become one test program a room.
#
#   styk_room(feedback ROOMS base json record db LIBS fmt::fmt)
function(styk_room NAME)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBS;TEST_LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM ROOM_ROOMS PREPEND styk_)
  if(sources)
    add_library(styk_${NAME} STATIC ${sources})
    target_link_libraries(styk_${NAME} PUBLIC styk_options ${ROOM_ROOMS} ${ROOM_LIBS})
  else()
    add_library(styk_${NAME} INTERFACE)
    target_link_libraries(styk_${NAME} INTERFACE styk_options ${ROOM_ROOMS} ${ROOM_LIBS})
  endif()
  if(tests)
    styk_test(${NAME}_test SOURCES ${tests} LIBS styk_${NAME} ${ROOM_TEST_LIBS})
    styk_split_test(${NAME}_test ${tests})
  endif()
endfunction()

# Text files of a room as a function in its library (embed_texts.cmake).
function(styk_embed ROOM)
  cmake_parse_arguments(TEXT "" "FOLDER;PATTERN;HEADER;FUNCTION" "" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${ROOM}_texts.cpp)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${TEXT_FOLDER}/${TEXT_PATTERN})
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/${TEXT_FOLDER} -DPATTERN=${TEXT_PATTERN}
            -DHEADER=${TEXT_HEADER} -DFUNCTION=${TEXT_FUNCTION} -DOUTPUT=${output}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_texts.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_texts.cmake)
  target_sources(styk_${ROOM} PRIVATE ${output})
endfunction()

# Files of bytes inside the library of a room, as a function that gives them as std::vector<std::string_view>.
function(styk_embed_bytes ROOM)
  cmake_parse_arguments(BYTES "" "FOLDER;PATTERN;HEADER;FUNCTION" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${BYTES_FOLDER}/${BYTES_PATTERN})
  list(SORT files)
  set(number 0)
  set(assembler ".section .note.GNU-stack,\"\",%progbits\n.section .rodata\n")
  set(names "")
  set(views "")
  foreach(file ${files})
    set(name styk_${ROOM}_bytes_${number})
    string(APPEND assembler ".global ${name}, ${name}_end\n.balign 16\n${name}:\n.incbin \"${file}\"\n${name}_end:\n")
    string(APPEND names "extern const char ${name}[], ${name}_end[];\n")
    string(APPEND views "        std::string_view(${name}, static_cast<std::size_t>(${name}_end - ${name})),\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${ROOM}_bytes)
  file(CONFIGURE OUTPUT ${output}.S CONTENT "${assembler}" @ONLY)
  file(CONFIGURE OUTPUT ${output}.cpp CONTENT "#include \"${BYTES_HEADER}\"\n\nextern \"C\" {\n${names}}\n\nstd::vector<std::string_view> ${BYTES_FUNCTION}() {\n    return {\n${views}    };\n}\n" @ONLY)
  set_source_files_properties(${output}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(styk_${ROOM} PRIVATE ${output}.S ${output}.cpp)
endfunction()

# What a program tests on PostgreSQL apart from the rest, which may run beside it. All use one PostgreSQL, where a transaction
# of one holds back what another may read of the log: so one at a time.
function(styk_split_test NAME)
  foreach(source ${ARGN})
    file(STRINGS ${source} found REGEX STYK_ON_BOTH_DATABASES LIMIT_COUNT 1)
    list(APPEND both ${found})
  endforeach()
  if(NOT both)
    return()
  endif()
  set_tests_properties(${NAME} PROPERTIES ENVIRONMENT GTEST_FILTER=-*/postgresql)
  add_test(NAME ${NAME}_postgresql COMMAND ${NAME})
  set_tests_properties(${NAME}_postgresql PROPERTIES
    ENVIRONMENT GTEST_FILTER=*/postgresql RESOURCE_LOCK postgresql TIMEOUT 900)
endfunction()

# A GoogleTest program, registered whole with ctest (one process start, not one a case).
function(styk_test NAME)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${NAME} ${TEST_SOURCES})
  target_link_libraries(${NAME} PRIVATE styk_options ${TEST_LIBS} styk_test_support GTest::gtest GTest::gtest_main)
  add_test(NAME ${NAME} COMMAND ${NAME})
  set_tests_properties(${NAME} PROPERTIES TIMEOUT 900)
endfunction()
