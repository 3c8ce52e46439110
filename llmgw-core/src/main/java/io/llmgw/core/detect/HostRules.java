package io.llmgw.core.detect;

import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.TextPattern;
import io.llmgw.api.redact.WordList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Regular expressions and words of the host. They read the same folded text as the built-in rules,
 * and what that says when it is read otherwise. Immutable and thread-safe.
 */
public final class HostRules {
  /** None at all. */
  static final HostRules NONE = new HostRules(List.of(), List.of());

  private final List<HostPattern> patterns;
  private final List<WordList> words;
  private final Dictionary dictionary;

  /**
   * Makes rules from settings.
   *
   * @throws IllegalArgumentException if a regular expression cannot be used; names its type
   */
  public HostRules(List<TextPattern> patterns, List<WordList> words) {
    this.patterns = patterns.stream().map(HostPattern::new).toList();
    this.words = List.copyOf(words);
    this.dictionary = new Dictionary(words);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return patterns.isEmpty() && words.isEmpty();
  }

  /**
   * What there is in this text, in its places, in no order. Empty for nothing.
   *
   * @param folded is filled with the text; used over and over
   * @param pause is run between one look and the next, and may end them by what it throws
   */
  public List<Finding> find(String text, FoldedText folded, Pause pause) {
    folded.read(text);
    return find(folded, pause);
  }

  /**
   * What there is in the text that is held, each find once, in places of the original: in each way
   * in which emphasis in it may be read.
   */
  List<Finding> find(FoldedText folded, Pause pause) {
    List<Finding> found = new ArrayList<>(0);
    look(folded, found, pause);
    boolean isReadAgain = false;
    while (folded.readNext()) {
      isReadAgain = true;
      look(folded, found, pause);
    }
    return isReadAgain ? new ArrayList<>(new LinkedHashSet<>(found)) : found;
  }

  private void look(FoldedText folded, List<Finding> found, Pause pause) {
    for (HostPattern pattern : patterns) {
      pattern.look(folded, found, pause);
    }
    if (!words.isEmpty()) {
      pause.before("the words of the host");
      dictionary.look(folded, found);
    }
  }
}
