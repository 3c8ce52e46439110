package io.llmgw.core.choice;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.route.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another way to choose, with less for targets that are new or have recovered, and more from second
 * to second: who is half eased in takes half of the calls that the way would give it, measured by
 * who is eased in most. The others get the rest, as the way would have it among them.
 */
final class Eased implements Choice {
  private final Choice way;
  private final TargetStatistics statistics;

  /** That way, with what these say of who is eased in. */
  Eased(Choice way, TargetStatistics statistics) {
    this.way = way;
    this.statistics = statistics;
  }

  @Override
  public int choose(Members members) {
    return statistics.isEasing() ? eased(members) : way.choose(members);
  }

  private int eased(Members members) {
    double[] shares = new double[members.size()];
    double most = 0;
    for (int i = 0; i < shares.length; i++) {
      Target target = members.prospect(i);
      shares[i] = target == null ? 1 : statistics.easedIn(target.ref());
      most = Math.max(most, shares[i]);
    }
    Others left = new Others(members);
    while (left.size() > 1) {
      int chosen = way.choose(left);
      int member = left.all.get(chosen);
      if (shares[member] >= most || members.chance().fraction() * most < shares[member]) {
        return member;
      }
      left.all.remove(chosen);
    }
    return left.all.get(0);
  }

  /** Members without those that were passed over. */
  private static final class Others implements Members {
    private final Members members;
    private final List<Integer> all = new ArrayList<>();

    Others(Members members) {
      this.members = members;
      for (int i = 0; i < members.size(); i++) {
        all.add(i);
      }
    }

    @Override
    public int size() {
      return all.size();
    }

    @Override
    public int weight(int member) {
      return members.weight(all.get(member));
    }

    @Override
    public int place(int member) {
      return members.place(all.get(member));
    }

    @Override
    public int places() {
      return members.places();
    }

    @Override
    public long identity(int member) {
      return members.identity(all.get(member));
    }

    @Override
    public @Nullable Target head(int member) {
      return members.head(all.get(member));
    }

    @Override
    public @Nullable Target prospect(int member) {
      return members.prospect(all.get(member));
    }

    @Override
    public long turn() {
      return members.turn();
    }

    @Override
    public long stickyHash() {
      return members.stickyHash();
    }

    @Override
    public RouteFacts facts() {
      return members.facts();
    }

    @Override
    public Chance chance() {
      return members.chance();
    }
  }
}
