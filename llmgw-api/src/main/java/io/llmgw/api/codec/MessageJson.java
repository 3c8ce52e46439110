package io.llmgw.api.codec;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import java.util.List;

/** A message. */
final class MessageJson {
  private MessageJson() {}

  static FieldWriter write(Message message) {
    return new FieldWriter()
        .word("role", message.role())
        .put("name", message.name())
        .word("cacheMark", message.cacheMark())
        .list("parts", message.parts(), PartJson::write);
  }

  static Message read(FieldReader in) {
    Role role = in.word("role", Role.class);
    String name = in.stringOr("name");
    CacheMark mark = in.wordOr("cacheMark", CacheMark.class);
    List<Part> parts = in.list("parts", PartJson::read);
    return in.into(() -> new Message(role, parts, name, mark));
  }
}
