#include "lib/seal/key_ring.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <deque>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/mutex.h"
#include "lib/seal/primitives.h"

namespace mingce::seal {
namespace {

constexpr absl::string_view kSalt = "mingce.seal/v1";
constexpr unsigned char kSuiteAes256Gcm = 1;
constexpr std::size_t kKeyIdEnd = 1 + 4;
constexpr std::size_t kHeaderBytes = kKeyIdEnd + kNonceBytes;
static_assert(kSealOverheadBytes == kHeaderBytes + kTagBytes);

SecretBytes SubKey(absl::string_view master, absl::string_view info) {
  SecretBytes key(kKeyBytes);
  HkdfSha256(master, kSalt, info, key.data(), key.size());
  return key;
}

Tag FirstHalf(const Digest& digest) {
  Tag tag;
  std::copy_n(digest.begin(), tag.size(), tag.begin());
  return tag;
}

Tag TagOf(absl::string_view sized, absl::string_view rest, HmacSha256* hmac) {
  hmac->Start();
  hmac->UpdateU64(sized.size());
  hmac->Update(sized);
  hmac->Update(rest);
  return FirstHalf(hmac->Finish());
}

std::uint32_t KeyIdOf(absl::string_view sealed) {
  std::uint32_t id = 0;
  for (std::size_t i = 1; i < kKeyIdEnd; ++i)
    id = (id << 8) | static_cast<unsigned char>(sealed[i]);
  return id;
}

std::string IdText(std::uint32_t id) { return absl::StrCat(absl::Hex(id, absl::kZeroPad8)); }

absl::Status Broken(std::uint32_t key_id) {
  return MakeError(absl::StatusCode::kDataLoss, "a sealed value has been changed or moved",
                   {.reason = "SEAL_BROKEN",
                    .domain = "mingce.seal",
                    .message_zh = "加密数据已损坏或被移动，不能打开",
                    .metadata = {{"suite", "1"}, {"key_id", IdText(key_id)}}});
}

constexpr char kPaddingBegins = '\x80';

std::size_t PaddedSize(std::size_t size) {
  return (size / kSealPaddingBytes + 1) * kSealPaddingBytes;
}

absl::Status TooShort() {
  return MakeError(
      absl::StatusCode::kDataLoss, "a sealed value is cut short",
      {.reason = "SEAL_BROKEN", .domain = "mingce.seal", .message_zh = "加密数据不完整，不能打开"});
}

absl::Status UnknownSuite(unsigned suite) {
  return MakeError(absl::StatusCode::kDataLoss, "a value is sealed with an unknown suite",
                   {.reason = "SEAL_UNKNOWN_SUITE",
                    .domain = "mingce.seal",
                    .message_zh = "加密数据使用了本版本不支持的算法套件",
                    .metadata = {{"suite", absl::StrCat(suite)}}});
}

absl::Status UnknownKey(std::uint32_t key_id) {
  return MakeError(absl::StatusCode::kDataLoss, "a value is sealed with another key",
                   {.reason = "SEAL_UNKNOWN_KEY",
                    .domain = "mingce.seal",
                    .message_zh = "加密数据使用的密钥不在本服务的密钥中",
                    .metadata = {{"suite", "1"}, {"key_id", IdText(key_id)}}});
}

// Counts forks this process descends from, so that a child does not use its parent's nonces.
std::atomic<unsigned> forks{0};

void CountForks() {
  static const bool once = [] {
    if (pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); })) {
      std::abort();
    }
    return true;
  }();
  static_cast<void>(once);
}

// Random nonces, drawn from the generator many at a time because a draw costs more than a seal.
class Nonces {
 public:
  absl::string_view Next() {
    const unsigned generation = forks.load(std::memory_order_relaxed);
    if (next_ == bytes_.size() || generation != generation_) {
      FillRandom(bytes_.data(), bytes_.size());
      generation_ = generation;
      next_ = 0;
    }
    const absl::string_view nonce(bytes_.data() + next_, kNonceBytes);
    next_ += kNonceBytes;
    return nonce;
  }

 private:
  std::array<char, 64 * kNonceBytes> bytes_;
  std::size_t next_ = bytes_.size();
  unsigned generation_ = 0;
};

// The keyed contexts are what is dear to make, so they are kept and used again. They belong to the
// ring, not to threads, so that they die with it. Each thread is dealt one of the lanes; threads
// beyond kLanes share.
struct alignas(64) Lane {
  Lane(absl::string_view seal_key, absl::string_view index_key, absl::string_view tag_key,
       absl::string_view row_key)
      : cipher(seal_key), index(index_key), tag(tag_key), row(row_key) {}

  Mutex mu;
  Aes256Gcm cipher ABSL_GUARDED_BY(mu);
  HmacSha256 index ABSL_GUARDED_BY(mu);
  HmacSha256 tag ABSL_GUARDED_BY(mu);
  HmacSha256 row ABSL_GUARDED_BY(mu);
  Nonces nonces ABSL_GUARDED_BY(mu);
};

constexpr unsigned kLanes = 16;

unsigned LaneOfThread() {
  static std::atomic<unsigned> dealt{0};
  thread_local const unsigned lane = dealt.fetch_add(1, std::memory_order_relaxed) % kLanes;
  return lane;
}

}  // namespace

struct KeyRing::State {
  Lane& lane() { return lanes[LaneOfThread()]; }

  std::uint32_t key_id = 0;
  std::string check_value;
  std::deque<Lane> lanes;  // kLanes
};

KeyRing::KeyRing(const MasterKey& key) : state_(std::make_unique<State>()) {
  CountForks();
  const absl::string_view master = key.key_.view();
  if (master.size() != kKeyBytes) {
    Log(LogLevel::kError, "a key ring from a key that was moved away");
    std::abort();
  }
  const SecretBytes seal_key = SubKey(master, "seal/aes-256-gcm");
  const SecretBytes index_key = SubKey(master, "index/hmac-sha-256");
  const SecretBytes tag_key = SubKey(master, "tag/hmac-sha-256");
  const SecretBytes row_key = SubKey(master, "row/hmac-sha-256");
  for (unsigned i = 0; i < kLanes; ++i) {
    state_->lanes.emplace_back(seal_key.view(), index_key.view(), tag_key.view(), row_key.view());
  }
  Tag check;
  HkdfSha256(master, kSalt, "check", reinterpret_cast<char*>(check.data()), check.size());
  state_->key_id = key.id();
  state_->check_value = absl::StrCat(IdText(key.id()), "-", ToHex(check));
}

KeyRing::~KeyRing() = default;
KeyRing::KeyRing(KeyRing&&) noexcept = default;
KeyRing& KeyRing::operator=(KeyRing&&) noexcept = default;

std::string KeyRing::Seal(absl::string_view aad, absl::string_view plaintext) const {
  if (aad.size() > kMaxSealBytes || plaintext.size() > kMaxSealBytes) {
    Log(LogLevel::kError, "a value is too large to seal");
    std::abort();
  }
  std::string sealed(kSealOverheadBytes + PaddedSize(plaintext.size()), '\0');
  sealed[0] = static_cast<char>(kSuiteAes256Gcm);
  for (std::size_t i = 1; i < kKeyIdEnd; ++i) {
    sealed[i] = static_cast<char>(state_->key_id >> (8 * (kKeyIdEnd - 1 - i)));
  }
  Lane& lane = state_->lane();
  MutexLock lock(&lane.mu);
  const absl::string_view nonce = lane.nonces.Next();
  std::copy(nonce.begin(), nonce.end(), sealed.begin() + kKeyIdEnd);
  const absl::string_view header(sealed.data(), kHeaderBytes);
  char* const content = sealed.data() + kHeaderBytes;
  std::copy(plaintext.begin(), plaintext.end(), content);
  content[plaintext.size()] = kPaddingBegins;
  lane.cipher.Encrypt(nonce, header, aad, {content, PaddedSize(plaintext.size())}, content);
  return sealed;
}

absl::StatusOr<std::string> KeyRing::Open(absl::string_view aad, absl::string_view sealed) const {
  if (sealed.empty()) return TooShort();
  const auto suite = static_cast<unsigned char>(sealed[0]);
  if (suite != kSuiteAes256Gcm) return UnknownSuite(suite);
  if (sealed.size() < kSealOverheadBytes) return TooShort();
  const std::uint32_t key_id = KeyIdOf(sealed);
  if (key_id != state_->key_id) return UnknownKey(key_id);
  if (aad.size() > kMaxSealBytes ||
      sealed.size() > PaddedSize(kMaxSealBytes) + kSealOverheadBytes) {
    return Broken(key_id);
  }
  const absl::string_view header = sealed.substr(0, kHeaderBytes);
  const absl::string_view nonce = header.substr(kKeyIdEnd);
  const absl::string_view ciphertext =
      sealed.substr(kHeaderBytes, sealed.size() - kSealOverheadBytes);
  const absl::string_view tag = sealed.substr(sealed.size() - kTagBytes);
  std::string plaintext(ciphertext.size(), '\0');
  Lane& lane = state_->lane();
  MutexLock lock(&lane.mu);
  if (!lane.cipher.Decrypt(nonce, header, aad, ciphertext, tag, plaintext.data())) {
    return Broken(key_id);
  }
  const std::size_t end = plaintext.find_last_not_of('\0');
  if (end == std::string::npos || plaintext[end] != kPaddingBegins) return Broken(key_id);
  plaintext.resize(end);
  return plaintext;
}

Tag KeyRing::BlindIndex(absl::string_view space, absl::string_view canonical) const {
  Lane& lane = state_->lane();
  MutexLock lock(&lane.mu);
  return TagOf(space, canonical, &lane.index);
}

Tag KeyRing::RowMac(absl::string_view key, absl::string_view value) const {
  Lane& lane = state_->lane();
  MutexLock lock(&lane.mu);
  return TagOf(key, value, &lane.row);
}

Tag KeyRing::KeyedTag(absl::string_view purpose,
                      std::initializer_list<absl::string_view> parts) const {
  Lane& lane = state_->lane();
  MutexLock lock(&lane.mu);
  lane.tag.Start();
  lane.tag.UpdateU64(purpose.size());
  lane.tag.Update(purpose);
  for (const absl::string_view part : parts) {
    lane.tag.UpdateU64(part.size());
    lane.tag.Update(part);
  }
  return FirstHalf(lane.tag.Finish());
}

std::string KeyRing::CheckValue() const { return state_->check_value; }

std::uint32_t KeyRing::key_id() const { return state_->key_id; }

Digest KeyRing::Fingerprint(const Digest& request) const {
  return Sha256({AsView(KeyedTag("request/v1", {AsView(request)}))});
}

}  // namespace mingce::seal
