package io.llmgw.core.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.TextPattern;
import java.util.List;

/** A regular expression of the host. Immutable and thread-safe. */
final class HostPattern {
  /** What findings call the rule. */
  static final String RULE = "PATTERN";

  /** The group that is the find, where an expression has one of this name. */
  private static final String VALUE = "value";

  /** Repeats of repeats make programs that take their memory for each text. */
  private static final int LONGEST_PROGRAM = 20_000;

  private final TextPattern asked;
  private final Pattern pattern;
  private final boolean hasValue;
  private final String name;

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException if it cannot be used; names the type
   */
  HostPattern(TextPattern asked) {
    this.asked = asked;
    this.pattern = compiled(asked);
    this.name = "the pattern of " + asked.type();
    this.hasValue = pattern.namedGroups().containsKey(VALUE);
  }

  private static Pattern compiled(TextPattern asked) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(asked.regex());
    } catch (PatternSyntaxException e) {
      throw refused(asked, "RE2 cannot read it: " + e.getDescription());
    }
    if (pattern.programSize() > LONGEST_PROGRAM) {
      throw refused(asked, "it repeats too much");
    }
    if (pattern.matcher("").find()) {
      throw refused(asked, "it matches an empty text");
    }
    return pattern;
  }

  private static IllegalArgumentException refused(TextPattern asked, String problem) {
    return new IllegalArgumentException(
        "redaction: the pattern of " + asked.type() + " cannot be used: " + problem);
  }

  /**
   * Adds what it matches.
   *
   * @param pause is run before each match is looked for: one may read the text to its end, and find
   *     little
   */
  void look(FoldedText text, List<Finding> found, Pause pause) {
    Matcher matcher = pattern.matcher(text.chars());
    while (finds(matcher, pause)) {
      boolean isPart = hasValue && matcher.start(VALUE) >= 0;
      int start = isPart ? matcher.start(VALUE) : matcher.start();
      int end = isPart ? matcher.end(VALUE) : matcher.end();
      if (start < end && text.isOfOriginal(end)) {
        found.add(
            new Finding(
                asked.type(),
                text.originStart(start, end),
                text.originEnd(start, end),
                asked.confidence(),
                RULE));
      }
    }
  }

  private boolean finds(Matcher matcher, Pause pause) {
    pause.before(name);
    return matcher.find();
  }
}
