package io.llmgw.core.choice;

import io.llmgw.api.Caller;
import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.filter.CallRouteFacts;
import io.llmgw.test.VirtualTime;
import java.util.List;

/** Three targets to choose from: a, b and c of provider p. */
final class Three implements Members {
  static final List<Target> TARGETS = List.of(Target.of("p/a"), Target.of("p/b"), Target.of("p/c"));

  private final Chance chance;
  private final int[] weights;
  private final RouteFacts facts =
      new CallRouteFacts(
          ChatRequest.of("q"),
          Caller.ANONYMOUS,
          null,
          VirtualTime.create(),
          TokenEstimator.create(),
          null);
  private long stickyHash;

  Three(Chance chance, int... weights) {
    this.chance = chance;
    this.weights = weights;
  }

  void stickyBy(String key) {
    stickyHash = Hash.of(key);
  }

  @Override
  public int size() {
    return weights.length;
  }

  @Override
  public int weight(int member) {
    return weights[member];
  }

  @Override
  public int place(int member) {
    return member;
  }

  @Override
  public int places() {
    return size();
  }

  @Override
  public long identity(int member) {
    return Hash.of(TARGETS.get(member).toString());
  }

  @Override
  public Target head(int member) {
    return TARGETS.get(member);
  }

  @Override
  public Target prospect(int member) {
    return head(member);
  }

  @Override
  public long turn() {
    return 0;
  }

  @Override
  public long stickyHash() {
    return stickyHash;
  }

  @Override
  public RouteFacts facts() {
    return facts;
  }

  @Override
  public Chance chance() {
    return chance;
  }
}
