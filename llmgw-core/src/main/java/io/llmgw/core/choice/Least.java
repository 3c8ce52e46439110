package io.llmgw.core.choice;

import io.llmgw.api.route.Target;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The member whose target has the least of something; among equals by chance. Only the one that is
 * chosen is held to the filters: where it does not take the call, the choice is among the others.
 */
final class Least implements Choice {
  private final Function<Members, ToDoubleFunction<Target>> measure;

  /**
   * The least by a measure.
   *
   * @param measure of the targets in a call; not a number when it is not known, which comes last
   */
  Least(Function<Members, ToDoubleFunction<Target>> measure) {
    this.measure = measure;
  }

  @Override
  public int choose(Members members) {
    ToDoubleFunction<Target> ofTarget = measure.apply(members);
    int first = 0;
    double least = Double.NaN;
    int equals = 0;
    for (int i = 0; i < members.size(); i++) {
      Target target = members.prospect(i);
      if (target == null) {
        return i; // which leaves the rest to choose from
      }
      double number = ofTarget.applyAsDouble(target);
      double known = Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
      if (equals == 0 || known < least) {
        least = known;
        first = i;
        equals = 1;
      } else if (known == least && members.chance().below(++equals) == 0) {
        first = i; // the n-th of equals takes the place of those before once in n times
      }
    }
    return first;
  }
}
