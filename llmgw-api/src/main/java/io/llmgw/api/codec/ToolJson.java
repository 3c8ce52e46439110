package io.llmgw.api.codec;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import org.jspecify.annotations.Nullable;

/** Tools, which of them to ask for, and the form of the answer. */
final class ToolJson {
  private ToolJson() {}

  static FieldWriter write(ToolSpec tool) {
    return new FieldWriter()
        .put("name", tool.name())
        .put("description", tool.description())
        .json("parameters", tool.parameters())
        .flag("strict", tool.strict())
        .word("cacheMark", tool.cacheMark());
  }

  static ToolSpec read(FieldReader in) {
    String name = in.string("name");
    String description = in.stringOr("description");
    Json parameters = in.json("parameters");
    boolean strict = in.flag("strict");
    CacheMark mark = in.wordOr("cacheMark", CacheMark.class);
    return in.into(() -> new ToolSpec(name, description, parameters, strict, mark));
  }

  static @Nullable FieldWriter writeChoice(@Nullable ToolChoice choice) {
    if (choice == null) {
      return null;
    }
    return choice instanceof ToolChoice.Named named
        ? new FieldWriter().put("name", named.name())
        : new FieldWriter().word("mode", (ToolChoice.Mode) choice);
  }

  static ToolChoice readChoice(FieldReader in) {
    if (in.has("name")) {
      String name = in.string("name");
      return in.into(() -> ToolChoice.named(name));
    }
    ToolChoice mode = in.word("mode", ToolChoice.Mode.class);
    return in.into(() -> mode);
  }

  static @Nullable FieldWriter writeFormat(@Nullable ResponseFormat format) {
    if (format == null) {
      return null;
    }
    return format instanceof ResponseFormat.Schema schema
        ? new FieldWriter()
            .put("name", schema.name())
            .json("schema", schema.schema())
            .flag("strict", schema.strict())
        : new FieldWriter().word("mode", (ResponseFormat.Mode) format);
  }

  static ResponseFormat readFormat(FieldReader in) {
    if (in.has("schema")) {
      String name = in.string("name");
      Json schema = in.json("schema");
      boolean strict = in.flag("strict");
      return in.into(() -> ResponseFormat.schema(name, schema, strict));
    }
    ResponseFormat mode = in.word("mode", ResponseFormat.Mode.class);
    return in.into(() -> mode);
  }
}
