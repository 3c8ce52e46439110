package io.llmgw.core.chain;

import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.core.account.Portion;
import io.llmgw.core.observe.CallWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done for several calls at once: each attempt, and each decision, goes to the accounts of
 * all who are still there. The watchers of the first call hear of it, once. Thread-safe.
 */
final class JointAccount extends Account {
  private final List<Party> parties;

  JointAccount(TimeSource time, List<Party> parties) {
    super(time, Duration.ZERO);
    this.parties = parties;
  }

  @Override
  @Nullable CallWatch watch() {
    return parties.get(0).account().watch();
  }

  @Override
  public void note(String link, String note) {
    for (Party party : there()) {
      party.account().note(link, note);
    }
  }

  /** Shares are of those who are there as it begins: who leaves meanwhile has an open attempt. */
  @Override
  void begun(RealAttempt attempt) {
    List<Party> there = there();
    long all = 0;
    for (Party party : there) {
      all += party.weight();
    }
    AttemptShare share =
        new AttemptShare(parties.get(0).scope().callId(), Math.max(1, there.size()));
    long from = 0;
    for (Party party : there) {
      long to = from + party.weight();
      party.account().takePart(attempt, share, new Portion(from, to, all));
      from = to;
    }
  }

  private List<Party> there() {
    List<Party> there = new ArrayList<>(parties);
    there.removeIf(Party::hasLeft);
    return there;
  }
}
