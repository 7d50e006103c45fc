// The contracts as they are compiled in, against the rules of the house and against the committed
// golden set.
//
// Golden: tests/contract/golden/mingce.textproto is the descriptor set of all contracts as
// released. A change that takes away, renumbers or retypes anything in it fails; an addition fails
// until the set is made anew with `tests/contract/update`, so that every change is seen in review.

#include <gmock/gmock.h>
#include <google/protobuf/compiler/importer.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/policy/v1/policy.pb.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::tests {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;

const char kProtoDirectory[] = MINGCE_SOURCE_DIR "/proto";
const char kGolden[] = MINGCE_SOURCE_DIR "/tests/contract/golden/mingce.textproto";

// The contracts parsed from their files, comments included.
class Sources : private google::protobuf::compiler::MultiFileErrorCollector {
 public:
  Sources() : importer_(&tree_, this) {
    tree_.MapPath("", kProtoDirectory);
    tree_.MapPath("", "/usr/include");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kProtoDirectory)) {
      if (entry.path().extension() != ".proto") continue;
      names_.insert(std::filesystem::relative(entry.path(), kProtoDirectory).string());
    }
    for (const std::string& name : names_) {
      const FileDescriptor* file = importer_.Import(name);
      EXPECT_NE(file, nullptr) << name;
      if (file != nullptr) files_.push_back(file);
    }
  }
  const std::vector<const FileDescriptor*>& files() const { return files_; }

 private:
  void AddError(const std::string& file, int line, int, const std::string& message) override {
    ADD_FAILURE() << file << ":" << line + 1 << ": " << message;
  }
  std::set<std::string> names_;
  google::protobuf::compiler::DiskSourceTree tree_;
  google::protobuf::compiler::Importer importer_;
  std::vector<const FileDescriptor*> files_;
};

FileDescriptorSet CurrentSet(const Sources& sources) {
  FileDescriptorSet set;
  for (const FileDescriptor* file : sources.files()) file->CopyTo(set.add_file());
  return set;
}

FileDescriptorSet GoldenSet() {
  std::ifstream file(kGolden);
  std::ostringstream text;
  text << file.rdbuf();
  FileDescriptorSet set;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text.str(), &set));
  return set;
}

// "path: what it is" of everything a client or a stored row depends on.
void Describe(const google::protobuf::DescriptorProto& message, const std::string& prefix,
              std::map<std::string, std::string>* facts) {
  const std::string path = absl::StrCat(prefix, ".", message.name());
  (*facts)[path] = "message";
  for (const auto& field : message.field()) {
    (*facts)[absl::StrCat(path, "#", field.number())] =
        absl::StrCat(field.name(), " ", field.type(), " ", field.label(), " ", field.type_name());
  }
  for (const auto& nested : message.nested_type()) Describe(nested, path, facts);
  for (const auto& type : message.enum_type()) {
    for (const auto& value : type.value()) {
      (*facts)[absl::StrCat(path, ".", type.name(), "=", value.number())] = value.name();
    }
  }
}

std::map<std::string, std::string> FactsOf(const FileDescriptorSet& set) {
  std::map<std::string, std::string> facts;
  for (const FileDescriptorProto& file : set.file()) {
    for (const auto& message : file.message_type()) Describe(message, file.package(), &facts);
    for (const auto& type : file.enum_type()) {
      for (const auto& value : type.value()) {
        facts[absl::StrCat(file.package(), ".", type.name(), "=", value.number())] = value.name();
      }
    }
    for (const auto& service : file.service()) {
      for (const auto& method : service.method()) {
        facts[absl::StrCat(file.package(), ".", service.name(), "/", method.name())] =
            absl::StrCat(method.input_type(), " ", method.output_type());
      }
    }
  }
  return facts;
}

TEST(DescriptorTest, NothingReleasedWasTakenAwayOrChanged) {
  const Sources sources;
  const std::map<std::string, std::string> now = FactsOf(CurrentSet(sources));
  const std::map<std::string, std::string> golden = FactsOf(GoldenSet());
  ASSERT_GT(golden.size(), 300u) << "the golden set is empty";
  for (const auto& [path, fact] : golden) {
    const auto found = now.find(path);
    ASSERT_NE(found, now.end()) << "gone: " << path << " " << fact;
    EXPECT_EQ(found->second, fact) << "changed: " << path;
  }
  EXPECT_EQ(now.size(), golden.size())
      << "something was added: run tests/contract/update and commit the golden set";
}

TEST(DescriptorTest, PlantedBreakingChangesAreSeen) {
  const Sources sources;
  const std::map<std::string, std::string> golden = FactsOf(CurrentSet(sources));
  FileDescriptorSet set = CurrentSet(sources);
  for (FileDescriptorProto& file : *set.mutable_file()) {
    if (file.name() != "mingce/members/v1/members_service.proto") continue;
    file.mutable_message_type(0)->mutable_field(0)->set_number(99);
    file.mutable_service(0)->mutable_method(0)->set_name("Renamed");
  }
  const std::map<std::string, std::string> broken = FactsOf(set);
  int gone = 0;
  for (const auto& [path, fact] : golden) gone += broken.count(path) == 0 ? 1 : 0;
  EXPECT_EQ(gone, 2);
}

TEST(DescriptorTest, EverythingIsCommented) {
  const Sources sources;
  const auto commented = [](const auto* descriptor) {
    google::protobuf::SourceLocation location;
    return descriptor->GetSourceLocation(&location) &&
           !(location.leading_comments + location.trailing_comments).empty();
  };
  std::vector<const Descriptor*> messages;
  for (const FileDescriptor* file : sources.files()) {
    for (int i = 0; i < file->message_type_count(); ++i) messages.push_back(file->message_type(i));
    for (int i = 0; i < file->service_count(); ++i) {
      EXPECT_TRUE(commented(file->service(i))) << file->service(i)->full_name();
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        const auto* method = file->service(i)->method(j);
        google::protobuf::SourceLocation location;
        ASSERT_TRUE(method->GetSourceLocation(&location)) << method->full_name();
        EXPECT_TRUE(absl::StrContains(location.leading_comments, "Errors:"))
            << method->full_name() << " has no list of errors";
      }
    }
    for (int i = 0; i < file->enum_type_count(); ++i) {
      EXPECT_TRUE(commented(file->enum_type(i))) << file->enum_type(i)->full_name();
      for (int j = 0; j < file->enum_type(i)->value_count(); ++j) {
        EXPECT_TRUE(commented(file->enum_type(i)->value(j)))
            << file->enum_type(i)->value(j)->full_name();
      }
    }
  }
  while (!messages.empty()) {
    const Descriptor* message = messages.back();
    messages.pop_back();
    if (message->options().map_entry()) continue;
    EXPECT_TRUE(commented(message)) << message->full_name();
    for (int i = 0; i < message->field_count(); ++i) {
      if (message->field(i)->containing_oneof() != nullptr) continue;  // the oneof says it
      EXPECT_TRUE(commented(message->field(i))) << message->field(i)->full_name();
    }
    for (int i = 0; i < message->nested_type_count(); ++i) {
      messages.push_back(message->nested_type(i));
    }
  }
}

// Fields reachable from `message` that are marked personal, or named like personal data.
void FindPersonal(const Descriptor* message, std::set<const Descriptor*>* seen,
                  std::vector<std::string>* found) {
  if (!seen->insert(message).second) return;
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* field = message->field(i);
    bool personal = field->options().GetExtension(policy::v1::personal);
    for (const char* word :
         {"full_name", "id_number", "mobile", "phone", "birth", "chair", "contact", "address"}) {
      personal = personal || absl::StrContains(field->name(), word);
    }
    if (personal) found->push_back(field->full_name());
    if (field->message_type() != nullptr) FindPersonal(field->message_type(), seen, found);
  }
}

TEST(DescriptorTest, NoEventCanCarryPersonalData) {
  std::set<const Descriptor*> seen;
  std::vector<std::string> found;
  for (const FileDescriptor* file :
       {members::events::v1::MembershipBegan::descriptor()->file(),
        registry::events::v1::OrganizationCreated::descriptor()->file(),
        feed::v1::Event::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      FindPersonal(file->message_type(i), &seen, &found);
    }
  }
  EXPECT_THAT(found, testing::IsEmpty());
  EXPECT_GT(seen.size(), 20u);
}

// Every repeated field that a request can hold says how many it may hold.
void ExpectLimits(const Descriptor* message) {
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* field = message->field(i);
    google::protobuf::FieldOptions options;
    ASSERT_TRUE(options.ParseFromString(field->options().SerializeAsString()));
    if (field->is_repeated()) {
      EXPECT_GT(options.GetExtension(policy::v1::max_items), 0) << field->full_name();
    }
    if (field->message_type() != nullptr) ExpectLimits(field->message_type());
  }
}

TEST(DescriptorTest, EveryMethodHasAFullPolicyAndEveryMutationARequestId) {
  const Sources sources;
  int methods = 0;
  for (const FileDescriptor* file : sources.files()) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        const auto* method = file->service(i)->method(j);
        // Parsed anew, so that the option is read by the compiled-in extension.
        google::protobuf::MethodOptions options;
        ASSERT_TRUE(options.ParseFromString(method->options().SerializeAsString()));
        const policy::v1::MethodPolicy& policy = options.GetExtension(policy::v1::policy);
        ++methods;
        EXPECT_NE(policy.permission(), 0) << method->full_name();
        EXPECT_NE(policy.audit(), 0) << method->full_name();
        EXPECT_NE(policy.queue(), 0) << method->full_name();
        EXPECT_GT(policy.max_deadline_ms(), 0) << method->full_name();
        EXPECT_NE(policy.scope(), 0) << method->full_name();
        EXPECT_GT(policy.max_request_bytes(), 0) << method->full_name();
        EXPECT_LE(policy.max_request_bytes(), 4 << 20) << "gRPC refuses it before";
        EXPECT_TRUE(policy.max_request_bytes() <= 256 << 10 ||
                    policy.queue() == policy::v1::IMPORT ||
                    policy.queue() == policy::v1::ELIGIBILITY_BATCH ||
                    absl::StartsWith(method->name(), "Publish"))
            << method->full_name();
        ExpectLimits(method->input_type());
        EXPECT_EQ(policy.scope() == policy::v1::FIELD, !policy.scope_field().empty())
            << method->full_name();
        const bool writes =
            absl::EndsWith(policy::v1::Permission_Name(policy.permission()), "_WRITE");
        EXPECT_EQ(method->input_type()->FindFieldByName("request_id") != nullptr, writes)
            << method->full_name();
        if (writes) {
          EXPECT_EQ(policy.audit(), policy::v1::EVERY_CALL) << method->full_name();
        }
      }
    }
  }
  EXPECT_GT(methods, 25);
}

}  // namespace
}  // namespace mingce::tests
