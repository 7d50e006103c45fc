#include "lib/feed/follower.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status_macros.h"
#include "lib/feed/errors.h"
#include "lib/ledger/errors.h"
#include "lib/rpc/grpc_status.h"
#include "lib/seal/chain.h"
#include "mingce/feed/v1/feed.grpc.pb.h"

namespace mingce::feed {
namespace {

// Below the silences that are taken for a service being down, which begin at a few seconds.
constexpr int kWaitMs = 2000;
constexpr int kEventsAtOnce = 1000;
constexpr absl::Duration kPause = absl::Milliseconds(500);

// Events that come this many at once are an import's, and more come. Asking at once would bring
// them in ever smaller portions, each with a call and a synced batch of its own, beside the very
// import. Short enough that nobody who waits to be heard notices.
constexpr int kFlood = 200;
constexpr absl::Duration kFloodPause = absl::Milliseconds(100);

bool IsNotNow(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

// What no later try can mend: the stream is another one than it was.
bool IsAnotherStream(const absl::Status& status) {
  return absl::IsDataLoss(status) || absl::IsFailedPrecondition(status) ||
         absl::IsOutOfRange(status);
}

// The events must be the next ones of the very stream that was read so far: their numbers without a
// gap, and their bytes, folded into the hash we hold, the hash of the cursor they bring.
absl::Status CheckContinues(const type::Cursor& from, const v1::FetchResponse& response) {
  std::uint64_t sequence = from.sequence();
  seal::Digest chain = seal::kChainStart;
  if (from.hash().size() == chain.size()) {
    std::copy(from.hash().begin(), from.hash().end(), chain.begin());
  }
  std::string bytes;
  for (const v1::Event& event : response.events()) {
    if (event.sequence() != sequence + 1) return FeedGap(sequence, event.sequence());
    ++sequence;
    event.SerializeToString(&bytes);
    chain = seal::ChainHash(chain, bytes);
  }
  if (response.events_size() == 0) return absl::OkStatus();
  if (response.cursor().sequence() != sequence) {
    return FeedGap(sequence, response.cursor().sequence());
  }
  return response.cursor().hash() == seal::AsView(chain) ? absl::OkStatus()
                                                         : ledger::EventsAltered(sequence);
}

template <typename Response>
std::vector<const v1::Event*> EventsOf(const Response& response) {
  std::vector<const v1::Event*> events;
  events.reserve(static_cast<std::size_t>(response.events_size()));
  for (const v1::Event& event : response.events()) events.push_back(&event);
  return events;
}

}  // namespace

// The stub, out of the header so that it does not drag the generated service along.
class Follower::Client {
 public:
  explicit Client(const std::shared_ptr<grpc::Channel>& channel)
      : stub(v1::Feed::NewStub(channel)) {}
  const std::unique_ptr<v1::Feed::Stub> stub;
};

Follower::Follower(std::string name, std::shared_ptr<grpc::Channel> channel, type::Cursor start,
                   Apply apply)
    : name_(std::move(name)), client_(std::make_unique<Client>(channel)), apply_(std::move(apply)) {
  MutexLock lock(&mu_);
  state_.applied = std::move(start);
}

Follower::~Follower() { Stop(); }

void Follower::Start() {
  thread_ = std::thread([this] { Follow(); });
}

void Follower::Stop() {
  {
    MutexLock lock(&mu_);
    stopping_ = true;
    if (context_ != nullptr) context_->TryCancel();
    stopped_.SignalAll();
  }
  if (thread_.joinable()) thread_.join();
}

FeedState Follower::state() const {
  MutexLock lock(&mu_);
  return state_;
}

void Follower::Follow() {
  bool reachable = true;
  for (;;) {
    const bool is_new = state().applied.epoch().empty();
    const absl::Status status = is_new ? ReadSnapshot() : FetchOnce();
    {
      MutexLock lock(&mu_);
      if (stopping_ || !state_.broken.ok()) return;
    }
    if (status.ok()) {
      reachable = true;
      continue;
    }
    if (IsAnotherStream(status)) return Break(status);
    if (reachable) {  // once for an outage, not once a try
      Log(LogLevel::kWarning, "feed not reachable, trying on",
          {{"feed", name_}, {"status", absl::StatusCodeToString(status.code())}});
    }
    reachable = false;
    if (!Rest(kPause)) return;
  }
}

// Not by a call that blocks: that makes the waiting thread a poller of the whole process, which
// hands every event it sees on to somebody else.
absl::Status Follower::Exchange(const Begin& begin) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(15));
  {
    MutexLock lock(&mu_);
    if (stopping_) return absl::CancelledError("stopping");
    context_ = &context;
  }
  std::optional<grpc::Status> answer;
  begin(&context, [this, &answer](grpc::Status status) {
    MutexLock lock(&mu_);
    answer = std::move(status);
    answered_.SignalAll();
  });
  MutexLock lock(&mu_);
  while (!answer.has_value()) answered_.WaitFor(&mu_, absl::Seconds(60));
  context_ = nullptr;
  return rpc::FromGrpc(*answer);
}

absl::Status Follower::ReadSnapshot() {
  v1::SnapshotRequest request;
  for (;;) {
    v1::SnapshotResponse page;
    MINGCE_RETURN_IF_ERROR(
        Exchange([&](grpc::ClientContext* context, std::function<void(grpc::Status)> done) {
          client_->stub->async()->Snapshot(context, &request, &page, std::move(done));
        }));
    const bool is_last = page.next_page_token().empty();
    const std::vector<const v1::Event*> events = EventsOf(page);
    MINGCE_RETURN_IF_ERROR(
        ApplyPortion({.events = events, .cursor = is_last ? &page.cursor() : nullptr}));
    type::Head head;
    head.set_epoch(page.cursor().epoch());
    head.set_sequence(page.cursor().sequence());
    if (is_last) {
      MutexLock lock(&mu_);
      state_.applied = page.cursor();
    }
    Heard(head);
    if (is_last) return absl::OkStatus();
    request.set_page_token(page.next_page_token());
  }
}

absl::Status Follower::FetchOnce() {
  v1::FetchRequest request;
  google::protobuf::Arena arena;  // a portion has hundreds of events
  auto& response = *google::protobuf::Arena::CreateMessage<v1::FetchResponse>(&arena);
  {
    MutexLock lock(&mu_);
    *request.mutable_cursor() = state_.applied;
    // The first answer tells where the stream is, so it must not wait for something to happen.
    request.set_wait_ms(state_.heard ? kWaitMs : 0);
  }
  request.set_max_events(kEventsAtOnce);
  MINGCE_RETURN_IF_ERROR(
      Exchange([&](grpc::ClientContext* context, std::function<void(grpc::Status)> done) {
        client_->stub->async()->Fetch(context, &request, &response, std::move(done));
      }));
  MINGCE_RETURN_IF_ERROR(CheckContinues(request.cursor(), response));
  if (response.events_size() > 0) {
    const std::vector<const v1::Event*> events = EventsOf(response);
    MINGCE_RETURN_IF_ERROR(ApplyPortion({.events = events, .cursor = &response.cursor()}));
    MutexLock lock(&mu_);
    state_.applied = response.cursor();
  }
  Heard(response.head());
  const bool at_head = response.cursor().sequence() >= response.head().sequence();
  if (at_head && response.events_size() >= kFlood) Rest(kFloodPause);
  return absl::OkStatus();
}

absl::Status Follower::ApplyPortion(const Portion& portion) {
  for (;;) {
    const absl::Status applied = apply_(portion);
    if (applied.ok()) return applied;
    if (!IsNotNow(applied)) {
      Break(applied);  // whatever its code: the same events would fail again
      return applied;
    }
    if (!Rest(kPause)) return absl::CancelledError("stopping");
  }
}

void Follower::Heard(const type::Head& head) {
  MutexLock lock(&mu_);
  state_.head = head;
  state_.heard = true;
  state_.answered = std::chrono::steady_clock::now();
}

bool Follower::Rest(absl::Duration pause) {
  MutexLock lock(&mu_);
  if (!stopping_) stopped_.WaitFor(&mu_, pause);
  return !stopping_;
}

void Follower::Break(const absl::Status& status) {
  Log(LogLevel::kError, "feed broken, not following it any more",
      {{"feed", name_},
       {"status", absl::StatusCodeToString(status.code())},
       {"reason", std::string(status.message())}});
  MutexLock lock(&mu_);
  state_.broken = status;
}

}  // namespace mingce::feed
