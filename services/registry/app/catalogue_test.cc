#include "services/registry/app/catalogue.h"

#include <gmock/gmock.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::SizeIs;

type::CodeList YesNo() {
  type::CodeList list;
  list.set_name("codeLists/yes_no-1");
  for (const char* code : {"1", "0"}) {
    type::CodeValue* value = list.add_values();
    value->set_code(code);
    value->set_label(std::string("label") + code);
    value->set_selectable(true);
    for (const char* key : {"a", "b", "c", "d"}) (*value->mutable_attributes())[key] = "x";
  }
  return list;
}

void AddField(const std::string& key, type::FormField::Type type, type::Form* form) {
  type::FormField* field = form->add_fields();
  field->set_key(key);
  field->set_label("标签" + key);
  field->set_type(type);
  field->set_requirement(type::FormField::OPTIONAL);
  if (type == type::FormField::CODE) field->set_code_list("codeLists/yes_no-1");
}

// The least an organisation form has, and one field more.
type::Form SmallForm(const std::string& key, type::FormField::Type type) {
  type::Form form;
  form.set_name("forms/small-1");
  form.set_subject(type::Form::ORGANIZATION);
  AddField("union_name", type::FormField::TEXT, &form);
  AddField("union_kind", type::FormField::CODE, &form);
  AddField(key, type, &form);
  return form;
}

TEST_F(RegisterTest, TheCampaignThatIsShippedOpens) {
  OpenCampaign();
  EXPECT_EQ(Read(county()).union_name, "桃源县总工会");
}

TEST_F(RegisterTest, ACodeListVersionNeverChanges) {
  EXPECT_EQ(ReasonOf(GetCodeList(parts_, "yes_no-1").status()), "CODE_LIST_NOT_FOUND");
  ASSERT_THAT(Publish(YesNo()), IsOk());
  ASSERT_THAT(Publish(YesNo()), IsOk()) << "the same again";
  EXPECT_THAT(Events(), SizeIs(1));
  EXPECT_EQ(DataOf<events::v1::CodeListPublished>(Events()[0]).code_list().values_size(), 2);
  type::CodeList other = YesNo();
  (*other.mutable_values(0)->mutable_attributes())["a"] = "y";
  EXPECT_EQ(ReasonOf(Publish(other).status()), "CODE_LIST_EXISTS");
  type::CodeList twice = YesNo();
  twice.set_name("codeLists/yes_no-2");
  twice.mutable_values(1)->set_code("1");
  EXPECT_EQ(ReasonOf(Publish(twice).status()), "BAD_CODE_LIST");
  EXPECT_EQ(GetCodeList(parts_, "yes_no-1")->values_size(), 2);
}

TEST_F(RegisterTest, AFormVersionNeverChangesAndNeedsItsLists) {
  const type::Form form = SmallForm("flag", type::FormField::CODE);
  EXPECT_EQ(ReasonOf(Publish(form).status()), "BAD_FORM") << "its list is not published";
  ASSERT_THAT(Publish(YesNo()), IsOk());
  ASSERT_THAT(Publish(form), IsOk());
  ASSERT_THAT(Publish(form), IsOk());
  EXPECT_THAT(Events(), SizeIs(2));
  type::Form other = form;
  other.set_title("另一张");
  EXPECT_EQ(ReasonOf(Publish(other).status()), "FORM_EXISTS");
  EXPECT_EQ(GetForm(parts_, "small-1")->fields_size(), 3);
  EXPECT_EQ(ReasonOf(GetForm(parts_, "small-2").status()), "FORM_NOT_FOUND");
  type::Form wrong = SmallForm("union_uscc", type::FormField::TEXT);
  wrong.set_name("forms/small-2");
  EXPECT_EQ(ReasonOf(Publish(wrong).status()), "BAD_FORM") << "codes unchecked by the form";
  type::Form kindless = SmallForm("flag", type::FormField::CODE);
  kindless.set_name("forms/small-3");
  kindless.mutable_fields(1)->set_key("kind");
  EXPECT_EQ(ReasonOf(Publish(kindless).status()), "BAD_FORM") << "nobody would know what it may do";
}

TEST_F(RegisterTest, ACampaignIsOpenedOnce) {
  OpenCampaign();
  Campaign campaign = *GetCampaign(*parts_.store, kCampaignId);
  const auto open = [&](const Campaign& asked) {
    return Await<Campaign>([&](Done<Campaign> done) {
      CreateCampaign(parts_, NewCall(), asked, NewMutation(), std::move(done));
    });
  };
  const std::size_t events = Events().size();
  ASSERT_THAT(open(campaign), IsOk()) << "the same again";
  EXPECT_EQ(Events().size(), events);
  const auto reason = [&](auto change) {
    Campaign changed = campaign;
    changed.id = "taoyuan-2020";
    change(&changed);
    return ReasonOf(open(changed).status());
  };
  EXPECT_EQ(reason([](Campaign* c) { c->id = kCampaignId, c->target = 1; }), "CAMPAIGN_EXISTS");
  EXPECT_EQ(reason([](Campaign* c) { c->title.clear(); }), "FIELD_MISSING");
  EXPECT_EQ(reason([](Campaign* c) { c->target = 0; }), "BAD_TARGET");
  EXPECT_EQ(reason([](Campaign* c) { c->start_on.year = 219; }), "BAD_DATES") << "a typing error";
  EXPECT_EQ(reason([](Campaign* c) { c->entry_due_on = {2019, 11, 14}; }), "BAD_DATES");
  EXPECT_EQ(reason([](Campaign* c) { c->start_on = {2019, 2, 29}; }), "BAD_DATES");
  EXPECT_EQ(reason([](Campaign* c) { c->member_form = "none"; }), "FORM_NOT_FOUND");
  EXPECT_EQ(reason([](Campaign* c) { c->member_form = kFormId; }), "FORM_NOT_FOUND")
      << "an organisation form";
  EXPECT_EQ(reason([](Campaign* c) {
              c->organization = *OrganizationId::FromText("zzzzzzzzzzzzzzzzzzzzzzzzzz");
            }),
            "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(reason([](Campaign*) {}), "");
  EXPECT_THAT(*ListCampaigns(parts_), SizeIs(2));
  EXPECT_EQ(ReasonOf(GetCampaign(*parts_.store, "none").status()), "CAMPAIGN_NOT_FOUND");
}

}  // namespace
}  // namespace mingce::registry
