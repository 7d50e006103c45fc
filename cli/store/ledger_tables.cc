#include "cli/store/ledger_tables.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"

namespace mingce::cli::store {
namespace {

constexpr Relation kAnswerAges = {
    .table = "request",
    .missing = "ANSWER_WITHOUT_AGE",
    .extra = "AGE_WITHOUT_ANSWER",
    .wrong = "AGE_WITHOUT_ANSWER",
    .right_zh = "每个已存的答复恰有一行记其时间，到期才能被清除",
    .right_en = "each stored answer has one row of its age, by which it is forgotten in time"};

}  // namespace

std::string MetaKey(absl::string_view name) { return Key(kMetaTable).Text(name).str(); }

std::int64_t RecordedMicros(const feed::v1::Event& event) {
  return event.recorded_time().seconds() * 1'000'000 + event.recorded_time().nanos() / 1'000;
}

bool ReadCursor(absl::string_view key, absl::string_view value,
                std::initializer_list<absl::string_view> feeds, std::string* feed,
                type::Cursor* cursor) {
  KeyParts parts(key, 1);
  *feed = parts.Text();
  if (!parts.done() || std::find(feeds.begin(), feeds.end(), *feed) == feeds.end()) return false;
  return Parse(value, cursor) && (cursor->epoch().empty() || IsId(cursor->epoch())) &&
         cursor->hash().size() == (cursor->sequence() == 0 ? 0 : kDigestBytes);
}

LedgerTables::LedgerTables(const Look& look, std::string service, TakeEvent take)
    : look_(look),
      service_(std::move(service)),
      take_(std::move(take)),
      events_("event", look.findings),
      audit_("audit", look.findings),
      event_heads_(look.heads == nullptr ? absl::Span<const HeldHead>() : look.heads->events),
      audit_heads_(look.heads == nullptr ? absl::Span<const HeldHead>() : look.heads->audit) {}

bool LedgerTables::Row(std::uint8_t table, absl::string_view key, absl::string_view value) {
  switch (table) {
    case kMetaTable:
      Meta(key, value);
      return true;
    case kRequestTable:
      Request(key, value);
      return true;
    case kEventTable:
      Event(key, value);
      return true;
    case kAuditTable:
      Audit(key, value);
      return true;
    default:
      return false;
  }
}

void LedgerTables::Meta(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string name = parts.Text();
  if (!parts.done()) return look_.findings->Add(UnknownRow("meta", key));
  if (name == "identity") return;  // read before
  if (name == "epoch") {
    epoch_ = std::string(value);
    if (!IsId(epoch_)) look_.findings->Add(UnreadableRow("meta", key));
  } else if (name == "head") {
    KeyParts in(value);
    Head head;
    for (ChainEnd* end : {&head.event, &head.audit}) {
      end->sequence = in.U64();
      end->hash = std::string(in.Bytes(kDigestBytes));
    }
    (void)in.I64();  // newest time recorded
    (void)in.U64();  // first event since the clock was set back, and the newest time of since then
    (void)in.I64();
    if (!in.done()) return look_.findings->Add(UnreadableRow("meta", key));
    head_ = std::move(head);
  } else if (name == "loss") {
    look_.findings->Add({.reason = "LOSS_PROVED",
                         .table = "meta",
                         .key = std::string(key),
                         .subject = std::string(value),
                         .right = {"其他服务曾读到的事件应在库中；请放回最新的数据目录",
                                   "the store holds every event that another service has read; put "
                                   "the newest copy of the directory back"}});
  } else {
    look_.findings->Add(UnknownRow("meta", key));
  }
}

void LedgerTables::Request(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const absl::string_view kind = parts.Bytes(1);
  const bool is_age = kind == "\x02";
  if (is_age) (void)parts.U64();
  const std::string caller = parts.Text();
  const std::string id = parts.Text();
  if (!parts.done() || (!is_age && kind != "\x01")) {
    return look_.findings->Add(UnknownRow("request", key));
  }
  // The times differ: an answer's age goes by another clock than its record.
  const std::string answer = Key(kRequestTable).Bytes("\x01").Text(caller).Text(id).str();
  if (is_age) {
    if (!value.empty()) look_.findings->Add(UnreadableRow("request", key));
    return look_.matching->Found(kAnswerAges, answer, "");
  }
  KeyParts in(value);
  const absl::string_view version = in.Bytes(1);
  (void)in.Bytes(kDigestBytes);  // of the request
  (void)in.I64();                // when
  if (in.failed() || version != "\x01") look_.findings->Add(UnreadableRow("request", key));
  look_.matching->Expect(kAnswerAges, answer, "");
}

void LedgerTables::Event(absl::string_view key, absl::string_view value) {
  const std::optional<Chain::Link> link = events_.Next(key, value);
  if (!link.has_value()) return;
  Report("event", kEventTable, event_heads_.At(epoch_, link->sequence, link->hash));
  feed::v1::Event event;
  const bool is_readable =
      Parse(link->payload, &event) && event.source() == absl::StrCat("mingce/", service_) &&
      event.data().type_url() == absl::StrCat("type.googleapis.com/", event.type());
  if (!is_readable) return look_.findings->Add(UnreadableRow("event", key));
  if (event.sequence() != link->sequence ||
      event.id() != absl::StrCat(epoch_, "-", link->sequence)) {
    look_.findings->Add(MisplacedRow("event", key));
  }
  if (!take_(event)) look_.findings->Add(UnreadableRow("event", key));
}

void LedgerTables::Audit(absl::string_view key, absl::string_view value) {
  const std::optional<Chain::Link> link = audit_.Next(key, value);
  if (!link.has_value()) return;
  Report("audit", kAuditTable, audit_heads_.At(epoch_, link->sequence, link->hash));
  std::uint64_t own = 0;
  if (!ReadAuditEntry(link->payload, &own)) {
    look_.findings->Add(UnreadableRow("audit", key));
  } else if (own != link->sequence) {
    look_.findings->Add(MisplacedRow("audit", key));
  }
}

void LedgerTables::Report(const char* log, std::uint8_t table,
                          const std::vector<HeadFault>& faults) {
  for (const HeadFault& fault : faults) {
    look_.findings->Add({.reason = fault.reason,
                         .table = log,
                         .key = Key(table).U64(fault.sequence).str(),
                         .subject = absl::StrCat(fault.sequence),
                         .right = fault.right});
  }
}

void LedgerTables::EndHeads() {
  if (look_.heads == nullptr) return;
  Report("event", kEventTable, OtherEpochs(look_.heads->events, epoch_));
  Report("event", kEventTable, event_heads_.End(epoch_, events_.last()));
  Report("audit", kAuditTable, audit_heads_.End(epoch_, audit_.last()));
}

void LedgerTables::End() {
  EndHeads();
  if (!head_.has_value() && events_.entries() + audit_.entries() == 0) return;  // nothing yet
  for (const auto& [name, is_there] :
       {std::pair<const char*, bool>{"epoch", !epoch_.empty()}, {"head", head_.has_value()}}) {
    if (is_there) continue;
    look_.findings->Add({.reason = "ROW_MISSING",
                         .table = "meta",
                         .key = MetaKey(name),
                         .right = Fill("应有 $0 行", "there is the row $0", name)});
  }
  if (!head_.has_value()) return;
  events_.CheckHead(MetaKey("head"), head_->event);
  audit_.CheckHead(MetaKey("head"), head_->audit);
}

}  // namespace mingce::cli::store
