package io.llmgw.api.request.rule;

import io.llmgw.api.content.RequestContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for the values of every request, with one sentence for each breach. */
public final class RequestRules {
  private static final int LONGEST_NAME = 64;

  private RequestRules() {}

  /** The name of a model, which is not blank; null for none. */
  public static @Nullable String model(@Nullable String model) {
    if (model != null && model.isBlank()) {
      throw new IllegalArgumentException("the model must not be blank");
    }
    return model;
  }

  /** The content, which is of this operation. */
  public static <C extends RequestContent> C content(Class<C> wanted, RequestContent given) {
    if (wanted.isInstance(given)) {
      return wanted.cast(given);
    }
    throw new IllegalArgumentException(
        "this request needs "
            + wanted.getSimpleName()
            + ", not "
            + given.getClass().getSimpleName());
  }

  /** A text that is not empty; null for none. */
  public static @Nullable String text(String what, @Nullable String text) {
    if (text != null && text.isEmpty()) {
      throw new IllegalArgumentException("the " + what + " must not be empty");
    }
    return text;
  }

  /**
   * A name that a provider has for something, such as a voice: letters, digits and {@code . _ - /
   * :} alone, so that nothing else can leave the process in its place; null for none.
   */
  public static @Nullable String name(String what, @Nullable String name) {
    if (name == null) {
      return null;
    }
    boolean isName = !name.isEmpty() && name.length() <= LONGEST_NAME;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      isName &= isLetter || (c >= '0' && c <= '9') || "._-/:".indexOf(c) >= 0;
    }
    if (!isName) {
      throw new IllegalArgumentException(
          ("the " + what + " must be 1 to " + LONGEST_NAME)
              + " letters, digits and the characters ._-/:");
    }
    return name;
  }

  /** A text that is there and not empty. */
  public static String present(String what, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("the " + what + " must not be empty");
    }
    return text;
  }

  /** A copy of a list of at least one text, none of them empty. */
  public static List<String> texts(String what, List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one " + what);
    }
    texts.forEach(text -> present(what, text));
    return List.copyOf(texts);
  }

  /** A number that is at least 1; null for none. */
  public static @Nullable Integer atLeastOne(String what, @Nullable Integer number) {
    if (number != null && number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + number);
    }
    return number;
  }

  /** A number within a range; null for none. */
  public static @Nullable Double within(
      String what, @Nullable Double number, double least, double most) {
    // Not a number is in no range.
    if (number != null && !(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", not " + number);
    }
    return number;
  }

  /** That a value which may be set once is not set yet. */
  public static void once(String what, @Nullable Object before) {
    if (before != null) {
      throw new IllegalStateException(what + " is set already");
    }
  }
}
