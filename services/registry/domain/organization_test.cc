#include "services/registry/domain/organization.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Organization Sample() {
  return Organization(*OrganizationId::FromText("0123456789abcdefghjkmnpqrs"));
}

TEST(OrganizationIdTest, HasOneForm) {
  EXPECT_TRUE(OrganizationId::FromText("0123456789abcdefghjkmnpqrs").has_value());
  EXPECT_FALSE(OrganizationId::FromText("").has_value());
  EXPECT_FALSE(OrganizationId::FromText("0123456789ABCDEFGHJKMNPQRS").has_value());
  EXPECT_FALSE(OrganizationId::FromText("0123456789abcdefghjkmnpqr").has_value());
  EXPECT_FALSE(OrganizationId::FromText("0123456789abcdefghijklmnop").has_value()) << "i, l, o";
}

TEST(OrganizationTest, FieldsGoWhereTheyBelongAndComeBack) {
  Organization organization = Sample();
  ApplyFields({{"union_name", "县教育工会"},
               {"union_kind", "21"},
               {"established_on", "1951-05-01"},
               {"employee_count", "6300"}},
              &organization);
  EXPECT_EQ(organization.union_name, "县教育工会");
  EXPECT_EQ(organization.established_on, (gb::Date{1951, 5, 1}));
  EXPECT_EQ(organization.attributes.at("employee_count"), "6300");
  EXPECT_EQ(FieldValue(organization, "union_kind"), "21");
  EXPECT_EQ(FieldValue(organization, "established_on"), "1951-05-01");
  EXPECT_EQ(FieldValue(organization, "employee_count"), "6300");
  EXPECT_EQ(FieldValue(organization, "industry"), "");
  ApplyFields({{"employee_count", ""}, {"established_on", ""}}, &organization);
  EXPECT_THAT(organization.attributes, IsEmpty());
  EXPECT_FALSE(organization.established_on.has_value());
}

TEST(OrganizationTest, ACodeTakesItsReasonAway) {
  Organization organization = Sample();
  ApplyFields({{"union_uscc_absent_reason", "2"}}, &organization);
  ApplyFields({{"union_uscc", "81"}}, &organization);
  EXPECT_EQ(organization.union_uscc_absent_reason, "");
  ApplyFields({{"unit_uscc", "12"}, {"unit_uscc_absent_reason", "2"}}, &organization);
  EXPECT_EQ(organization.unit_uscc_absent_reason, "2") << "a contradiction stays for the rules";
}

TEST(OrganizationTest, AliasesAreNamesItDoesNotBearYet) {
  Organization organization = Sample();
  ApplyFields(
      {{"aliases", "教育工会|县教育工会｜教育 工会、教育系统"}, {"union_name", "县教育工会"}},
      &organization);
  EXPECT_THAT(organization.aliases, ElementsAre("教育工会", "教育系统"));
  EXPECT_TRUE(Bears(organization, "教育　系统"));
  EXPECT_FALSE(Bears(organization, "教育"));
  ApplyFields({{"union_short_name", "教育工会"}}, &organization);
  EXPECT_THAT(organization.aliases, ElementsAre("教育系统")) << "it is the short name now";
  std::vector<std::string> many;
  for (int i = 0; i < 30; ++i) many.push_back("别名" + std::to_string(i));
  AddAliases(many, &organization);
  EXPECT_EQ(organization.aliases.size(), kMaxAliases);
}

TEST(OrganizationTest, WhatNamesAPersonIsAContact) {
  const auto field = [](const char* key, form::FieldType type) {
    form::Field out;
    out.key = key;
    out.type = type;
    return out;
  };
  EXPECT_TRUE(IsContactField(field("chair_post", form::FieldType::kText)));
  EXPECT_TRUE(IsContactField(field("contact_email", form::FieldType::kText)));
  EXPECT_TRUE(IsContactField(field("bank_account", form::FieldType::kText)));
  EXPECT_TRUE(IsContactField(field("office_phone", form::FieldType::kPhone)));
  EXPECT_TRUE(IsContactField(field("filled_by", form::FieldType::kPersonName)));
  EXPECT_FALSE(IsContactField(field("unit_address", form::FieldType::kText)));
}

TEST(OrganizationTest, EqualityLooksAtContentOnly) {
  const Organization one = Sample();
  Organization other = one;
  other.revision = 7;
  other.valid_from = {2019, 1, 1};
  other.contacts.sealed = "sealed anew, other bytes";
  EXPECT_TRUE(one == other);
  other.contacts.tag = "x";
  EXPECT_FALSE(one == other);
}

}  // namespace
}  // namespace mingce::registry
