package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An identifier as a test makes it up. */
record LockerNumber(
    List<Shape> shapes,
    int separators,
    boolean mixesSeparators,
    Function<Run, @Nullable Confidence> judge)
    implements Identifier {
  static final EntityType LOCKER = EntityType.of("LOCKER");

  /** What is found by one of this shape, which is judged so. */
  static Finds finds(
      String shape, int separators, boolean mixes, Function<Run, @Nullable Confidence> judge) {
    LockerNumber number = new LockerNumber(List.of(Shape.of(shape)), separators, mixes, judge);
    return new Finds(Rules.identifiers(number), LOCKER);
  }

  @Override
  public EntityType type() {
    return LOCKER;
  }

  @Override
  public List<String> cues() {
    return List.of("locker");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    return judge.apply(run);
  }
}
