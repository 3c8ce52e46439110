package io.llmgw.cache.veto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads the tables of words that lie beside this class: lines, with comments after a hash. */
final class WordFile {
  private WordFile() {}

  /** The lines that say something. */
  static List<String> lines(String name) {
    InputStream in =
        Objects.requireNonNull(
            WordFile.class.getResourceAsStream(name), () -> name + " is missing in the jar");
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** All words of a table, on both sides of a bar. */
  static Set<String> words(String name) {
    Set<String> words = new HashSet<>();
    lines(name).forEach(line -> sides(line).forEach(words::addAll));
    return words;
  }

  /** Those before a bar. */
  static Set<String> wordsBeforeBars(String name) {
    Set<String> words = new HashSet<>();
    lines(name).forEach(line -> words.addAll(sides(line).get(0)));
    return words;
  }

  /** Those behind a bar. */
  static Set<String> wordsBehindBars(String name) {
    Set<String> words = new HashSet<>();
    lines(name).forEach(line -> words.addAll(sides(line).get(1)));
    return words;
  }

  /** A phrase as it is spoken: a file has dashes between its words. */
  static String phrase(String name) {
    return name.replace('-', ' ');
  }

  /** The words of a piece of a line. */
  static List<String> split(String piece) {
    return piece.isBlank() ? List.of() : List.of(piece.strip().split(" +", -1));
  }

  /** What stands before the bar of a line, and what after; empty where there is none. */
  static List<List<String>> sides(String line) {
    int bar = line.indexOf('|');
    return bar < 0
        ? List.of(split(line), List.of())
        : List.of(split(line.substring(0, bar)), split(line.substring(bar + 1)));
  }
}
