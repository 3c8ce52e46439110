package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import java.util.ArrayList;
import java.util.List;

/** The identifiers that are looked for, by length. Immutable and thread-safe. */
final class Identifiers {
  /** An identifier in one of its shapes, and the number of its cues. */
  private record Entry(Identifier identifier, Shape shape, int cue) {}

  private final Entry[][] byLength;
  private final List<Identifier> all;
  private final Anchors<Integer> cues;

  Identifiers(List<Identifier> all) {
    this.all = List.copyOf(all);
    List<List<Entry>> entries = new ArrayList<>();
    for (int length = 0; length <= Run.MOST; length++) {
      entries.add(new ArrayList<>());
    }
    for (int cue = 0; cue < all.size(); cue++) {
      for (Shape shape : all.get(cue).shapes()) {
        entries.get(shape.length()).add(new Entry(all.get(cue), shape, cue));
      }
    }
    byLength = entries.stream().map(each -> each.toArray(Entry[]::new)).toArray(Entry[][]::new);
    cues = CueWindow.of(all.stream().map(Identifier::cues).toList());
  }

  /** A window on the cues of these identifiers in this text. */
  CueWindow cues(FoldedText text) {
    return new CueWindow(text, cues, all.size());
  }

  /** Adds each identifier that begins at this place. */
  void look(Run run, int index, Findings found) {
    run.begin(index);
    while (run.grow()) {
      for (Entry entry : byLength[run.length()]) {
        if (entry.shape.fits(run.digits()) && isSeparated(run, entry.identifier)) {
          add(run, entry, found);
        }
      }
    }
  }

  /** Whether the identifier is written with separators of these kinds. */
  private static boolean isSeparated(Run run, Identifier identifier) {
    int kinds = run.separators();
    boolean isOneKind = (kinds & (kinds - 1)) == 0;
    return (kinds & ~identifier.separators()) == 0 && (isOneKind || identifier.mixesSeparators());
  }

  private static void add(Run run, Entry entry, Findings found) {
    Identifier identifier = entry.identifier;
    run.isJudgedWith(entry.cue);
    Confidence alone = identifier.judge(run);
    if (alone == null) {
      return;
    }
    boolean isRaised = alone != Confidence.HIGH && run.isCued();
    Confidence confidence = isRaised ? alone.raised() : alone;
    found.add(identifier.type(), run.start(), run.end(), confidence, identifier.name());
  }
}
