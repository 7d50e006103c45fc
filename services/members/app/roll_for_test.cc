#include "services/members/app/roll_for_test.h"

#include <google/protobuf/util/json_util.h>

#include <cstdlib>
#include <fstream>
#include <future>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/form/form_proto.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/credit_code.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/policy/roles.h"
#include "lib/testing/status_matchers.h"
#include "services/members/storage/keys.h"
#include "services/registry/mirror/events_for_test.h"

namespace mingce::members {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(absl::StrCat(MINGCE_CAMPAIGN_DIR, "/", path));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::unique_ptr<ledger::Ledger> OpenLedger(kv::KvStore* store, const Clock* clock) {
  ledger::Options options;
  options.tables = {.meta = static_cast<std::uint8_t>(Table::kMeta),
                    .request = static_cast<std::uint8_t>(Table::kRequest),
                    .event = static_cast<std::uint8_t>(Table::kEvent),
                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
  options.source = "mingce/members";
  options.on_fatal = [](const absl::Status&) { std::abort(); };
  return ledger::Ledger::Open(store, clock, std::move(options)).value();
}

// Waits for what a verb gives its callback.
template <typename Answer, typename Verb>
absl::StatusOr<Answer> Await(const Verb& verb) {
  std::promise<absl::StatusOr<Answer>> promise;
  verb([&promise](absl::StatusOr<Answer> answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

}  // namespace

OrganizationId UnitId(int n) { return *OrganizationId::FromText(absl::StrFormat("%026d", n)); }

std::string UnionCode(int n) {
  const std::string first17 = absl::StrFormat("81439999MC%07d", n);
  return first17 + gb::CreditCodeCheckCharacter(first17);
}

Cells PersonCells(int n, const std::string& unit) {
  const std::string first17 =
      absl::StrFormat("43999919%02d0307%03d", 70 + n / 500, n % 500 * 2 + 1);
  const std::string number = first17 + gb::CitizenCheckCharacter(first17);
  return {{"full_name", n % 2 == 0 ? "王伟" : "王芳"},
          {"mobile", absl::StrFormat("139%08d", n)},
          {"id_type", "居民身份证"},
          {"id_number", number},
          {"sex", "男"},
          {"birth_date", absl::StrFormat("19%02d-03-07", 70 + n / 500)},
          {"ethnicity", "汉族"},
          {"political_status", "群众"},
          {"education", "本科"},
          {"union", unit},
          {"work_unit_name", ""},
          {"employment_status", "在岗"},
          {"change_type", ""},
          {"change_date", ""}};
}

RollTest::RollTest()
    : clock_(absl::FromUnixSeconds(1'573'358'400)),  // 2019-11-10 12:00 in Beijing
      ring_(seal::MasterKey::Generate()),
      store_(kv::OpenRocks({.directory = "/roll-test", .in_memory = true}).value()),
      ledger_(OpenLedger(store_.get(), &clock_)),
      mirror_(registry::mirror::Mirror::Open(*store_,
                                             {.table = static_cast<std::uint8_t>(Table::kRegistry),
                                              .cursor_key = FeedCursorKey(kRegistryFeed),
                                              .permissions_of = policy::PermissionsOf})
                  .value()),
      authority_(mirror_.get()),
      questions_(&clock_, &ledger_, mirror_.get()),
      roll_{.store = store_.get(),
            .ledger = &ledger_,
            .mirror = mirror_.get(),
            .ring = &ring_,
            .authority = &authority_,
            .questions = &questions_} {}

RollTest::~RollTest() { ledger_.Drain(); }

void RollTest::OpenCampaign() {
  namespace ev = registry::events::v1;
  std::vector<feed::v1::Event> events;
  const auto add = [&](const auto& data) {
    events.push_back(registry::mirror::EventOf(data, clock_.Now(), ++registry_sequence_));
  };
  ev::FormPublished form;
  const auto parsed = google::protobuf::util::JsonStringToMessage(ReadFile("forms/member.json"),
                                                                  form.mutable_form());
  ASSERT_TRUE(parsed.ok()) << parsed.ToString();
  std::set<std::string> stems = {"benefit", "purpose"};
  for (const type::FormField& field : form.form().fields()) {
    for (const std::string& list : {field.code_list(), field.offered_code_list()}) {
      const std::vector<std::string> parts = absl::StrSplit(list, '/');
      if (parts.size() == 2) stems.insert(parts[1].substr(0, parts[1].size() - 2));
    }
  }
  for (const std::string& stem : stems) {
    ev::CodeListPublished list;
    *list.mutable_code_list() = form::CodeListToProto(
        gb::ParseCodeListTsv(stem, ReadFile(absl::StrCat("codes/", stem, ".tsv"))).value(), stem);
    list.mutable_code_list()->set_name(absl::StrCat("codeLists/", stem, "-1"));
    add(list);
  }
  add(form);
  ev::CampaignCreated campaign;
  campaign.set_campaign(absl::StrCat("campaigns/", kCampaign));
  campaign.set_organization(UnitId(0).ResourceName());
  SetDate(absl::CivilDay(2019, 9, 25), campaign.mutable_start_on());
  SetDate(absl::CivilDay(2019, 11, 15), campaign.mutable_forms_due_on());
  SetDate(absl::CivilDay(2019, 11, 30), campaign.mutable_entry_due_on());
  campaign.set_organization_form("forms/organization-2019-1");
  campaign.set_member_form(form.form().name());
  add(campaign);
  Apply(events);
  for (int n = 0; n <= 3; ++n) Publish(n, UnitFacts(n));
}

registry::mirror::Organization RollTest::UnitFacts(int n) const {
  return {.parent = n == 0 ? "" : UnitId(0).text(),
          .union_name = n == 0 ? "桃源县总工会" : absl::StrCat("第", n, "中学工会委员会"),
          .unit_name = absl::StrCat("第", n, "中学"),
          .union_uscc = n == 0 ? "" : UnionCode(n),
          .collected = true,
          .may_own_members = n != 0};
}

void RollTest::Publish(int n, const registry::mirror::Organization& facts) {
  Apply({registry::mirror::EventOf({.id = UnitId(n).text(),
                                    .version = {.day = BeijingDay(clock_.Now()),
                                                .revision = ++revisions_[n],
                                                .recorded = clock_.Now(),
                                                .value = facts}},
                                   ++registry_sequence_)});
}

void RollTest::Apply(const std::vector<feed::v1::Event>& events) {
  std::vector<const feed::v1::Event*> pointers;
  for (const feed::v1::Event& event : events) pointers.push_back(&event);
  type::Cursor cursor;
  cursor.set_epoch("registry");
  cursor.set_sequence(registry_sequence_);
  ASSERT_THAT(ApplyRegistry(&ledger_, mirror_.get(), {.events = pointers, .cursor = &cursor}),
              IsOk());
}

Call RollTest::NewCall(std::string action, std::string identity) const {
  Call call{.identity = identity,
            .action = action,
            .now = clock_.Now(),
            .deadline = clock_.Now() + absl::Minutes(1),
            .access = authority_.AccessOf(identity, BeijingDay(clock_.Now()))};
  call.audit->entry.actor = std::move(identity);
  call.audit->entry.action = std::move(action);
  return call;
}

access::Access AuthorityForTest::AccessOf(absl::string_view identity, absl::CivilDay day) const {
  const std::shared_ptr<const registry::mirror::State> state = mirror_->Now();
  const access::Grant officer{.id = "first",
                              .identity = kOfficer,
                              .permissions = policy::PermissionsOf(policy::v1::COUNTY_OFFICER),
                              .below = "",
                              .from = absl::CivilDay(1970, 1, 1),
                              .until = std::nullopt};
  return access::Access(state->tree(), state->grants().With({access::GrantChange(officer)}),
                        identity, day);
}

void RollTest::Publish(const registry::mirror::RoleGrant& grant) {
  Apply({registry::mirror::EventOf(grant, clock_.Now(), ++registry_sequence_)});
}

void RollTest::Keep(const Call& call) {
  touched_ = call.audit->items;
  if (touched_.empty()) touched_ = {call.audit->entry};
}

absl::StatusOr<std::vector<RowResult>> RollTest::Import(const std::vector<Cells>& rows) {
  ImportRequest request;
  request.campaign = kCampaign;
  request.key = {.caller = kOfficer, .request_id = NewUuid()};
  return Import(rows, request);
}

absl::StatusOr<std::vector<RowResult>> RollTest::Import(const std::vector<Cells>& rows,
                                                        const ImportRequest& template_request) {
  ImportRequest request = template_request;
  if (!rows.empty()) {
    for (const auto& [key, cell] : rows.front()) request.columns.push_back(key);
  }
  for (const Cells& row : rows) {
    ImportRow& added = request.rows.emplace_back();
    added.number = static_cast<std::uint32_t>(request.rows.size());
    for (const auto& [key, cell] : row) added.cells.push_back(cell);
  }
  std::vector<RowResult> results;
  const absl::StatusOr<std::string> encoded = Await<std::string>([&](auto done) {
    ImportMembers(
        roll_, NewCall("members.ImportMembers"), request,
        [&results](const std::vector<RowResult>& decided) {
          results = decided;
          return absl::StrCat("answer for ", decided.size(), " rows");
        },
        std::move(done));
  });
  if (!encoded.ok()) return encoded.status();
  last_answer_ = *encoded;
  return results;
}

RowResult RollTest::ImportOne(const Cells& row) {
  const absl::StatusOr<std::vector<RowResult>> results = Import({row});
  EXPECT_THAT(results, IsOk());
  return results.ok() && results->size() == 1 ? results->front() : RowResult();
}

absl::StatusOr<MaskedMember> RollTest::Get(const std::string& member, const ReadTime& when) {
  const Call call = NewCall("members.GetMember");
  absl::StatusOr<MaskedMember> got = GetMember(roll_, call, *MemberId::FromText(member), when);
  Keep(call);
  return got;
}

EligibilityQuestion RollTest::Question() {
  return {.persons = {},
          .benefit = "SERIOUS_ILLNESS_RELIEF",
          .purpose = "资格审核",
          .case_number = "A-1",
          .note = {}};
}

absl::StatusOr<EligibilityAnswer> RollTest::Check(const std::vector<Cells>& persons,
                                                  EligibilityQuestion question) {
  for (const Cells& person : persons) {
    question.persons.push_back({.id_type_code = "01",
                                .id_number = person.at("id_number"),
                                .full_name = person.at("full_name"),
                                .nationality = {}});
  }
  const Call call = NewCall("members.CheckEligibility");
  absl::StatusOr<EligibilityAnswer> answer = CheckEligibility(roll_, call, question);
  Keep(call);
  return answer;
}

std::vector<feed::v1::Event> RollTest::Events() const {
  std::vector<feed::v1::Event> events;
  const ledger::EventPage page = ledger_.ReadEvents({}, 10'000, 10 << 20).value();
  for (const std::string& payload : page.payloads) {
    EXPECT_TRUE(events.emplace_back().ParseFromString(payload));
  }
  return events;
}

std::vector<audit::Entry> RollTest::Audit() const {
  std::vector<audit::Entry> entries;
  EXPECT_THAT(store_->Scan(std::string(1, static_cast<char>(Table::kAudit)),
                           [&](absl::string_view, absl::string_view value) {
                             const auto record = ledger::DecodeChained(value);
                             entries.push_back(audit::Decode(record->payload).value());
                             return true;
                           }),
              IsOk());
  return entries;
}

}  // namespace mingce::members
