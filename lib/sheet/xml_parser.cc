#include "lib/sheet/xml_parser.h"

#include <expat.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <type_traits>

#include "absl/strings/str_cat.h"

namespace mingce::sheet {
namespace {

constexpr int kChunkBytes = 64 * 1024;

// Memory of expat. Its allocation functions get no context, so each block begins with its size and
// the account it is charged to, and the account for new blocks is that of the parser now running on
// this thread.
struct Account {
  std::uint64_t left = 0;
  bool refused = false;
};

struct alignas(std::max_align_t) BlockHeader {
  Account* account;
  std::size_t size;
};

thread_local Account* running = nullptr;

void* Allocate(std::size_t size) {
  Account* account = running;
  if (account == nullptr) return nullptr;
  const std::uint64_t whole = std::uint64_t{size} + sizeof(BlockHeader);
  if (size > SIZE_MAX / 2 || whole > account->left) {
    account->refused = true;
    return nullptr;
  }
  void* block = std::malloc(whole);
  if (block == nullptr) return nullptr;
  account->left -= whole;
  auto* header = static_cast<BlockHeader*>(block);
  header->account = account;
  header->size = size;
  return header + 1;
}

void Free(void* pointer) {
  if (pointer == nullptr) return;
  BlockHeader* header = static_cast<BlockHeader*>(pointer) - 1;
  header->account->left += header->size + sizeof(BlockHeader);
  std::free(header);
}

void* Reallocate(void* pointer, std::size_t size) {
  if (pointer == nullptr) return Allocate(size);
  void* fresh = Allocate(size);
  if (fresh == nullptr) return nullptr;
  const std::size_t old_size = (static_cast<BlockHeader*>(pointer) - 1)->size;
  std::memcpy(fresh, pointer, old_size < size ? old_size : size);
  Free(pointer);
  return fresh;
}

// Makes `account` the running one, and the one before running again afterwards.
class Running {
 public:
  explicit Running(Account* account) : before_(running) { running = account; }
  ~Running() { running = before_; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Account* before_;
};

absl::string_view LocalName(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

// One parse. expat may still call once or twice after a stop; nothing is passed on then.
struct Session {
  XML_Parser parser = nullptr;
  XmlHandler* handler = nullptr;
  const Place* place = nullptr;
  absl::Status status;

  void Take(const absl::Status& result) {
    if (result.ok()) return;
    status = result;
    XML_StopParser(parser, XML_FALSE);
  }
};

void XMLCALL StartElement(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto* session = static_cast<Session*>(data);
  if (!session->status.ok()) return;
  session->Take(session->handler->OnStart(LocalName(name), XmlAttributes(attributes)));
}

void XMLCALL EndElement(void* data, const XML_Char* name) {
  auto* session = static_cast<Session*>(data);
  if (!session->status.ok()) return;
  session->Take(session->handler->OnEnd(LocalName(name)));
}

void XMLCALL CharacterData(void* data, const XML_Char* text, int length) {
  auto* session = static_cast<Session*>(data);
  if (!session->status.ok()) return;
  session->Take(
      session->handler->OnText(absl::string_view(text, static_cast<std::size_t>(length))));
}

void XMLCALL StartDoctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto* session = static_cast<Session*>(data);
  if (!session->status.ok()) return;
  session->Take(XmlForbidden(*session->place));
}

absl::Status Feed(Session* session, const Account& account, ReadBytes read) {
  while (true) {
    void* buffer = XML_GetBuffer(session->parser, kChunkBytes);
    if (buffer == nullptr) return WorkbookBomb(*session->place, "xml_parser_bytes");
    const absl::StatusOr<std::size_t> size = read(static_cast<char*>(buffer), kChunkBytes);
    if (!size.ok()) return size.status();
    const bool last = *size == 0;
    const XML_Status result =
        XML_ParseBuffer(session->parser, static_cast<int>(*size), last ? XML_TRUE : XML_FALSE);
    if (!session->status.ok()) return session->status;
    if (result != XML_STATUS_OK) {
      if (account.refused) return WorkbookBomb(*session->place, "xml_parser_bytes");
      return DamagedWorkbook(*session->place,
                             absl::StrCat("line ", XML_GetCurrentLineNumber(session->parser), ": ",
                                          XML_ErrorString(XML_GetErrorCode(session->parser))));
    }
    if (last) return absl::OkStatus();
  }
}

}  // namespace

std::optional<absl::string_view> XmlAttributes::Find(absl::string_view local_name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (LocalName(pair[0]) == local_name) return absl::string_view(pair[1]);
  }
  return std::nullopt;
}

bool XmlAttributes::IsTrue(absl::string_view local_name) const {
  const absl::string_view value = Get(local_name);
  return value == "1" || value == "true";
}

absl::Status ParseXml(ReadBytes read, std::uint64_t max_memory, const Place& place,
                      XmlHandler& handler) {
  Account account;
  account.left = max_memory;
  const Running scope(&account);
  const XML_Memory_Handling_Suite memory = {Allocate, Reallocate, Free};
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate_MM(nullptr, &memory, nullptr), &XML_ParserFree);
  if (parser == nullptr) return WorkbookBomb(place, "xml_parser_bytes");
  Session session;
  session.parser = parser.get();
  session.handler = &handler;
  session.place = &place;
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), StartElement, EndElement);
  XML_SetCharacterDataHandler(parser.get(), CharacterData);
  XML_SetStartDoctypeDeclHandler(parser.get(), StartDoctype);
  return Feed(&session, account, read);
}

}  // namespace mingce::sheet
