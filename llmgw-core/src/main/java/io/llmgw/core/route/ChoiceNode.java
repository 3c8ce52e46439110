package io.llmgw.core.route;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Choice;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.choice.Hash;
import io.llmgw.core.choice.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A weighted or balanced route: one of several, and those not chosen stand in. A member that is a
 * route has stand-ins of its own, which come first.
 */
final class ChoiceNode implements RouteNode {
  private final Route route;
  private final List<Member> members;
  private final Choice choice;
  private final int minTier;
  private final AtomicLong turns = new AtomicLong();

  ChoiceNode(Route route, List<Member> members, Choice choice, int minTier) {
    this.route = route;
    this.members = List.copyOf(members);
    this.choice = choice;
    this.minTier = minTier;
  }

  /** A member that may be chosen: its weight is above 0. */
  record Member(RouteNode node, int weight, long identity) {
    static Member of(RouteNode node, int weight) {
      return new Member(node, weight, Hash.of(node.route().toString()));
    }
  }

  @Override
  public Route route() {
    return route;
  }

  List<Member> members() {
    return members;
  }

  @Override
  public Cursor open(Plan plan, Within within) {
    // An explanation takes nobody's turn.
    long turn = plan.facts().isExplained() ? turns.get() : turns.getAndIncrement();
    return new Position(plan, within.atLeast(minTier), turn);
  }

  private final class Position implements Cursor, Members {
    private final Plan plan;
    private final Within inside;
    private final long turn;
    private final List<Branch> left = new ArrayList<>(members.size());
    private @Nullable Branch current;

    Position(Plan plan, Within inside, long turn) {
      this.plan = plan;
      this.inside = inside;
      this.turn = turn;
      for (int i = 0; i < members.size(); i++) {
        left.add(new Branch(members.get(i), i));
      }
    }

    @Override
    public @Nullable Candidate next() {
      Choice way = inside.sticky() ? Choices.BY_KEY : choice;
      while (!left.isEmpty()) {
        Branch chosen =
            current != null ? current : left.get(left.size() == 1 ? 0 : way.choose(this));
        Candidate candidate = chosen.take(plan, inside);
        if (candidate != null) {
          current = chosen;
          return candidate;
        }
        current = null;
        left.remove(chosen);
      }
      return null;
    }

    @Override
    public int size() {
      return left.size();
    }

    @Override
    public int weight(int member) {
      return left.get(member).member.weight();
    }

    @Override
    public int place(int member) {
      return left.get(member).place;
    }

    @Override
    public int places() {
      return members.size();
    }

    @Override
    public long identity(int member) {
      return left.get(member).member.identity();
    }

    @Override
    public @Nullable Target head(int member) {
      Candidate candidate = left.get(member).head(plan, inside);
      return candidate == null ? null : candidate.target();
    }

    @Override
    public @Nullable Target prospect(int member) {
      Branch branch = left.get(member);
      return branch.isUnopened() && branch.member.node() instanceof TargetNode target
          ? target.route()
          : head(member);
    }

    @Override
    public long turn() {
      return turn;
    }

    @Override
    public long stickyHash() {
      return inside.stickyHash();
    }

    @Override
    public RouteFacts facts() {
      return plan.facts();
    }

    @Override
    public Chance chance() {
      return plan.chance();
    }
  }

  /** A member in one call, with the target that it would give once somebody has looked. */
  private static final class Branch {
    private final Member member;
    private final int place;
    private @Nullable Cursor cursor;
    private @Nullable Candidate head;

    Branch(Member member, int place) {
      this.member = member;
      this.place = place;
    }

    boolean isUnopened() {
      return cursor == null;
    }

    @Nullable Candidate head(Plan plan, Within inside) {
      if (head == null) {
        cursor = cursor == null ? member.node().open(plan, inside) : cursor;
        head = cursor.next();
      }
      return head;
    }

    @Nullable Candidate take(Plan plan, Within inside) {
      Candidate taken = head(plan, inside);
      head = null;
      return taken;
    }
  }

  @Override
  public void addTargets(Collection<? super Target> targets) {
    members.forEach(member -> member.node().addTargets(targets));
  }

  @Override
  public void addCertain(Set<ModelRef> models) {
    if (minTier == 0) {
      members.forEach(member -> member.node().addCertain(models));
    }
  }
}
