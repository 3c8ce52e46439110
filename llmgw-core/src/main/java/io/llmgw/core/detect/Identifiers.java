package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The identifiers that are looked for, by their shapes. Immutable and thread-safe. */
final class Identifiers {
  /**
   * An identifier in one of its shapes.
   *
   * @param cue the number of its cues
   * @param cues those themselves
   * @param separators those it may have
   */
  private record Entry(
      Identifier identifier, int cue, List<String> cues, int separators, boolean mixesSeparators) {
    /** Whether it may have separators of just these kinds. */
    boolean allows(int kinds) {
      return (kinds & ~separators) == 0 && (isOneKind(kinds) || mixesSeparators);
    }
  }

  private final Entry[] entries;

  /** The shape of the entry of the same index. */
  private final ShapeTree shapes;

  /** For each state of it the separators that one of the entries that are left may have. */
  private final int[] separators;

  /** The same of those that may have several kinds of them. */
  private final int[] mixedSeparators;

  private final Anchors<long[]> cues;
  private final int kindsOfCues;

  Identifiers(List<Identifier> all) {
    List<Entry> made = new ArrayList<>();
    List<Shape> theirs = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    for (Identifier each : all) {
      if (!words.contains(each.cues())) {
        words.add(each.cues());
      }
      int cue = words.indexOf(each.cues());
      Entry entry = new Entry(each, cue, each.cues(), each.separators(), each.mixesSeparators());
      for (Shape shape : each.shapes()) {
        made.add(entry);
        theirs.add(shape);
      }
    }
    entries = made.toArray(Entry[]::new);
    shapes = ShapeTree.of(theirs);
    separators = new int[shapes.states()];
    mixedSeparators = new int[shapes.states()];
    for (int state = 0; state < separators.length; state++) {
      for (int each : shapes.begunAt(state)) {
        separators[state] |= entries[each].separators;
        mixedSeparators[state] |= entries[each].mixesSeparators ? entries[each].separators : 0;
      }
    }
    cues = CueWindow.of(words);
    kindsOfCues = words.size();
  }

  /** A window on the cues of these identifiers in this text. */
  CueWindow cues(FoldedText text) {
    return new CueWindow(text, cues, kindsOfCues);
  }

  /** Adds each identifier that begins at this place. */
  void look(Run run, int index, Findings found) {
    run.begin(index);
    int state = ShapeTree.START;
    int read = 0;
    while (run.grow()) {
      for (; read < run.length(); read++) {
        state = shapes.step(state, run.isDigitAt(read));
      }
      if (state == ShapeTree.NONE || !mayHave(state, run.separators())) {
        return;
      }
      for (int each : shapes.at(state)) {
        if (entries[each].allows(run.separators())) {
          add(run, entries[each], found);
        }
      }
    }
  }

  /** Whether one that is left at this state may have separators of these kinds. */
  private boolean mayHave(int state, int kinds) {
    return (kinds & ~(isOneKind(kinds) ? separators : mixedSeparators)[state]) == 0;
  }

  private static boolean isOneKind(int kinds) {
    int besides = kinds & ~Run.LAYOUT;
    return (besides & (besides - 1)) == 0;
  }

  private static void add(Run run, Entry entry, Findings found) {
    Identifier identifier = entry.identifier;
    run.isJudgedWith(entry.cue, entry.cues);
    Confidence alone = judged(run, identifier);
    if (alone == null) {
      return;
    }
    boolean isRaised =
        alone != Confidence.HIGH
            && run.isCued()
            && !NumberRow.isOfOther(run.text(), run.start(), run.end(), entry.cues);
    if (isRaised) {
      found.addTold(identifier.type(), run.start(), run.end(), alone.raised(), identifier.name());
    } else {
      found.add(identifier.type(), run.start(), run.end(), alone, identifier.name());
    }
  }

  private static @Nullable Confidence judged(Run run, Identifier identifier) {
    try {
      return identifier.judge(run);
    } catch (RuntimeException e) {
      throw RuleFailure.of(identifier, e);
    }
  }
}
