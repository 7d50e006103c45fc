#include "tests/fuzz/targets.h"

namespace mingce::fuzz {

std::vector<Target> AllTargets() {
  std::vector<Target> all;
  for (const std::vector<Target>& some :
       {NumberTargets(), WorkbookTargets(), RowTargets(), WireTargets()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace mingce::fuzz
