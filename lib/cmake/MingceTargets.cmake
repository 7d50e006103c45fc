set(MINGCE_SANITIZER "" CACHE STRING "Value for -fsanitize=, or empty")

# Flags every target of ours gets, and no generated or system code does.
add_library(mingce_options INTERFACE)
target_compile_features(mingce_options INTERFACE cxx_std_20)
target_include_directories(mingce_options INTERFACE "${PROJECT_SOURCE_DIR}")
# -pthread everywhere: headers compiled once fit only files with the same flags.
target_compile_options(mingce_options INTERFACE -fno-omit-frame-pointer -pthread)
if(MINGCE_SANITIZER)
  target_compile_options(mingce_options INTERFACE "-fsanitize=${MINGCE_SANITIZER}")
  target_link_options(mingce_options INTERFACE "-fsanitize=${MINGCE_SANITIZER}")
endif()
if(MINGCE_SANITIZER STREQUAL "thread")
  # In the place of headers that ask for TSan where Debian's library did not.
  target_include_directories(mingce_options SYSTEM BEFORE INTERFACE "${PROJECT_SOURCE_DIR}/tests/tsan")
endif()
# What is tested is optimised, and looked at for undefined behaviour; the tests themselves, half of all
# that is compiled, are compiled faster. Accesses are looked at in both.
add_library(mingce_test_options INTERFACE)
target_compile_options(mingce_test_options INTERFACE $<$<CONFIG:RelWithDebInfo>:-O0>)
if(MINGCE_SANITIZER MATCHES "undefined")
  target_compile_options(mingce_test_options INTERFACE -fno-sanitize=undefined)
endif()
add_library(mingce_warnings INTERFACE)
target_compile_options(mingce_warnings INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Werror
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)

# What nearly every file reads, compiled once. It only saves time: the preset `debug` goes without, so
# that a file that leaves an include out does not go unnoticed.
set(no_source "${PROJECT_BINARY_DIR}/no_source.cc")  # CMake wants one beside the headers
file(CONFIGURE OUTPUT "${no_source}" CONTENT "\n")
add_library(mingce_common_headers STATIC "${no_source}")
target_link_libraries(mingce_common_headers PUBLIC mingce_options absl::statusor absl::strings absl::time
  absl::flat_hash_map PRIVATE mingce_warnings)
target_precompile_headers(mingce_common_headers PRIVATE <functional> <map> <memory> <optional> <string>
  <utility> <vector> <absl/container/flat_hash_map.h> <absl/status/statusor.h>
  <absl/strings/str_cat.h> <absl/time/time.h>)
if(BUILD_TESTING)
  add_library(mingce_test_headers STATIC "${no_source}")
  target_link_libraries(mingce_test_headers PUBLIC mingce_options GTest::gmock absl::statusor
    PRIVATE mingce_test_options mingce_warnings)
  target_precompile_headers(mingce_test_headers PRIVATE <map> <memory> <string> <vector> <gmock/gmock.h>
    <gtest/gtest.h> <absl/status/statusor.h>)
endif()

# mingce_library(<name> SRCS ... DEPS ... [HEADERS ...]): one room of the house. HEADERS: what most of
# its files read, compiled once, for a room where that pays.
function(mingce_library name)
  cmake_parse_arguments(arg "" "" "SRCS;DEPS;HEADERS" ${ARGN})
  add_library(${name} STATIC ${arg_SRCS})
  add_library(mingce::${name} ALIAS ${name})
  target_link_libraries(${name} PUBLIC mingce_options ${arg_DEPS} PRIVATE mingce_warnings)
  if(arg_HEADERS)
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  else()
    target_precompile_headers(${name} REUSE_FROM mingce_common_headers)
  endif()
endfunction()

function(mingce_binary name)
  cmake_parse_arguments(arg "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${arg_SRCS})
  target_link_libraries(${name} PRIVATE mingce_options mingce_warnings ${arg_DEPS})
  install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT ${name})
endfunction()

# A binary that serves: batches of rows and answers come and go on many threads, which jemalloc does
# better than glibc (docs/decisions/2026-11-29-allocator.md). A sanitizer brings its own.
function(mingce_service name)
  mingce_binary(${name} ${ARGN})
  if(NOT MINGCE_SANITIZER)
    target_link_libraries(${name} PRIVATE "${JEMALLOC_LIBRARY}")
  elseif(MINGCE_SANITIZER STREQUAL "thread")
    # Abseil's flags have a fence, which TSan does not see; they are read before a thread begins.
    target_compile_options(${name} PRIVATE -Wno-tsan)
  endif()
endfunction()

# mingce_test(<name> LABEL unit|integration SRCS ... DEPS ... [ALONE] [FRESH] [LONG]). ALONE: no other test
# runs beside it. FRESH: what one of its tests leaves is nothing for the next. LONG: begun first.
function(mingce_test name)
  if(NOT BUILD_TESTING)
    return()
  endif()
  cmake_parse_arguments(arg "ALONE;FRESH;LONG" "LABEL" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${arg_SRCS})
  target_link_libraries(${name} PRIVATE mingce_options mingce_test_options mingce_warnings
    GTest::gmock_main ${arg_DEPS})
  target_precompile_headers(${name} REUSE_FROM mingce_test_headers)
  set(alone)
  if(arg_ALONE)
    set(alone RUN_SERIAL TRUE)
  endif()
  set(cost)
  if(arg_LONG)
    set(cost COST 1000)
  endif()
  set(environment)
  if(arg_LABEL STREQUAL "integration")
    set(environment ENVIRONMENT "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp")
  endif()
  set(timeout 300)  # far above what any takes; a sanitizer makes it several times that
  if(MINGCE_SANITIZER)
    set(timeout 1800)
  endif()
  if(MINGCE_SANITIZER AND NOT arg_FRESH)
    # To begin is what a sanitizer makes dear: all of a program at once.
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL}" TIMEOUT ${timeout} ${alone} ${cost}
      ${environment})
  else()
    gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
      PROPERTIES LABELS "${arg_LABEL}" TIMEOUT ${timeout} ${alone} ${cost} ${environment}
        DISCOVERY_TIMEOUT 60)
  endif()
endfunction()

# mingce_proto(<name> [GRPC] PROTOS ... DEPS ...): paths are relative to proto/. GRPC where the
# package has a service.
function(mingce_proto name)
  cmake_parse_arguments(arg "GRPC" "" "PROTOS;DEPS" ${ARGN})
  set(out "${PROJECT_BINARY_DIR}/gen")
  set(srcs)
  foreach(proto IN LISTS arg_PROTOS)
    string(REGEX REPLACE "\\.proto$" "" stem "${proto}")
    set(outputs "${out}/${stem}.pb.cc" "${out}/${stem}.pb.h")
    set(flags "--cpp_out=${out}")
    if(arg_GRPC)
      list(APPEND outputs "${out}/${stem}.grpc.pb.cc" "${out}/${stem}.grpc.pb.h")
      list(APPEND flags "--grpc_out=${out}" "--plugin=protoc-gen-grpc=${GRPC_CPP_PLUGIN}")
    endif()
    file(MAKE_DIRECTORY "${out}")
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND protobuf::protoc "--proto_path=${PROJECT_SOURCE_DIR}/proto" ${flags} "${proto}"
      DEPENDS "${PROJECT_SOURCE_DIR}/proto/${proto}"
      COMMENT "protoc ${proto}" VERBATIM)
    list(APPEND srcs ${outputs})
  endforeach()
  add_library(${name} STATIC ${srcs})
  add_library(mingce::${name} ALIAS ${name})
  target_include_directories(${name} SYSTEM PUBLIC "${out}")
  target_link_libraries(${name} PUBLIC mingce_options protobuf::libprotobuf ${arg_DEPS})
  if(arg_GRPC)
    target_link_libraries(${name} PUBLIC gRPC::grpc++)
  endif()
endfunction()
