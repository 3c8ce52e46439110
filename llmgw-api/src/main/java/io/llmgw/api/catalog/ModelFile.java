package io.llmgw.api.catalog;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.route.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files of models: all of a file, or nothing with a reason. */
final class ModelFile {
  private static final int MOST_BYTES = 64 << 20;

  private ModelFile() {}

  /** The models of a file, whose form its name tells. */
  static List<ModelFacts> read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      if (name.endsWith(".jsonl")) {
        return read(in, name);
      }
      if (name.endsWith(".json")) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        LocalDate day = LocalDate.ofInstant(written, ZoneOffset.UTC);
        return LiteLlmFile.read(text(in, name), name, TableSource.of(name, day));
      }
    }
    throw new IllegalArgumentException(
        name + ": a file of models is named .jsonl (lines of our own form) or .json (LiteLLM's)");
  }

  /** The models of lines in our own form, in their order. */
  static List<ModelFacts> read(InputStream lines, String name) throws IOException {
    List<ModelFacts> models = new ArrayList<>();
    Set<ModelRef> seen = new HashSet<>();
    int number = 0;
    for (String line : text(lines, name).split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      TableFields row = new TableFields(value(line, name, number), name + ", line " + number);
      ModelFacts facts = ModelLine.read(row);
      if (!seen.add(facts.ref())) {
        throw row.refused("model", "is listed twice: " + facts.ref());
      }
      models.add(facts);
    }
    return models;
  }

  private static String text(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(name + " is larger than 64 MB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not UTF-8", e);
    }
  }

  private static @Nullable Object value(String line, String name, int number) {
    try {
      return Json.ofText(line).value();
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          name + ", line " + number + ", column " + (e.position() + 1) + ": " + e.reason(), e);
    }
  }
}
