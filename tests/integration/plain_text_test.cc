// No control character comes into the register: it would come out again in a terminal, a table, a
// partner's feed. Asked of the real processes, for every text of every request that changes
// something or stands in the audit log, and for every column of every form.

#include <gmock/gmock.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/rpc/grpc_status.h"
#include "tests/integration/methods.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// An escape sequence, one of eight bits, a line break, a mark of direction, one that nobody sees.
const char* const kControls[] = {"\x1b", "\u009B", "\n", "\u202E", "\u2028", "\u200B", "\u00AD"};

// What has a parser of its own. Of a person nothing is kept but what a parser has read; cells and
// fields are planted one by one below.
const std::set<std::string> kParsed = {
    "mingce.registry.v1.CreateOrganizationRequest.fields",
    "mingce.registry.v1.UpdateOrganizationRequest.fields",
    "mingce.registry.v1.ImportOrganizationsRequest.rows",
    "mingce.members.v1.ImportMembersRequest.rows",
    "mingce.members.v1.LookupMemberRequest.person",
    "mingce.members.v1.CheckEligibilityRequest.person",
    "mingce.members.v1.BatchCheckEligibilityRequest.persons",
};
// Of these cells nothing is kept but the organisation that the code in them means.
const std::set<std::string> kNamesAnOrganization = {"union", "parent_union"};

// A sound cell with `control` inside.
std::string Planted(const std::string& cell, absl::string_view control) {
  // Behind the first character, in UTF-8.
  std::size_t at = cell.empty() ? 0 : 1;
  while (at < cell.size() && (static_cast<unsigned char>(cell[at]) & 0xC0) == 0x80) ++at;
  return cell.empty() ? absl::StrCat("1", control, "1")
                      : absl::StrCat(cell.substr(0, at), control, cell.substr(at));
}

// Calls `visit` once for each text of `root`, which then has that text alone, with its path.
void ForEachText(const std::string& text, Message* root, Message* at, const std::string& path,
                 std::set<std::string>* parsed,
                 const std::function<void(const std::string&)>& visit) {
  const google::protobuf::Reflection& reflection = *at->GetReflection();
  for (int i = 0; i < at->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = at->GetDescriptor()->field(i);
    if (field->options().GetExtension(policy::v1::parsed)) {
      parsed->insert(field->full_name());
      continue;
    }
    const std::string here = absl::StrCat(path, path.empty() ? "" : ".", field->name(),
                                          field->is_repeated() ? "[0]" : "");
    if (field->is_map()) {  // an entry cannot be changed once it was written
      for (const FieldDescriptor* part :
           {field->message_type()->map_key(), field->message_type()->map_value()}) {
        Message* entry = reflection.AddMessage(at, field);
        entry->GetReflection()->SetString(entry, part, text);
        visit(absl::StrCat(here, ".", part->name()));
        reflection.ClearField(at, field);
      }
    } else if (field->message_type() != nullptr) {
      Message* below = field->is_repeated() ? reflection.AddMessage(at, field)
                                            : reflection.MutableMessage(at, field);
      ForEachText(text, root, below, here, parsed, visit);
      reflection.ClearField(at, field);
    } else if (field->type() == FieldDescriptor::TYPE_STRING) {
      if (field->is_repeated()) {
        reflection.AddString(at, field, text);
      } else {
        reflection.SetString(at, field, text);
      }
      visit(here);
      reflection.ClearField(at, field);
    }
  }
}

type::Form FormNamed(registry::v1::CatalogueService::Stub& catalogue, const std::string& name) {
  registry::v1::GetFormRequest request;
  request.set_name(name);
  type::Form form;
  EXPECT_TRUE(Ask(catalogue, &Catalogue::GetForm, request, &form).ok());
  return form;
}

TEST_F(RegisterTest, NoTextOfARequestThatStaysHoldsAControlCharacter) {
  std::set<std::string> parsed;
  int asked = 0;
  for (const Method& method : AllMethods()) {
    if (method.policy().audit() != policy::v1::EVERY_CALL) continue;
    const auto channel = suite_->ChannelTo(method.service, "person/officer");
    const std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()
                                               ->GetPrototype(method.descriptor->input_type())
                                               ->New());
    for (const char* control : kControls) {
      ForEachText(absl::StrCat("a", control, "b"), request.get(), request.get(), "", &parsed,
                  [&](const std::string& path) {
                    ++asked;
                    const absl::Status status =
                        rpc::FromGrpc(CallBytes(method, channel, request->SerializeAsString()));
                    if (path == method.policy().scope_field()) {  // looked at before anything else
                      EXPECT_EQ(ReasonOf(status), "BAD_NAME") << method.path() << " " << path;
                      return;
                    }
                    ASSERT_EQ(ReasonOf(status), "CONTROL_CHARACTER")
                        << method.path() << " " << path;
                    EXPECT_EQ(ErrorInfoOf(status)->metadata["field"], path) << method.path();
                  });
    }
  }
  EXPECT_GT(asked, 400);
  EXPECT_EQ(parsed, kParsed) << "what is marked is planted below";
}

// Whether a finding of the one row's answer names `field`.
template <typename Response>
bool Blames(const Response& response, const std::string& field) {
  const auto& findings = response.results(0).findings();
  return std::any_of(findings.begin(), findings.end(), [&](const type::Finding& finding) {
    return finding.field() == field && finding.severity() == type::Finding::ERROR;
  });
}

TEST_F(RegisterTest, NoCellOfAMembersRowHoldsAControlCharacter) {
  const type::Form form = FormNamed(suite_->catalogue(), "forms/member-2019-1");
  for (const type::FormField& field : form.fields()) {
    if (kNamesAnOrganization.contains(field.key())) continue;
    for (const char* control : {"\x1b", "\u009B", "\u202E"}) {
      auto row = MemberRow(700, UnionCode(1));
      row[field.key()] = Planted(row[field.key()], control);
      const auto response = Import(MemberImport({row}));
      EXPECT_EQ(response.results(0).outcome(), type::REJECTED) << field.key();
      EXPECT_TRUE(Blames(response, field.key())) << field.key() << " " << response.DebugString();
    }
  }
}

class OrganizationTextTest : public RegisterTest {
 protected:
  absl::Status ImportRow(const std::map<std::string, std::string>& row,
                         registry::v1::ImportOrganizationsResponse* response) {
    auto request = OrganizationImport({row});
    request.set_validate_only(true);
    return Ask(suite_->registry(), &Registry::ImportOrganizations, request, response);
  }
  absl::Status Create(const std::string& parent, std::map<std::string, std::string> row) {
    registry::v1::CreateOrganizationRequest request;
    request.set_parent(parent);
    request.set_request_id(NewUuid());
    request.set_validate_only(true);
    row.erase("parent_union");
    request.mutable_fields()->insert(row.begin(), row.end());
    registry::v1::Organization created;
    return Ask(suite_->registry(), &Registry::CreateOrganization, request, &created);
  }
  absl::Status Update(const registry::v1::Organization& unit, const std::string& key,
                      const std::string& value) {
    registry::v1::UpdateOrganizationRequest request;
    request.set_name(unit.name());
    request.set_etag(unit.etag());
    request.set_request_id(NewUuid());
    request.set_validate_only(true);
    (*request.mutable_fields())[key] = value;
    registry::v1::Organization updated;
    return Ask(suite_->registry(), &Registry::UpdateOrganization, request, &updated);
  }
};

TEST_F(OrganizationTextTest, NoCellAndNoFieldHoldsAControlCharacter) {
  const registry::v1::Organization unit = UnitWithCode(UnionCode(1));
  const auto sound = OrganizationRow(70, unit.parent().substr(unit.parent().find('/') + 1));
  registry::v1::ImportOrganizationsResponse imported;
  ASSERT_TRUE(ImportRow(sound, &imported).ok());
  ASSERT_EQ(imported.results(0).outcome(), type::ACCEPTED) << imported.DebugString();
  ASSERT_EQ(Create(unit.parent(), sound), absl::OkStatus());
  ASSERT_EQ(Update(unit, "unit_address", "桃源县"), absl::OkStatus());
  const type::Form form = FormNamed(suite_->catalogue(), "forms/organization-2019-1");
  for (const type::FormField& field : form.fields()) {
    if (kNamesAnOrganization.contains(field.key())) continue;
    for (const char* control : {"\x1b", "\u009B", "\u202E"}) {
      auto row = sound;
      row[field.key()] = Planted(row[field.key()], control);
      ASSERT_TRUE(ImportRow(row, &imported).ok());
      EXPECT_EQ(imported.results(0).outcome(), type::REJECTED) << field.key();
      EXPECT_TRUE(Blames(imported, field.key())) << field.key() << " " << imported.DebugString();
      for (const absl::Status& refused :
           {Create(unit.parent(), row), Update(unit, field.key(), row[field.key()])}) {
        ASSERT_FALSE(refused.ok()) << field.key();
        EXPECT_EQ(ErrorInfoOf(refused)->metadata["field"], field.key()) << refused;
      }
    }
  }
}

}  // namespace
}  // namespace mingce::tests
