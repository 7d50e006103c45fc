#include "cli/store/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>

namespace mingce::cli::store {
namespace {

// The library refuses only where the machine has no memory left, or is not what it was built for.
void Must(bool is_done) {
  if (!is_done) std::abort();
}

}  // namespace

struct Sha256::Context {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                         EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  Must(context_->method != nullptr && context_->state != nullptr);
}
Sha256::~Sha256() = default;

std::string Sha256::Of(std::initializer_list<absl::string_view> parts) {
  EVP_MD_CTX* const state = context_->state.get();
  Must(EVP_DigestInit_ex2(state, context_->method.get(), nullptr) == 1);
  for (const absl::string_view part : parts) {
    Must(EVP_DigestUpdate(state, part.data(), part.size()) == 1);
  }
  std::string digest(kDigestBytes, '\0');
  Must(EVP_DigestFinal_ex(state, reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1);
  return digest;
}

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  Must(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) == 1);
  return bytes;
}

}  // namespace mingce::cli::store
