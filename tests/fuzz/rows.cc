#include "absl/time/time.h"
#include "lib/audit/entry.h"
#include "lib/ledger/records.h"
#include "lib/seal/key_ring.h"
#include "services/members/storage/profile.h"
#include "services/registry/storage/row_codec.h"
#include "tests/fuzz/targets.h"

namespace mingce::fuzz {
namespace {

// Whatever can be read is written back as the same bytes: a row has one spelling.
std::string Ledger(absl::string_view bytes) {
  const auto head = ledger::DecodeHead(bytes);
  if (head.has_value() && ledger::EncodeHead(*head) != bytes) return "a head with two spellings";
  const auto request = ledger::DecodeRequest(bytes);
  if (request.has_value() && ledger::EncodeRequest(*request) != bytes) return "a request's row";
  ledger::DecodeChained(bytes);
  ledger::SequenceOfKey(bytes);
  ledger::AgedRequestOfKey(bytes);
  return "";
}

std::vector<std::string> LedgerSeeds() {
  const ledger::RequestKey request{.caller = "spiffe://mingce/person/a",
                                   .request_id = "0e5a2f80-0000-4000-8000-000000000000"};
  return {ledger::EncodeHead({.event_sequence = 7,
                              .audit_sequence = 9,
                              .time_micros = 2,
                              .spell_since = 5,
                              .spell_micros = 1}),
          ledger::EncodeRequest({.time_micros = 5, .answer = "answer"}),
          ledger::EncodeChained({}, "payload"), ledger::SequenceKey(3, 77),
          ledger::RequestAgeKey(2, 5, request)};
}

std::string AuditEntry(absl::string_view bytes) {
  const auto entry = audit::Decode(bytes);
  return entry.ok() && audit::Encode(*entry) != bytes ? "an entry with two spellings" : "";
}

std::vector<std::string> AuditSeeds() {
  return {audit::Encode({}), audit::Encode({.sequence = 7,
                                            .time_micros = 1,
                                            .actor = "spiffe://mingce/person/a",
                                            .action = "members.GetMember",
                                            .subject = "members/0123456789abcdefghjkmnpqrs",
                                            .decision = "OK",
                                            .request_hash = std::string(32, 'h')})};
}

// The first byte says of which table.
std::string Registry(absl::string_view bytes) {
  using namespace registry;
  if (bytes.empty()) return "";
  const absl::string_view key = bytes.substr(0, 1);
  const absl::string_view value = bytes.substr(1);
  DecodeRow<Organization>(key, value).IgnoreError();
  DecodeRow<Campaign>(key, value).IgnoreError();
  DecodeRow<PlacedQuotaPlan>(key, value).IgnoreError();
  DecodeRow<RoleGrant>(key, value).IgnoreError();
  DecodeRow<IdentityBlock>(key, value).IgnoreError();
  return "";
}

std::vector<std::string> RegistrySeeds() {
  using namespace registry;
  RoleGrant grant;
  grant.id = "0123456789abcdefghjkmnpqrs";
  grant.identity = "spiffe://mingce/person/a";
  grant.role = 2;
  grant.from = absl::CivilDay(2019, 11, 15);
  grant.document_number = "桃工发〔2019〕12号";
  grant.granted_by = "spiffe://mingce/person/officer";
  grant.question_limits.misses_at_once = 100;
  Campaign campaign(*OrganizationId::FromText("0123456789abcdefghjkmnpqrs"));
  campaign.id = "taoyuan-2019";
  campaign.title = "实名采集";
  IdentityBlock block;
  block.identity = "spiffe://mingce/person/b";
  return {"\x2C" + EncodeRow(grant), "\x20" + EncodeRow(campaign), "\x2E" + EncodeRow(block)};
}

const seal::KeyRing& Ring() {
  static const auto* const ring = new seal::KeyRing(seal::MasterKey::Generate());
  return *ring;
}

const seal::Tag& Document() {
  static const auto* const tag =
      new seal::Tag(members::DocumentIndex(Ring(), "01 439901199003070013"));
  return *tag;
}

const members::Values& Values() {
  static const auto* const values =
      new members::Values{{"full_name", "张三"}, {"mobile", "13800000000"}};
  return *values;
}

// Only what was sealed opens.
std::string Profile(absl::string_view bytes) {
  const auto opened = members::OpenProfile(Ring(), seal::AsView(Document()), bytes);
  static const auto* const sealed =
      new std::string(members::SealProfile(Ring(), Document(), Values()));
  return opened.ok() && bytes.size() != sealed->size() ? "something else was opened" : "";
}

std::vector<std::string> ProfileSeeds() {
  return {members::SealProfile(Ring(), Document(), Values()), std::string(60, '\x01')};
}

}  // namespace

std::vector<Target> RowTargets() {
  return {{"ledger_rows", Ledger, LedgerSeeds, 600},
          {"audit_entry", AuditEntry, AuditSeeds, 1500},
          {"registry_rows", Registry, RegistrySeeds, 800},
          {"member_profile", Profile, ProfileSeeds, 600}};
}

}  // namespace mingce::fuzz
