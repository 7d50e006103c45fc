#include "services/registry/rpc/methods.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <utility>

#include "lib/base/error.h"

namespace mingce::registry {
namespace {

IdentityBlock Block() {
  IdentityBlock block;
  block.identity = "a";
  return block;
}

// A change of rights, where the services that follow have heard of it and where they have not.
class OnceHeardTest : public testing::Test {
 protected:
  OnceHeardTest() {
    call_.deadline = absl::FromUnixSeconds(7);
    parts_.when_heard = [this](absl::Time deadline, std::function<void(bool heard)> go_on) {
      EXPECT_EQ(deadline, call_.deadline);
      go_on_ = std::move(go_on);
    };
  }
  void Complete(absl::StatusOr<IdentityBlock> answer) {
    AnsweringOnceHeard<IdentityBlock, v1::IdentityBlock>(
        parts_, call_, [this](absl::StatusOr<v1::IdentityBlock> reply) {
          reply_ = std::move(reply);
        })(std::move(answer));
  }

  Register parts_ = {};
  Call call_;
  std::function<void(bool heard)> go_on_;
  std::optional<absl::StatusOr<v1::IdentityBlock>> reply_;
};

TEST_F(OnceHeardTest, AnswersWhenItIsHeard) {
  Complete(Block());
  EXPECT_FALSE(reply_.has_value()) << "not before";
  go_on_(true);
  EXPECT_EQ((*reply_)->identity(), "a");
}

TEST_F(OnceHeardTest, SaysSoWhereItIsNot) {
  Complete(Block());
  go_on_(false);
  EXPECT_EQ(ReasonOf(reply_->status()), "NOT_HEARD_YET");
  EXPECT_TRUE(absl::IsUnavailable(reply_->status()));
}

TEST_F(OnceHeardTest, ARefusalAndARegistryAloneWaitForNobody) {
  Complete(RoleForOneself());
  EXPECT_EQ(ReasonOf(reply_->status()), "ROLE_FOR_ONESELF");
  parts_.when_heard = nullptr;
  Complete(Block());
  EXPECT_EQ((*reply_)->identity(), "a");
}

}  // namespace
}  // namespace mingce::registry
