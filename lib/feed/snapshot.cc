#include "lib/feed/snapshot.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/feed/errors.h"
#include "lib/ledger/envelope.h"
#include "lib/rpc/errors.h"
#include "lib/seal/digest.h"

namespace mingce::feed {
namespace {

constexpr std::ptrdiff_t kMostMoments = 8;  // each keeps old data of the store alive
constexpr std::ptrdiff_t kMostOfACaller = kMostMoments / 4;
constexpr std::chrono::seconds kKept{60};
constexpr std::size_t kPageBytes = 1 << 20;
constexpr std::size_t kPageStates = 2000;
constexpr std::size_t kTagBytes = 16;

// A token is the moment's id, a tag, and the place.
std::string TagOf(absl::string_view secret, absl::string_view place) {
  return std::string(seal::AsView(seal::Sha256({secret, place})).substr(0, kTagBytes));
}

}  // namespace

absl::StatusOr<v1::SnapshotResponse> Snapshots::Page(absl::string_view caller,
                                                     absl::string_view token) {
  std::string place;
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<Moment> moment,
                          token.empty() ? Begin(caller) : Find(caller, token, &place));
  // The visitor looks at where it began as long as it goes on.
  const std::string begin = place;
  v1::SnapshotResponse page;
  std::size_t bytes = 0;
  bool more = false;
  MINGCE_RETURN_IF_ERROR(
      visit_(*moment->reader, begin,
             [&](absl::string_view at, ledger::NewEvent event, ledger::RecordedTime recorded) {
               if (page.events_size() == static_cast<int>(kPageStates) || bytes > kPageBytes) {
                 more = true;
                 return false;
               }
               *page.add_events() = ledger::Envelope(std::move(event), ledger_->source(), recorded);
               bytes += page.events(page.events_size() - 1).ByteSizeLong();
               place = std::string(at);
               return true;
             }));
  page.mutable_cursor()->set_epoch(moment->cursor.epoch);
  page.mutable_cursor()->set_sequence(moment->cursor.sequence);
  page.mutable_cursor()->set_hash(moment->cursor.hash);
  if (more) {
    page.set_next_page_token(
        absl::WebSafeBase64Escape(absl::StrCat(moment->id, TagOf(moment->secret, place), place)));
  } else {
    Finish(moment.get());
  }
  return page;
}

absl::StatusOr<std::shared_ptr<Snapshots::Moment>> Snapshots::Begin(absl::string_view caller) {
  auto moment = std::make_shared<Moment>();
  moment->id = NewOpaqueId();
  moment->caller = std::string(caller);
  moment->secret = NewOpaqueId();
  const auto now = std::chrono::steady_clock::now();
  moment->used = now;
  {
    MutexLock lock(&mu_);
    moments_.remove_if([now](const auto& one) { return now - one->used > kKept; });
    const auto is_full = [this, caller]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
      return std::ssize(moments_) >= kMostMoments ||
             std::count_if(moments_.begin(), moments_.end(), [caller](const auto& one) {
               return one->caller == caller;
             }) >= kMostOfACaller;
    };
    if (is_full()) moments_.remove_if([](const auto& one) { return one->finished; });
    if (is_full()) return TooManySnapshots();
    moments_.push_back(moment);
  }
  moment->reader = store_->Snapshot();
  absl::StatusOr<ledger::Cursor> cursor = ledger_->HeadIn(*moment->reader);
  if (!cursor.ok()) {
    Forget(*moment);
    return cursor.status();
  }
  moment->cursor = *std::move(cursor);
  return moment;
}

absl::StatusOr<std::shared_ptr<Snapshots::Moment>> Snapshots::Find(absl::string_view caller,
                                                                   absl::string_view token,
                                                                   std::string* place) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() < kOpaqueIdLength + kTagBytes) {
    return rpc::BadPageToken();
  }
  const absl::string_view id = absl::string_view(bytes).substr(0, kOpaqueIdLength);
  *place = bytes.substr(kOpaqueIdLength + kTagBytes);
  const auto now = std::chrono::steady_clock::now();
  MutexLock lock(&mu_);
  for (const std::shared_ptr<Moment>& moment : moments_) {
    if (moment->id != id || moment->caller != caller || now - moment->used > kKept) continue;
    if (bytes.substr(kOpaqueIdLength, kTagBytes) != TagOf(moment->secret, *place)) {
      return rpc::BadPageToken();
    }
    moment->used = now;
    return moment;
  }
  return SnapshotExpired();
}

void Snapshots::Finish(Moment* moment) {
  MutexLock lock(&mu_);
  moment->finished = true;
}

void Snapshots::Forget(const Moment& moment) {
  MutexLock lock(&mu_);
  moments_.remove_if([&](const auto& one) { return one.get() == &moment; });
}

}  // namespace mingce::feed
