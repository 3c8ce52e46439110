package io.llmgw.core.detect;

import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.fold.Reading;
import java.util.Arrays;
import java.util.List;

/**
 * Looks through the texts of one call, one after the other, with the rules of a {@link Scanner}.
 * Takes time linear in a text. It allocates nothing for one of chars that are read as they are, in
 * which nothing looks like a find. A text with a char that is left out or read as another is
 * copied, and so is each part that rules look closer at, such as the word behind "password". Not
 * thread-safe.
 */
public final class Scan {
  /** The longest group of letters before the first digit of an identifier: "JONES 657054". */
  private static final int LONGEST_PREFIX = 5;

  /** The longest gap between the two: the end of a line with an indent. */
  private static final int LONGEST_GAP = 8;

  private final Scanner scanner;
  private final FoldedText text = new FoldedText();
  private final Findings found;
  private final NumberRule[] numbers;
  private final CueWindow cues;
  private final Run run;
  private final Pause pause;

  /** Of the automaton of literals. */
  private int state;

  Scan(Scanner scanner, Pause pause) {
    this.scanner = scanner;
    this.pause = pause;
    this.found = new Findings(text, scanner.wanted());
    this.numbers =
        Arrays.stream(scanner.numbers()).map(NumberRule::ofScan).toArray(NumberRule[]::new);
    this.cues = scanner.identifiers().cues(text);
    this.run = new Run(text, cues);
  }

  /**
   * What there is in this text, in its order; finds do not overlap. Empty for nothing.
   *
   * @throws RuleFailure if a rule throws
   */
  public List<Finding> find(String original) {
    return Findings.best(findAll(original));
  }

  /**
   * What there is in this text, finds that overlap among them, in no order. Empty for nothing.
   *
   * @throws RuleFailure if a rule throws
   */
  public List<Finding> findAll(String original) {
    found.clear();
    text.read(original);
    boolean isFolded = text.isFolded();
    readings();
    if (isFolded) {
      for (Reading reading : Reading.of(original)) {
        read(reading);
      }
    }
    Reading decoded = found.encoded().next();
    while (decoded != null) {
      read(decoded);
      decoded = found.encoded().next();
    }
    return found.all();
  }

  private void read(Reading reading) {
    text.read(reading);
    readings();
    if (!scanner.host().isEmpty()) {
      text.read(reading);
      found.addAll(scanner.host().find(text, pause));
      pause.before(Pause.BUILT_IN);
    }
  }

  /** Looks through the text that is held, in each way in which its emphasis may be read. */
  private void readings() {
    pass();
    found.encoded().decode();
    while (text.readNext()) {
      pass();
      found.encoded().skip();
    }
  }

  private void pass() {
    cues.clear();
    found.beginReading();
    state = Anchors.START;
    int at = next(0);
    while (at < text.length()) {
      if (scanner.anchors().isHit(state)) {
        anchored(scanner.anchors().at(state), at + 1);
      }
      if (isDigitFirst(at)) {
        number(at);
      }
      at = next(at + 1);
    }
    for (TextRule rule : scanner.texts()) {
      whole(rule);
    }
  }

  /**
   * The next place at which a literal ends or digits begin. It calls nothing, as most of the time
   * is here.
   */
  private int next(int from) {
    Anchors<AnchoredRule> anchors = scanner.anchors();
    FoldedText chars = text;
    int length = chars.length();
    int reached = state;
    boolean isInNumber = Run.isDigit(chars.at(from - 1));
    int at = from;
    for (; at < length; at++) {
      char c = chars.at(at);
      reached = anchors.step(reached, Accents.without(c));
      boolean isDigit = Run.isDigit(c);
      if (anchors.isHit(reached) || (isDigit && !isInNumber)) {
        break;
      }
      isInNumber = isDigit;
    }
    state = reached;
    return at;
  }

  private boolean isDigitFirst(int index) {
    return Run.isDigit(text.at(index)) && !Run.isDigit(text.at(index - 1));
  }

  private void anchored(Anchors.Hit<AnchoredRule>[] hits, int end) {
    for (Anchors.Hit<AnchoredRule> hit : hits) {
      AnchoredRule rule = hit.meaning();
      try {
        rule.look(text, end - hit.length(), end, found);
      } catch (RuntimeException e) {
        throw RuleFailure.of(rule, e);
      }
    }
  }

  private void whole(TextRule rule) {
    try {
      rule.look(text, found);
    } catch (RuntimeException e) {
      throw RuleFailure.of(rule, e);
    }
  }

  private void number(int index) {
    for (NumberRule rule : numbers) {
      try {
        rule.look(text, index, found);
      } catch (RuntimeException e) {
        throw RuleFailure.of(rule, e);
      }
    }
    int start = index;
    while (index - start < Run.MOST && Run.isPart(text.at(start - 1))) {
      start--;
      if (Run.isDigit(text.at(start))) {
        return; // not the first digits of their group: it has been looked at
      }
    }
    if (Words.isJoined(text.at(start - 1))) {
      return;
    }
    scanner.identifiers().look(run, start, found);
    int prefix = prefix(start);
    if (prefix < start) {
      scanner.identifiers().look(run, prefix, found);
    }
  }

  /** Where a short group of letters begins that stands before this place, past one gap. */
  private int prefix(int start) {
    int end = start - 1;
    while (start - end < LONGEST_GAP && isGap(text.at(end)) && isGap(text.at(end - 1))) {
      end--;
    }
    int at = end;
    while (end - at <= LONGEST_PREFIX && isLetter(text.at(at - 1))) {
      at--;
    }
    boolean isShort = end - at >= 1 && end - at <= LONGEST_PREFIX;
    return isShort && !Words.isJoined(text.at(at - 1)) ? at : start;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '>' || c == '|';
  }

  private static boolean isLetter(char c) {
    return Run.isPart(c) && !Run.isDigit(c);
  }
}
