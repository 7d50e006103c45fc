#include "lib/seal/chain.h"

namespace mingce::seal {

Digest ChainHash(const Digest& previous, absl::string_view encoded) {
  constexpr char kLeaf = '\x00';
  return Sha256({absl::string_view(&kLeaf, 1), AsView(previous), encoded});
}

}  // namespace mingce::seal
