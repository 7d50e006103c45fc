#include "services/registry/storage/contacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

using testing::HasSubstr;
using testing::Not;

const OrganizationId kA = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
const OrganizationId kB = *OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz");

class ContactsTest : public testing::Test {
 protected:
  const seal::KeyRing keys_{seal::MasterKey::Generate()};
};

TEST_F(ContactsTest, AreSealedForOneOrganisation) {
  const ContactValues values(
      FieldValues{{"chair_name", "张三"}, {"contact_phone", "0736-1234567"}});
  const SealedContacts sealed = SealContacts(keys_, kA, values);
  EXPECT_THAT(sealed.sealed, Not(HasSubstr("张三")));
  EXPECT_THAT(sealed.tag, Not(HasSubstr("张三")));
  const auto opened = OpenContacts(keys_, kA, sealed);
  ASSERT_THAT(opened, IsOk());
  EXPECT_TRUE(*opened == values);
  EXPECT_THAT(OpenContacts(keys_, kB, sealed), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(ContactsTest, NothingIsNothing) {
  const SealedContacts none = SealContacts(keys_, kA, ContactValues());
  EXPECT_EQ(none.sealed, "");
  EXPECT_EQ(none.tag, "");
  EXPECT_TRUE(OpenContacts(keys_, kA, none)->Reveal().empty());
}

TEST_F(ContactsTest, TheTagTellsUnchanged) {
  Organization organization(kA);
  const ContactValues values(FieldValues{{"chair_name", "张三"}, {"contact_name", "李四"}});
  ASSERT_THAT(ChangeContacts(keys_, values, &organization), IsOk());
  const SealedContacts first = organization.contacts;
  ASSERT_THAT(ChangeContacts(keys_, values, &organization), IsOk());
  EXPECT_EQ(organization.contacts.sealed, first.sealed) << "sealed anew without need";
  ASSERT_THAT(
      ChangeContacts(keys_, ContactValues(FieldValues{{"chair_name", "张三"}}), &organization),
      IsOk());
  EXPECT_EQ(organization.contacts.sealed, first.sealed) << "a part that is the same";
}

TEST_F(ContactsTest, ChangesAndClearsWhatIsGivenAndNothingElse) {
  Organization organization(kA);
  ASSERT_THAT(
      ChangeContacts(keys_,
                     ContactValues(FieldValues{{"chair_name", "张三"}, {"contact_name", "李四"}}),
                     &organization),
      IsOk());
  ASSERT_THAT(
      ChangeContacts(keys_, ContactValues(FieldValues{{"chair_name", ""}, {"contact_phone", "1"}}),
                     &organization),
      IsOk());
  EXPECT_TRUE(OpenContacts(keys_, kA, organization.contacts)->Reveal() ==
              (FieldValues{{"contact_name", "李四"}, {"contact_phone", "1"}}));
  ASSERT_THAT(
      ChangeContacts(keys_, ContactValues(FieldValues{{"contact_name", ""}, {"contact_phone", ""}}),
                     &organization),
      IsOk());
  EXPECT_EQ(organization.contacts.tag, "");
}

}  // namespace
}  // namespace mingce::registry
