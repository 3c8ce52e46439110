package io.llmgw.core.redact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that were masked in a request, to be found where they come again without the words that
 * gave them away: in the restored answer that a conversation goes on with, or in what a tool made
 * of its arguments. Not thread-safe.
 */
final class KnownValues {
  /** Shorter ones are found where their words stand, and mean something else elsewhere. */
  private static final int SHORTEST = 4;

  /** So do those that are shorter than this, unless they are mixed as few words and numbers are. */
  private static final int SHORTEST_UNMIXED = 6;

  private static final String RULE = "known";

  private final Map<String, EntityType> types = new HashMap<>();
  private final BitSet firstChars = new BitSet();

  /** Those that begin with these chars, as many as the shortest has. */
  private final Map<String, Alike> alike = new HashMap<>();

  /** How long they are, and how they end: most that is none of them is told by its last char. */
  private record Alike(BitSet lengths, BitSet lastChars) {
    Alike() {
      this(new BitSet(), new BitSet());
    }

    void add(String value) {
      lengths.set(value.length());
      lastChars.set(value.charAt(value.length() - 1));
    }
  }

  /** Whether none is to be found. */
  boolean isEmpty() {
    return types.isEmpty();
  }

  /** Takes a value in that was masked; says whether it is one to be found, and new. */
  boolean add(EntityType type, String value) {
    boolean isShort =
        value.length() < SHORTEST || (value.length() < SHORTEST_UNMIXED && !isMixed(value));
    boolean isNew = !isShort && types.putIfAbsent(value, type) == null;
    if (isNew) {
      firstChars.set(value.charAt(0));
      alike.computeIfAbsent(value.substring(0, SHORTEST), beginning -> new Alike()).add(value);
    }
    return isNew;
  }

  /** Whether there are letters and digits in it, or it is the name of an account. */
  private static boolean isMixed(String value) {
    boolean hasLetter = value.charAt(0) == '@';
    boolean hasDigit = hasLetter;
    for (int i = 0; i < value.length(); i++) {
      hasLetter |= Character.isLetter(value.charAt(i));
      hasDigit |= Character.isDigit(value.charAt(i));
    }
    return hasLetter && hasDigit;
  }

  /** Adds where in a text they stand as words of their own. */
  void find(String text, List<Finding> found) {
    for (int at = 0; at <= text.length() - SHORTEST; at++) {
      Finding longest =
          firstChars.get(text.charAt(at)) && isEdge(text, at) ? longest(text, at) : null;
      if (longest != null) {
        found.add(longest);
        at = longest.end() - 1;
      }
    }
  }

  /** The longest one that begins here; null if none does. */
  private @Nullable Finding longest(String text, int at) {
    Alike here = alike.get(text.substring(at, at + SHORTEST));
    if (here == null) {
      return null;
    }
    int length = here.lengths.length();
    while ((length = here.lengths.previousSetBit(length - 1)) > 0) {
      int end = at + length;
      if (end <= text.length() && here.lastChars.get(text.charAt(end - 1)) && isEdge(text, end)) {
        EntityType type = types.get(text.substring(at, end));
        if (type != null) {
          return new Finding(type, at, end, Confidence.HIGH, RULE);
        }
      }
    }
    return null;
  }

  /** Whether no word goes on across this place. */
  private static boolean isEdge(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || !Character.isLetterOrDigit(text.charAt(at));
  }
}
