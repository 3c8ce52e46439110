package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.Aggregation.Among;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.core.chain.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides of an embedding call but its texts and its own total: equal for calls that may
 * be one request.
 *
 * @param configuration what they go by
 * @param callers whose they are, as far as that tells them apart
 * @param name what they ask for
 * @param destination where their route leads them
 * @param dimensions of the vectors; null for the model's default
 * @param extras what goes to the provider beside the texts
 * @param keys by which they may ask each target, in the order of the targets
 */
record Company(
    Object configuration,
    @Nullable Object callers,
    @Nullable String name,
    String destination,
    @Nullable Integer dimensions,
    EmbeddingContent extras,
    Set<RequestOption> options,
    Timeouts clocks,
    UsageDrain drain,
    List<List<ApiKey>> keys) {
  private static final List<String> ANY_TEXT = List.of("-");

  static Company of(
      Among among,
      EmbeddingRequest request,
      Scope scope,
      Object configuration,
      List<List<ApiKey>> keys) {
    return new Company(
        configuration,
        callers(among, scope),
        scope.nameOf(request),
        scope.destination(request),
        request.dimensions(),
        request.content().withInputs(ANY_TEXT),
        options(request),
        withoutTotal(scope.call().timeouts()),
        scope.call().drain(),
        keys);
  }

  private static @Nullable Object callers(Among among, Scope scope) {
    Caller caller = scope.caller();
    if (among == Among.CALLER || scope.call().hasStrangersInside(Slot.ROUTE)) {
      return caller;
    }
    return among == Among.TENANT ? caller.tenant() : null;
  }

  /** Those that somebody may read who is asked from here on. */
  private static Set<RequestOption> options(EmbeddingRequest request) {
    Set<RequestOption> options = new HashSet<>();
    for (RequestOption option : request.options().all()) {
      if (!option.isForCacheAlone() && !(option instanceof Timeouts)) {
        options.add(option);
      }
    }
    return options;
  }

  /** Each call minds its own total; the clocks of attempts are of all of them. */
  private static Timeouts withoutTotal(Timeouts own) {
    return new Timeouts.Clocks(
        own.connect(),
        own.write(),
        own.firstToken(),
        own.idle(),
        own.leastProgress(),
        own.attempt(),
        null);
  }
}
