#include "tests/integration/raw_http2.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"

namespace mingce::tests {
namespace {

// Types of frames and flags (RFC 9113).
constexpr int kData = 0;
constexpr int kHeaders = 1;
constexpr int kReset = 3;
constexpr int kSettings = 4;
constexpr int kPing = 6;
constexpr int kAck = 1;
constexpr int kEndStream = 1;
constexpr int kEndHeaders = 4;
constexpr int kFrameHead = 9;
constexpr int kInitialWindowSize = 4;  // a setting
constexpr int kPatienceMs = 5'000;

std::string Number(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i));
  return text;
}

std::string Frame(int type, int flags, std::uint32_t stream, const std::string& content) {
  return absl::StrCat(Number(static_cast<std::uint32_t>(content.size()), 3),
                      Number(static_cast<std::uint32_t>(type), 1),
                      Number(static_cast<std::uint32_t>(flags), 1), Number(stream, 4), content);
}

// A header field as HPACK writes it without remembering it; below 127 bytes each.
std::string Sized(const std::string& text) {
  return absl::StrCat(std::string(1, static_cast<char>(text.size())), text);
}

std::string CallHeaders(const std::string& path, const std::string& timeout) {
  return absl::StrCat("\x83\x87",                                            // POST, https
                      "\x04", Sized(path), "\x01", Sized("localhost"),       // path, authority
                      "\x0f\x10", Sized("application/grpc"),                 // content-type
                      std::string(1, '\0'), Sized("te"), Sized("trailers"),  //
                      std::string(1, '\0'), Sized("grpc-timeout"), Sized(timeout));
}

// The same so that the server remembers the fields, and then as few bytes as name them again (RFC
// 7541: what came last has number 62).
std::string RememberedCallHeaders(const std::string& path) {
  return absl::StrCat("\x83\x87",                                       // POST, https
                      "\x44", Sized(path), "\x41", Sized("localhost"),  // path, authority
                      "\x5f", Sized("application/grpc"),                // content-type
                      "\x40", Sized("te"), Sized("trailers"),           //
                      "\x40", Sized("grpc-timeout"), Sized("20S"));
}
constexpr char kCallHeadersAgain[] = "\x83\x87\xc2\xc1\xc0\xbf\xbe";

}  // namespace

struct RawHttp2::Tls {
  ~Tls() {
    SSL_free(ssl);
    SSL_CTX_free(context);
    if (socket >= 0) close(socket);
  }
  // After a call that gave `result`: whether it is worth calling again, once the socket is ready.
  bool Wait(int result) const {
    const int why = SSL_get_error(ssl, result);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return false;
    pollfd ready = {.fd = socket,
                    .events = static_cast<short>(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT),
                    .revents = 0};
    return poll(&ready, 1, kPatienceMs) == 1;
  }

  int socket = -1;
  SSL_CTX* context = nullptr;
  SSL* ssl = nullptr;
};

RawHttp2::RawHttp2(std::unique_ptr<Tls> tls) : tls_(std::move(tls)) {}
RawHttp2::~RawHttp2() = default;

std::unique_ptr<RawHttp2> RawHttp2::Connect(int port, const rpc::TlsFiles& certificate,
                                            Window window) {
  signal(SIGPIPE, SIG_IGN);  // to be thrown out is an error of the write
  auto tls = std::make_unique<Tls>();
  tls->socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(tls->socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) return {};
  fcntl(tls->socket, F_SETFL, O_NONBLOCK);
  tls->context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_mode(tls->context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  const unsigned char http2[] = {2, 'h', '2'};
  SSL_CTX_set_alpn_protos(tls->context, http2, sizeof(http2));
  if (SSL_CTX_use_certificate_chain_file(tls->context, certificate.certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls->context, certificate.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return nullptr;
  }
  tls->ssl = SSL_new(tls->context);
  SSL_set_fd(tls->ssl, tls->socket);
  for (int result = SSL_connect(tls->ssl); result != 1; result = SSL_connect(tls->ssl)) {
    if (!tls->Wait(result)) return nullptr;
  }
  const std::string settings =
      window == Window::kNone ? Number(kInitialWindowSize, 2) + Number(0, 4) : "";
  std::unique_ptr<RawHttp2> connection(new RawHttp2(std::move(tls)));
  const bool said = connection->Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" +  //
                                      Frame(kSettings, 0, 0, settings));
  return said ? std::move(connection) : nullptr;
}

bool RawHttp2::BeginAndReset(const std::string& path, int times) {
  incoming_.clear();
  std::string bytes;
  for (int i = 0; i < times; ++i, stream_ += 2) {
    const bool remembered = remembered_path_ == path;
    bytes += Frame(kHeaders, kEndHeaders, stream_,
                   remembered ? kCallHeadersAgain : RememberedCallHeaders(path));
    remembered_path_ = path;
    bytes += Frame(kReset, 0, stream_, Number(/*CANCEL*/ 8, 4));
  }
  return Write(bytes);
}

bool RawHttp2::Begin(const std::string& path, const std::string& message, int times,
                     const std::string& timeout) {
  const std::string headers = CallHeaders(path, timeout);
  const std::string body =
      absl::StrCat(Number(0, 1), Number(static_cast<std::uint32_t>(message.size()), 4), message);
  std::string bytes;
  for (int i = 0; i < times; ++i, stream_ += 2) {
    bytes += Frame(kHeaders, kEndHeaders, stream_, headers);
    bytes += Frame(kData, kEndStream, stream_, body);
  }
  return Write(bytes);
}

bool RawHttp2::AnswerPings() {
  if (!ReadSome()) return false;
  std::string answers;
  while (incoming_.size() >= kFrameHead) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 3; ++i) size = size << 8 | static_cast<unsigned char>(incoming_[i]);
    size += kFrameHead;
    if (incoming_.size() < size) break;
    if (incoming_[3] == kPing && incoming_[4] != kAck) {
      answers += Frame(kPing, kAck, 0, incoming_.substr(kFrameHead, size - kFrameHead));
    }
    incoming_.erase(0, size);
  }
  return answers.empty() || Write(answers);
}

bool RawHttp2::ReadSome() {
  char some[16 * 1024];
  for (;;) {
    const int got = SSL_read(tls_->ssl, some, sizeof(some));
    if (got <= 0) return SSL_get_error(tls_->ssl, got) == SSL_ERROR_WANT_READ;
    incoming_.append(some, static_cast<std::size_t>(got));
  }
}

bool RawHttp2::Write(const std::string& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    if (!ReadSome()) return false;
    const int some =
        SSL_write(tls_->ssl, bytes.data() + written, static_cast<int>(bytes.size() - written));
    if (some > 0) {
      written += static_cast<std::size_t>(some);
    } else if (!tls_->Wait(some)) {
      return false;
    }
  }
  return true;
}

}  // namespace mingce::tests
