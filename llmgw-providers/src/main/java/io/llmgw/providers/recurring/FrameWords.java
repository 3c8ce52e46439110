package io.llmgw.providers.recurring;

import io.llmgw.providers.json.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The words that a frame has in one of its fields. Knows whether they are one string of the frame,
 * and which: only then may another frame put its own in their place. Not thread-safe.
 */
public final class FrameWords {
  private static final int NOWHERE = -1;

  private @Nullable String text;
  private int place = NOWHERE;

  /** The first of the fields that has something to say; null when none of them has. */
  public static @Nullable FrameWords first(List<FrameWords> fields) {
    for (FrameWords field : fields) {
      if (!field.isEmpty()) {
        return field;
      }
    }
    return null;
  }

  /** There are none. */
  public void clear() {
    set(null);
  }

  /** Takes words that are no string of the frame. */
  public void set(@Nullable String words) {
    text = words;
    place = NOWHERE;
  }

  /** Adds the string at the parser; everything else is skipped and adds nothing. */
  public void add(JsonParser json) {
    String read = WireJson.string(json);
    if (read == null) {
      return;
    }
    if (text == null) {
      text = read;
      place = WireJson.place(json);
    } else {
      set(text.concat(read));
    }
  }

  /** The words; null where the field is absent or has something else. */
  public @Nullable String text() {
    return text;
  }

  /** Whether there is nothing to say. */
  public boolean isEmpty() {
    return text == null || text.isEmpty();
  }

  /**
   * Where the one string begins that all of them are, counted from the start of the frame; negative
   * when they are not one string.
   */
  int place() {
    return place;
  }

  /** Takes what another frame has in the same place. */
  void replace(String words) {
    text = words;
  }
}
