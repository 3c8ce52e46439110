package io.llmgw.api.catalog;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.route.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static List<ModelFacts> read(InputStream in, String name) throws IOException {
    List<ModelFacts> models = new ArrayList<>();
    Set<ModelRef> seen = new HashSet<>();
    String[] lines = lines(in, name);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      ModelFacts facts = readLine(lines[i], name, i + 1);
      if (!seen.add(facts.ref())) {
        throw new IllegalArgumentException(
            name + ", line " + (i + 1) + ": " + facts.ref() + " is listed twice");
      }
      models.add(facts);
    }
    return models;
  }

  /** The lines of a file in our own form; blank ones say nothing. */
  static String[] lines(InputStream in, String name) throws IOException {
    return text(in, name).split("\n", -1);
  }

  /** The model of one line, whose number is counted from 1. */
  static ModelFacts readLine(String line, String name, int number) {
    return ModelLine.read(new TableFields(value(line, name, number), name + ", line " + number));
  }

  private static String text(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(name + " is larger than 64 MB");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // What is malformed was replaced, and no longer comes out as it went in.
    if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException(name + " is not UTF-8");
    }
    return text;
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
