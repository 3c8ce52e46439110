package io.llmgw.core.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What links do at the side of a hedge, as the call sees it. */
class HedgedLinksTest {
  private static final AttributeKey<String> WHERE = AttributeKey.of("where", String.class);

  @RegisterExtension final HedgeStage stage = new HedgeStage();

  @Test
  void whatTheyNoteAtTheSideThatWinsTheCallFinds() {
    Outside outside = new Outside();
    stage.a.always(script -> script.hang());
    stage.b.always("b");

    stage.askHedged(stage.llm(stage.hedged().use(outside).use(new Noting()))).get();

    assertThat(outside.found).isEqualTo("b/m");
  }

  /** Notes where each attempt goes. */
  private static final class Noting implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("noting").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      chain.context().attribute(WHERE, String.valueOf(chain.context().target()));
      return chain.proceed(chain.request());
    }
  }

  /** Looks once the call has content. */
  private static final class Outside implements Interceptor {
    private volatile @Nullable String found;

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("outside").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream stream = chain.proceed(chain.request());
      found = chain.context().attribute(WHERE);
      return stream;
    }
  }

  @Test
  void aRuleThatIsBrokenThereFailsTheCallWhoeverAnswers() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    stage.b.always("b");
    TrailProbe trail = new TrailProbe();
    Aside<ChatResponse> asked =
        stage.askHedged(stage.llm(stage.hedged().use(trail).use(new Broken())));
    trail.await("the hedge at b/m has failed: CONTRACT");

    gate.open();

    assertThat(((LlmException) asked.failure()).kind()).isEqualTo(ErrorKind.CONTRACT);
  }

  /** Returns no stream where the second target is asked. */
  private static final class Broken implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("broken").in(Slot.ATTEMPT);
    }

    @Override
    @SuppressWarnings("NullAway") // that is how it breaks the rule
    public EventStream intercept(Chain chain) {
      return String.valueOf(chain.context().target()).startsWith("b")
          ? null
          : chain.proceed(chain.request());
    }
  }
}
