#include "lib/rpc/server.h"

#include <gmock/gmock.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/clock.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"

namespace mingce::rpc {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr char kEcho[] = "mingce.test.v1.EchoService";
constexpr char kSay[] = "/mingce.test.v1.EchoService/Say";
constexpr char kHealth[] = "grpc.health.v1.Health";
constexpr char kReflection[] = "grpc.reflection.v1alpha.ServerReflection";

// One method that answers with what it is asked, and no proto behind it.
class EchoService final : public grpc::Service {
 public:
  EchoService() {
    AddMethod(
        new grpc::internal::RpcServiceMethod(kSay, grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
    MarkMethodRawCallback(
        0, new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
               [this](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                      grpc::ByteBuffer* response) -> grpc::ServerUnaryReactor* {
                 ++calls_;
                 *response = *request;
                 grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
                 reactor->Finish(grpc::Status::OK);
                 return reactor;
               }));
  }

  int calls() const { return calls_; }

 private:
  std::atomic<int> calls_ = 0;
};

// Lets in whom a test lets in, and refuses what it refuses.
class DoorForTest final : public Door {
 public:
  bool LetsIn(absl::string_view identity) override {
    came.store(identity == "spiffe://mingce/service/s");
    return open;
  }
  absl::Status CheckCall(absl::string_view identity, absl::string_view path) override {
    ++asked;
    EXPECT_EQ(identity, "spiffe://mingce/service/s");
    EXPECT_EQ(path, kSay);
    return refusal;
  }
  void Close() override { closed = true; }

  std::atomic<bool> came = false;
  std::atomic<bool> open = true;
  std::atomic<int> asked = 0;
  std::atomic<bool> closed = false;
  absl::Status refusal;
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The length-delimited field `number` whose content is `value`.
std::string Field(int number, absl::string_view value) {
  return absl::StrCat(std::string(1, static_cast<char>(number << 3 | 2)),
                      std::string(1, static_cast<char>(value.size())), value);
}

std::unique_ptr<google::protobuf::UnknownFieldSet> Parse(const std::string& bytes) {
  auto fields = std::make_unique<google::protobuf::UnknownFieldSet>();
  EXPECT_TRUE(fields->ParseFromString(bytes));
  return fields;
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() : dir_(absl::StrCat(testing::TempDir(), "/server-", NewOpaqueId())) {
    const absl::Time now = Clock::System().Now();
    EXPECT_TRUE(pki::CreateAuthority(dir_, now).ok());
    EXPECT_TRUE(pki::IssueCertificate(dir_, {pki::SubjectKind::kService, "s", {"127.0.0.1"}, 1},
                                      dir_ + "/s", now)
                    .ok());
    options_ = {.listen = "127.0.0.1:0",
                .tls = {dir_ + "/ca.crt.pem", dir_ + "/s.crt.pem", dir_ + "/s.key.pem"}};
  }
  ~ServerTest() override { std::filesystem::remove_all(dir_); }

  void Start() {
    auto started = Server::Start(options_, {&echo_});
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    channel_ = *MakeChannel("s", absl::StrCat("127.0.0.1:", server_->port()), options_.tls);
  }

  // Works for a stream of one message each way too: on the wire it is the same.
  grpc::Status Call(const std::string& path, const std::string& request,
                    std::string* response = nullptr,
                    grpc_compression_algorithm packed = GRPC_COMPRESS_NONE) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    context.set_compression_algorithm(packed);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    const grpc::Slice sent(request);
    const grpc::ByteBuffer question(&sent, 1);
    grpc::ByteBuffer answer;
    std::promise<grpc::Status> done;
    stub.UnaryCall(&context, path, {}, &question, &answer,
                   [&done](const grpc::Status& status) { done.set_value(status); });
    grpc::Status status = done.get_future().get();
    grpc::Slice received;
    if (response != nullptr && status.ok() && answer.DumpToSingleSlice(&received).ok()) {
      response->assign(reinterpret_cast<const char*>(received.begin()), received.size());
    }
    return status;
  }

  // 1 SERVING, 2 NOT_SERVING, 0 where there is no answer.
  int HealthOf(const std::string& service) {
    std::string answer;
    const std::string question = service.empty() ? "" : Field(1, service);
    const grpc::Status status = Call("/grpc.health.v1.Health/Check", question, &answer);
    if (!status.ok()) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND) << status.error_message();
      return 0;
    }
    const auto fields = Parse(answer);
    return fields->field_count() == 1 ? static_cast<int>(fields->field(0).varint()) : 0;
  }

  // What reflection lists.
  grpc::Status Reflect(std::vector<std::string>* names) {
    std::string answer;
    const grpc::Status status =
        Call(absl::StrCat("/", kReflection, "/ServerReflectionInfo"), Field(7, "*"), &answer);
    if (!status.ok()) return status;
    const auto fields = Parse(answer);
    for (int i = 0; i < fields->field_count(); ++i) {
      if (fields->field(i).number() != 6) continue;  // list_services_response
      const auto services = Parse(fields->field(i).length_delimited());
      for (int j = 0; j < services->field_count(); ++j) {
        names->push_back(Parse(services->field(j).length_delimited())->field(0).length_delimited());
      }
    }
    return status;
  }

  // An idle connection that pings as often as gRPC's client can: at once, then once a second.
  std::shared_ptr<grpc::Channel> Pinging(const Server& server) const {
    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = ReadFile(options_.tls.ca);
    tls.pem_private_key = ReadFile(options_.tls.key);
    tls.pem_cert_chain = ReadFile(options_.tls.certificate);
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 50);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    auto channel = grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", server.port()),
                                             grpc::SslCredentials(tls), arguments);
    EXPECT_TRUE(channel->WaitForConnected(std::chrono::system_clock::now() + 10s));
    return channel;
  }

  const std::string dir_;
  EchoService echo_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(ServerTest, ServesWhatItIsGivenAndHealthAndNothingElse) {
  Start();
  EXPECT_THAT(server_->services(), testing::UnorderedElementsAre(kEcho, kHealth));
  std::vector<std::string> names;
  EXPECT_EQ(Reflect(&names).error_code(), grpc::StatusCode::UNIMPLEMENTED);
  std::string answer;
  EXPECT_TRUE(Call(kSay, "hello", &answer).ok());
  EXPECT_EQ(answer, "hello");
}

TEST_F(ServerTest, ReflectionAnswersWhenAskedFor) {
  options_.reflection = true;
  Start();
  EXPECT_THAT(server_->services(), testing::UnorderedElementsAre(kEcho, kHealth, kReflection));
  std::vector<std::string> names;
  ASSERT_TRUE(Reflect(&names).ok());
  EXPECT_THAT(names, testing::IsSupersetOf({kEcho, kReflection}));
}

TEST_F(ServerTest, HealthAnswersForEveryServiceByItsName) {
  Start();
  for (const int serving : {2, 1, 2}) {
    server_->SetServing(serving == 1);
    for (const std::string& service : {std::string(), std::string(kEcho), std::string(kHealth)}) {
      EXPECT_EQ(HealthOf(service), serving) << service;
    }
  }
  EXPECT_EQ(HealthOf("mingce.test.v1.OtherService"), 0);
}

TEST_F(ServerTest, WhoIsNotLetInOnlySeesItsConnectionEnd) {
  const auto door = std::make_shared<DoorForTest>();
  options_.door = door;
  door->open = false;
  Start();
  const grpc::Status refused = Call(kSay, "hello");
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::UNAVAILABLE) << refused.error_message();
  EXPECT_TRUE(door->came);
  EXPECT_EQ(door->asked, 0);
  EXPECT_EQ(echo_.calls(), 0);
  door->open = true;  // acts on the next connection
  channel_ = *MakeChannel("s", absl::StrCat("127.0.0.1:", server_->port()), options_.tls);
  EXPECT_TRUE(Call(kSay, "hello").ok());
  door->open = false;  // and this one stands
  EXPECT_TRUE(Call(kSay, "hello").ok());
  EXPECT_EQ(echo_.calls(), 2);
  EXPECT_FALSE(door->closed);
  server_->Shutdown(absl::ZeroDuration());
  EXPECT_TRUE(door->closed);
}

// Any service's key would else do to be any other, and any host's to be any host's.
TEST_F(ServerTest, AChannelIsToOneServiceAtOneHost) {
  Start();
  for (const char* to : {"t@127.0.0.1", "@127.0.0.1", "ss@127.0.0.1", "s@[::ffff:127.0.0.1]"}) {
    const std::vector<std::string> at = absl::StrSplit(to, '@');
    channel_ = *MakeChannel(at[0], absl::StrCat(at[1], ":", server_->port()), options_.tls);
    EXPECT_THAT(Call(kSay, "hello").error_message(),
                testing::HasSubstr(at[0] == "s" ? "call host does not match" : kAnotherService));
  }
  EXPECT_EQ(echo_.calls(), 0);
}

// The message is never sent in full: a refused caller is given no room for it.
TEST_F(ServerTest, ACallIsRefusedBeforeItsMessageIsThere) {
  const auto door = std::make_shared<DoorForTest>();
  options_.door = door;
  door->refusal = absl::PermissionDeniedError("not that");
  Start();
  const grpc::Status refused = Call(kSay, std::string(5 << 20, 'x'));
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::PERMISSION_DENIED)
      << "read, it would be larger than a message may be";
  EXPECT_EQ(refused.error_message(), "not that");
  EXPECT_EQ(door->asked, 1);
  EXPECT_EQ(echo_.calls(), 0);
}

// 64 MiB, which are 64 KiB on the wire.
TEST_F(ServerTest, APackedMessageIsRefusedAndNotUnpacked) {
  Start();
  for (const auto packed : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    EXPECT_EQ(Call(kSay, std::string(64 << 20, 'x'), nullptr, packed).error_code(),
              grpc::StatusCode::UNIMPLEMENTED);
  }
  EXPECT_EQ(echo_.calls(), 0);
}

TEST_F(ServerTest, AnIdleClientMayPingAsOftenAsTheIntervalSaysAndNoMore) {
  options_.shortest_ping_interval = absl::Milliseconds(500);
  Start();
  options_.shortest_ping_interval = absl::Seconds(20);
  auto strict = Server::Start(options_, {&echo_});
  ASSERT_TRUE(strict.ok()) << strict.status();
  const auto within = Pinging(*server_);
  const auto beyond = Pinging(**strict);
  // Two pings too many are forgiven; the fourth comes after 3 s.
  EXPECT_TRUE(
      beyond->WaitForStateChange(GRPC_CHANNEL_READY, std::chrono::system_clock::now() + 10s));
  EXPECT_FALSE(
      within->WaitForStateChange(GRPC_CHANNEL_READY, std::chrono::system_clock::now() + 300ms));
}

}  // namespace
}  // namespace mingce::rpc
