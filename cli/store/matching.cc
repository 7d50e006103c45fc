#include "cli/store/matching.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"

namespace mingce::cli::store {
namespace {

// Parts whose rows are named; the others are counted.
constexpr std::uint64_t kMostParts = 256;

}  // namespace

Matching::Matching() : secret_(RandomBytes(kDigestBytes)) {}

void Matching::Expect(const Relation& relation, absl::string_view key, absl::string_view value,
                      absl::string_view subject) {
  Say(relation, key, value, subject, 1);
}

void Matching::Found(const Relation& relation, absl::string_view key, absl::string_view value,
                     absl::string_view subject) {
  Say(relation, key, value, subject, -1);
}

void Matching::Say(const Relation& relation, absl::string_view key, absl::string_view value,
                   absl::string_view subject, std::int64_t count) {
  Side& side = sides_[&relation];
  if (side.sums.empty()) {
    side.sums.resize(kParts);
    order_.push_back(&relation);
  }
  const std::size_t part = absl::HashOf(key) % kParts;
  if (naming_ && !side.looked_into[part]) return;
  // The key first: it ends where its length says.
  const std::uint64_t length = key.size();
  const std::string hash = sha256_.Of(
      {secret_, absl::string_view(reinterpret_cast<const char*>(&length), sizeof(length)), key,
       value});
  if (naming_) {
    Said& said = side.named[std::string(key)];
    if (said.subject.empty()) said.subject = std::string(subject);
    said.balance[hash] += count;
    return;
  }
  Sum add;
  std::memcpy(&add.low, hash.data(), sizeof(add.low));
  std::memcpy(&add.high, hash.data() + sizeof(add.low), sizeof(add.high));
  Sum& sum = side.sums[part];
  sum.low += static_cast<std::uint64_t>(count) * add.low;
  sum.high += static_cast<std::uint64_t>(count) * add.high;
}

bool Matching::Agrees() const {
  return std::all_of(sides_.begin(), sides_.end(), [](const auto& side) {
    const std::vector<Sum>& sums = side.second.sums;
    return std::all_of(sums.begin(), sums.end(), [](const Sum& sum) { return sum.is_zero(); });
  });
}

void Matching::BeginNaming() {
  naming_ = true;
  std::uint64_t parts = 0;
  for (const Relation* relation : order_) {
    Side& side = sides_[relation];
    side.looked_into.assign(kParts, false);
    for (std::size_t part = 0; part < kParts; ++part) {
      if (side.sums[part].is_zero()) continue;
      side.looked_into[part] = ++parts <= kMostParts;
      if (!side.looked_into[part]) ++not_looked_into_;
    }
  }
}

void Matching::Name(Findings* findings) const {
  for (const Relation* relation : order_) {
    for (const auto& [key, said] : sides_.find(relation)->second.named) {
      const auto some = [&said = said](bool expected) {
        return std::any_of(said.balance.begin(), said.balance.end(), [&](const auto& hash) {
          return expected ? hash.second > 0 : hash.second < 0;
        });
      };
      const bool missing = some(true);
      const bool extra = some(false);
      if (!missing && !extra) continue;
      findings->Add({.reason = missing && extra ? relation->wrong
                               : missing        ? relation->missing
                                                : relation->extra,
                     .table = relation->table,
                     .key = key,
                     .subject = said.subject,
                     .right = {relation->right_zh, relation->right_en}});
    }
  }
  findings->AddUncounted(not_looked_into_);
}

}  // namespace mingce::cli::store
