package io.llmgw.api;

import io.llmgw.api.chain.FailurePolicy;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call would go through and where it would go: {@code System.out.println(llm.explain(r))}.
 * Derived from the very list that builds the chain.
 *
 * @param call what the request asks for, aliases resolved
 * @param estimate what one attempt at the first target would use and cost; null when there is none
 * @param chain the links, outermost first
 * @param plan the targets, in the order in which they would be tried; where chance or turns decide,
 *     one order of several
 * @param skipped what would be passed over now, and why
 */
public record Explanation(
    String call,
    @Nullable Estimate estimate,
    List<Link> chain,
    List<Step> plan,
    List<Skipped> skipped) {
  /** Copies the lists. */
  public Explanation {
    chain = List.copyOf(chain);
    plan = List.copyOf(plan);
    skipped = List.copyOf(skipped);
  }

  /**
   * One link of the chain.
   *
   * @param spec what it declares
   * @param type its class
   * @param origin the module or jar it comes from; null when unknown
   * @param custom whether somebody else than the engine has brought it
   */
  public record Link(LinkSpec spec, String type, @Nullable String origin, boolean custom) {}

  /**
   * One target of the plan.
   *
   * @param target where
   * @param keyAlias with which key, or one of several by chance; null when it needs none, or its
   *     key source has none yet
   * @param retries how often
   */
  public record Step(Target target, @Nullable String keyAlias, Retries retries) {}

  /**
   * Something that would be passed over.
   *
   * @param what a target, one of its keys, or a part of a route
   * @param reason why, in words that follow it
   */
  public record Skipped(String what, String reason) {}

  /**
   * What one attempt would use and cost, made now: of a run one round, and no repeats. Nothing is
   * known of what a prompt cache at the provider will save.
   *
   * @param usage the input, estimated, and as output the most that the request asks for; that is
   *     unknown when it sets no {@code maxOutputTokens}
   * @param cost of that usage in the service tier that is asked for; unknown where no price is
   *     known, and where the output is, with what the input costs as the lower bound
   */
  public record Estimate(Usage usage, Cost cost) {
    private static final MathContext DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    /** In words, e.g. {@code estimated 812 + 300 tokens, 0.0069 USD}. */
    @Override
    public String toString() {
      TokenCount output = usage.outputTokens();
      String tokens = "estimated " + usage.inputTokens().tokens();
      if (!output.isKnown()) {
        tokens += " + unknown";
      } else if (output.tokens() > 0) {
        tokens += " + " + output.tokens();
      }
      return tokens + " tokens, " + costInWords();
    }

    /** To two digits: more would make an estimate look exact. */
    private String costInWords() {
      BigDecimal amount = cost.amount();
      if (amount == null) {
        return "cost unknown";
      }
      String unit = cost.currency().equals(Cost.NO_CURRENCY) ? "" : " " + cost.currency();
      String least = cost.isKnown() ? "" : "at least ";
      return least + amount.round(DIGITS).stripTrailingZeros().toPlainString() + unit;
    }
  }

  /** A few lines for people: call, chain, plan, and what is skipped. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("call     ").append(call);
    text.append(estimate == null ? "" : "   " + estimate).append("\nchain    ");
    for (int i = 0; i < chain.size(); i++) {
      LinkSpec spec = chain.get(i).spec();
      text.append(i == 0 ? "" : " > ").append(spec.slot()).append(' ').append(spec.name());
      if (spec.holding().characters() > 0) {
        text.append(" (").append(spec.holding()).append(')');
      }
      if (spec.failurePolicy() == FailurePolicy.OPEN) {
        text.append(" (fails open)");
      }
    }
    appendOrigins(text);
    for (int i = 0; i < plan.size(); i++) {
      Step step = plan.get(i);
      text.append(i == 0 ? "\nplan  " : "\n      ")
          .append(i + 1)
          .append("  ")
          .append(step.target());
      text.append(step.keyAlias() == null ? "" : "   key " + step.keyAlias());
      text.append("   ").append(step.retries());
      TargetLimits limits = step.target().limits();
      text.append(limits == null ? "" : "   " + limits);
    }
    for (int i = 0; i < skipped.size(); i++) {
      Skipped one = skipped.get(i);
      text.append(i == 0 ? "\nskipped  " : "\n         ").append(one.what());
      text.append("   ").append(one.reason());
    }
    return text.toString();
  }

  /** A line for each link that others have brought: whose prompts go through whose code. */
  private void appendOrigins(StringBuilder text) {
    String before = "\nlinks    ";
    for (Link link : chain) {
      if (link.custom()) {
        text.append(before).append(link.spec().name()).append("  ").append(link.type());
        text.append(link.origin() == null ? "" : " (" + link.origin() + ")");
        before = "\n         ";
      }
    }
  }
}
