package io.llmgw.api.route;

import io.llmgw.api.condition.RequestClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client goes by when it chooses targets, whatever the route. Immutable and thread-safe:
 *
 * <pre>{@code
 * Routing.DEFAULT.classifier(RequestClassifier.byRules()).requirements(Requirements.region("eu"))
 * }</pre>
 *
 * @param classifier names the task of requests that do not name it themselves; null for none
 * @param requirements what every target must offer
 * @param filters who may go where, in order
 * @param seed makes choices by chance, and the waits before repeats, the same in each run, for
 *     tests and simulations; null for chance
 */
public record Routing(
    @Nullable RequestClassifier classifier,
    Requirements requirements,
    List<TargetFilter> filters,
    @Nullable Long seed) {
  /** No classifier, no requirements, no filters, real chance. */
  public static final Routing DEFAULT = new Routing(null, Requirements.none(), List.of(), null);

  /** Copies the list. */
  public Routing {
    Objects.requireNonNull(requirements, "requirements");
    filters = List.copyOf(filters);
  }

  /** The same with this classifier, in place of the one before; default none. */
  public Routing classifier(RequestClassifier names) {
    return new Routing(Objects.requireNonNull(names, "names"), requirements, filters, seed);
  }

  /** The same with these requirements, in place of those before; default none. */
  public Routing requirements(Requirements ofAll) {
    return new Routing(classifier, ofAll, filters, seed);
  }

  /**
   * The same with one more filter; default none.
   *
   * @throws IllegalStateException when there is one of the same name already
   */
  public Routing filter(TargetFilter filter) {
    for (TargetFilter other : filters) {
      if (other.name().equals(filter.name())) {
        throw new IllegalStateException("filter '" + filter.name() + "' is added twice");
      }
    }
    List<TargetFilter> more = new ArrayList<>(filters);
    more.add(filter);
    return new Routing(classifier, requirements, more, seed);
  }

  /** The same with choices and waits by chance that each run repeats; default real chance. */
  public Routing seed(long start) {
    return new Routing(classifier, requirements, filters, start);
  }
}
