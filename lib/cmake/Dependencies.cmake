# Debian 12 packages. Protobuf has no CONFIG package there, and gRPC exports no plugin target, so
# the module and find_program() are deliberate.
find_package(Threads REQUIRED)
find_package(Protobuf 3.21 REQUIRED)
find_package(absl 20220623 CONFIG REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(RocksDB 7.8 CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)  # ships no version file
find_package(OpenSSL 3.0 REQUIRED)
find_package(EXPAT REQUIRED)
find_library(ZIP_LIBRARY zip REQUIRED)                # its CMake package wants programs Debian splits off
find_package(nlohmann_json 3 CONFIG REQUIRED)
find_package(CLI11 2 CONFIG REQUIRED)
find_library(XLSXWRITER_LIBRARY xlsxwriter REQUIRED)  # ships no CMake package
find_library(JEMALLOC_LIBRARY jemalloc REQUIRED)
find_program(GRPC_CPP_PLUGIN grpc_cpp_plugin REQUIRED)
if(BUILD_TESTING)
  find_package(GTest 1.12 CONFIG REQUIRED)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  include(GoogleTest)
endif()

# The compile cache pays at once where the same tree is built under several presets.
find_program(CCACHE ccache)
if(CCACHE)
  # Without these it caches nothing that reads precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    "${CCACHE}")
endif()
