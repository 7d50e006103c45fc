#include <google/protobuf/stubs/logging.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "lib/access/access.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/form/form_proto.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/bindings.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/scope.h"
#include "lib/testing/fake_clock.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "mingce/registry/v1/registry_service.pb.h"
#include "services/registry/mirror/facts.h"
#include "tests/fuzz/targets.h"

namespace mingce::fuzz {
namespace {

// It would write a line for every message that is none.
const auto kNoHandler = google::protobuf::SetLogHandler(nullptr);

// A cursor from a follower leads to events or to a refusal with a reason.
std::string Cursor(absl::string_view bytes) {
  static const auto* const clock = new FakeClock(absl::UnixEpoch());
  static auto* const store =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value().release();
  static const auto* const stream =
      ledger::Ledger::Open(store, clock,
                           {.tables = {.meta = 1, .request = 2, .event = 3, .audit = 4},
                            .source = "mingce/test",
                            .on_fatal = [](const absl::Status&) { std::abort(); }})
          .value()
          .release();
  type::Cursor cursor;
  if (!cursor.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "";
  const auto page = stream->ReadEvents(
      {.epoch = cursor.epoch(), .sequence = cursor.sequence(), .hash = cursor.hash()}, 10, 1000);
  if (page.ok()) return cursor.sequence() == 0 ? "" : "events after an event that is not there";
  return ReasonOf(page.status()).empty() ? "a refusal without a reason" : "";
}

std::vector<std::string> CursorSeeds() {
  type::Cursor cursor;
  cursor.set_epoch(NewOpaqueId());
  cursor.set_sequence(7);
  cursor.set_hash(std::string(32, 'h'));
  type::Cursor beginning;
  return {cursor.SerializeAsString(), beginning.SerializeAsString()};
}

const rpc::PageTokens& Tokens() {
  static const auto* const tokens = new rpc::PageTokens([](absl::string_view text) {
    return absl::StrCat(std::hash<std::string>()(std::string(text)), "0123456789abcdef");
  });
  return *tokens;
}

const rpc::PagedList& List() {
  static const auto* const list =
      new rpc::PagedList{.method = "members.ListMembers", .caller = "a", .filter = "f"};
  return *list;
}

std::string PageToken(absl::string_view bytes) {
  const auto key = Tokens().Read(List(), bytes);
  return key.ok() && !bytes.empty() && Tokens().Make(List(), *key) != bytes
             ? "a token that was never made"
             : "";
}

std::vector<std::string> PageTokenSeeds() {
  return {Tokens().Make(List(), "k"), Tokens().Make(List(), std::string(40, '\0')), ""};
}

std::string Bindings(absl::string_view bytes) {
  const std::string path = absl::StrCat("/tmp/mingce-fuzz-bindings-", getpid());
  std::ofstream(path, std::ios::binary) << bytes;
  const auto grants = rpc::ReadBindings(path);
  (void)std::remove(path.c_str());
  return !grants.ok() && ReasonOf(grants.status()).empty() ? "a refusal without a reason" : "";
}

std::vector<std::string> BindingsSeeds() {
  return {
      "bindings { identity: \"spiffe://mingce/service/members\" role: SERVICE }\n"
      "bindings { identity: \"spiffe://mingce/person/officer\" role: COUNTY_OFFICER }\n",
      "# nobody\n"};
}

// Whatever stands where a request names an organisation, who may nothing may nothing.
std::string PolicyScope(absl::string_view bytes) {
  const google::protobuf::ServiceDescriptor* service =
      registry::v1::GetStatusRequest::descriptor()->file()->FindServiceByName("RegistryService");
  registry::v1::ListOrganizationsRequest request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "";
  const auto scope = rpc::Scope::Of(*service->FindMethodByName("ListOrganizations"));
  if (!scope.has_value()) return "a method without a policy";
  std::string organization;
  const absl::Status allowed = scope->CheckRequest(
      access::Access(), request, [] { return absl::NotFoundError("x"); }, &organization);
  return allowed.ok() ? "let in without a right" : "";
}

std::vector<std::string> PolicyScopeSeeds() {
  registry::v1::ListOrganizationsRequest request;
  request.set_parent("organizations/0123456789abcdefghjkmnpqrs");
  request.set_page_size(10);
  registry::v1::ListOrganizationsRequest whole;
  whole.set_page_token("x");
  return {request.SerializeAsString(), whole.SerializeAsString()};
}

// An event of the registry is a fact, is passed over, or is refused.
std::string Event(absl::string_view bytes) {
  feed::v1::Event event;
  if (!event.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "";
  const auto fact = registry::mirror::ReadEvent(event);
  return !fact.ok() && ReasonOf(fact.status()).empty() ? "a refusal without a reason" : "";
}

std::vector<std::string> EventSeeds() {
  registry::events::v1::CampaignCreated campaign;
  campaign.set_campaign("campaigns/taoyuan-2019");
  campaign.set_organization("organizations/0123456789abcdefghjkmnpqrs");
  campaign.set_organization_form("forms/organization-2019");
  campaign.set_member_form("forms/member-2019");
  for (type::Date* day : {campaign.mutable_start_on(), campaign.mutable_forms_due_on(),
                          campaign.mutable_entry_due_on()}) {
    day->set_year(2019);
    day->set_month(11);
    day->set_day(15);
  }
  feed::v1::Event event;
  event.set_id("e-1");
  event.set_source("mingce/registry");
  event.set_type("mingce.registry.events.v1.CampaignCreated");
  event.set_sequence(1);
  event.mutable_recorded_time()->set_seconds(1'573'776'000);
  event.mutable_time()->set_seconds(1'573'776'000);
  event.mutable_data()->PackFrom(campaign);
  return {event.SerializeAsString()};
}

std::string Form(absl::string_view bytes) {
  type::Form form;
  if (!form.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "";
  const auto read = form::FormFromProto(form);
  return !read.ok() && ReasonOf(read.status()).empty() ? "a refusal without a reason" : "";
}

std::vector<std::string> FormSeeds() {
  type::Form form;
  form.set_name("forms/member-2019");
  form.set_title("会员信息采集表");
  type::FormField* field = form.add_fields();
  field->set_key("full_name");
  field->set_label("姓名");
  field->set_code_list("codeLists/sex-1");
  return {form.SerializeAsString()};
}

}  // namespace

std::vector<Target> WireTargets() {
  return {{"cursor", Cursor, CursorSeeds, 1000},
          {"page_token", PageToken, PageTokenSeeds, 1000},
          {"bindings", Bindings, BindingsSeeds, 200},
          {"policy_scope", PolicyScope, PolicyScopeSeeds, 600},
          {"event", Event, EventSeeds, 1500},
          {"form", Form, FormSeeds, 1000}};
}

}  // namespace mingce::fuzz
