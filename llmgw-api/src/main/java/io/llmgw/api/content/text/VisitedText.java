package io.llmgw.api.content.text;

import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts as a visitor leaves them: the very same instances where it changes nothing. */
public final class VisitedText {
  private VisitedText() {}

  /**
   * One text.
   *
   * @throws NullPointerException if the visitor returns null; names the path
   */
  public static String of(TextVisitor visitor, String path, TextKind kind, String text) {
    String mapped = visitor.visit(path, kind, text);
    if (mapped == null) {
      throw new NullPointerException("the visitor returned null at " + path);
    }
    return mapped.equals(text) ? text : mapped;
  }

  /** One text that may be missing. */
  public static @Nullable String ofAny(
      TextVisitor visitor, String path, TextKind kind, @Nullable String text) {
    return text == null ? null : of(visitor, path, kind, text);
  }

  /** All texts of a list, each with its place in the path. */
  public static List<String> ofAll(
      TextVisitor visitor, String path, TextKind kind, List<String> texts) {
    List<String> changed = null;
    for (int i = 0; i < texts.size(); i++) {
      String before = texts.get(i);
      String after = of(visitor, path + "[" + i + "]", kind, before);
      if (!same(before, after)) {
        changed = changed == null ? new ArrayList<>(texts) : changed;
        changed.set(i, after);
      }
    }
    return changed == null ? texts : List.copyOf(changed);
  }

  /** Whether nothing changed: unchanged things are passed on, so they are the same instance. */
  public static boolean same(@Nullable Object before, @Nullable Object after) {
    return before == after;
  }

  /** The length of all of them in UTF-16 chars. */
  public static long lengthOf(List<String> texts) {
    long length = 0;
    for (String text : texts) {
      length += text.length();
    }
    return length;
  }

  /** The length in UTF-16 chars; 0 for a text that is missing. */
  public static long lengthOf(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
