// libFuzzer's side of a target: MINGCE_FUZZ_TARGET names it.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/fuzz/targets.h"

namespace mingce::fuzz {
namespace {

Target Chosen() {
  const char* name = std::getenv("MINGCE_FUZZ_TARGET");
  for (const Target& target : AllTargets()) {
    if (name != nullptr && std::strcmp(name, target.name) == 0) return target;
    if (name == nullptr) std::printf("%s\n", target.name);
  }
  std::fprintf(stderr, "MINGCE_FUZZ_TARGET names no target\n");
  std::exit(2);
}

}  // namespace
}  // namespace mingce::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mingce::fuzz::Target target = mingce::fuzz::Chosen();
  const std::string broken =
      target.run(absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!broken.empty()) {
    std::fprintf(stderr, "%s: %s\n", target.name, broken.c_str());
    std::abort();
  }
  return 0;
}
