package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.Aggregation.Among;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.test.LeakRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only calls go together that are the same in all but their texts, for callers who may. */
@ExtendWith(LeakRule.class)
class AggregationCompanyTest {
  private static final Caller ACME = Caller.tenant("acme");
  private static final Caller GLOBEX = Caller.tenant("globex");
  private static final EmbeddingRequest A = EmbeddingRequest.of("a");
  private static final EmbeddingRequest B = EmbeddingRequest.of("bb");

  private static Aggregation among(Among callers) {
    return Aggregation.within(Gathered.WINDOW, 8).among(callers);
  }

  private static int requests(Gathered calls, EmbeddingRequest one, EmbeddingRequest other) {
    calls.waiting(calls.llm, one);
    calls.waiting(calls.llm, other);
    calls.endOfWindow();
    assertThat(calls.answers()).hasSize(2);
    return calls.lengths.asked().size();
  }

  private static int requests(Gathered calls, Caller one, Caller other) {
    calls.waiting(calls.llm.forCaller(one), A);
    calls.waiting(calls.llm.forCaller(other), B);
    calls.endOfWindow();
    assertThat(calls.answers()).extracting(answer -> answer.vector(0)[0]).containsExactly(1f, 2f);
    return calls.lengths.asked().size();
  }

  @Test
  void callersOfOneTenantGoTogetherAndThoseOfTwoDoNot() {
    try (Gathered calls = new Gathered()) {
      assertThat(requests(calls, ACME.user("u1"), ACME.user("u2"))).isEqualTo(1);
    }
    try (Gathered calls = new Gathered()) {
      assertThat(requests(calls, ACME, GLOBEX)).isEqualTo(2);
    }
    try (Gathered calls = new Gathered()) {
      assertThat(requests(calls, ACME, Caller.ANONYMOUS)).isEqualTo(2);
    }
  }

  @Test
  void allTenantsGoTogetherWhereThatIsAskedFor() {
    try (Gathered calls = new Gathered(new Lengths(), among(Among.EVERYBODY), b -> b)) {
      assertThat(requests(calls, ACME, GLOBEX)).isEqualTo(1);
    }
  }

  @Test
  void onlyEqualCallersDoWhereThatIsAskedFor() {
    try (Gathered calls = new Gathered(new Lengths(), among(Among.CALLER), b -> b)) {
      assertThat(requests(calls, ACME.user("u1"), ACME.user("u2"))).isEqualTo(2);
    }
    try (Gathered calls = new Gathered(new Lengths(), among(Among.CALLER), b -> b)) {
      assertThat(requests(calls, ACME.user("u1"), ACME.user("u1"))).isEqualTo(1);
    }
  }

  /** It may count, allow or refuse by the caller, and is run once for all of them. */
  private record PerAttempt(Slot slot) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("of-the-house").in(slot);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return chain.proceed(chain.request());
    }
  }

  @Test
  void whereLinksStandAtTheAttemptOnlyEqualCallersGoTogether() {
    Aggregation all = among(Among.EVERYBODY);
    try (Gathered calls =
        new Gathered(new Lengths(), all, b -> b.use(new PerAttempt(Slot.ATTEMPT)))) {
      assertThat(requests(calls, ACME.user("u1"), ACME.user("u2"))).isEqualTo(2);
    }
    try (Gathered calls =
        new Gathered(new Lengths(), all, b -> b.use(new PerAttempt(Slot.ATTEMPT)))) {
      assertThat(requests(calls, ACME.user("u1"), ACME.user("u1"))).isEqualTo(1);
    }
    try (Gathered calls = new Gathered(new Lengths(), all, b -> b.use(new PerAttempt(Slot.CALL)))) {
      assertThat(requests(calls, ACME, GLOBEX)).isEqualTo(1);
    }
  }

  @Test
  void callersWithKeysOfTheirOwnGoApart() {
    KeySource byUser = caller -> List.of(ApiKey.of("k-" + caller.user(), "s-" + caller.user()));
    for (boolean same : List.of(true, false)) {
      try (Gathered calls =
          new Gathered(b -> b.alias("keyed", Route.target(Lengths.MODEL).keys(byUser)))) {
        calls.waiting(calls.llm.forCaller(ACME.user("u1")), A.withModel("keyed"));
        calls.waiting(
            calls.llm.forCaller(ACME.user(same ? "u1" : "u2").tag("page", "2")),
            B.withModel("keyed"));
        calls.endOfWindow();

        assertThat(calls.answers()).hasSize(2);
        assertThat(calls.lengths.asked()).hasSize(same ? 1 : 2);
      }
    }
  }

  @Test
  void callersWhomTheRouteLeadsElsewhereGoApart() {
    try (Gathered calls =
        new Gathered(
            b ->
                b.alias(
                    "vip",
                    Route.when(Condition.role("gold"), Route.target("lengths/large"))
                        .otherwise(Route.target("lengths/small"))))) {
      calls.waiting(calls.llm.forCaller(ACME.role("gold")), A.withModel("vip"));
      calls.waiting(calls.llm.forCaller(ACME), B.withModel("vip"));
      calls.endOfWindow();

      assertThat(calls.answers())
          .extracting(answer -> answer.served().target())
          .containsExactly("lengths/large", "lengths/small");
    }
  }

  @Test
  void eachGoesAloneWhereAllOfThemWouldBeLedElsewhere() {
    try (Gathered calls =
        new Gathered(
            b ->
                b.alias(
                    "sized",
                    Route.when(Condition.longerThan(60), Route.target("lengths/large"))
                        .otherwise(Route.target("lengths/small"))))) {
      String text = "some words of a text ".repeat(10);
      calls.waiting(calls.llm, EmbeddingRequest.of(text).withModel("sized"));
      calls.waiting(calls.llm, EmbeddingRequest.of(text + "!").withModel("sized"));
      calls.endOfWindow();

      assertThat(calls.answers())
          .extracting(answer -> answer.served().target())
          .containsExactly("lengths/small", "lengths/small");
      assertThat(calls.lengths.asked()).hasSize(2);
    }
  }

  /** An option of the house, which an adapter of the house may read. */
  private record Colour(String name) implements RequestOption {
    @Override
    public Class<Colour> key() {
      return Colour.class;
    }
  }

  /** One that a cache of the house reads. */
  private record Freshness(int days) implements RequestOption {
    @Override
    public Class<Freshness> key() {
      return Freshness.class;
    }

    @Override
    public boolean isForCacheAlone() {
      return true;
    }
  }

  @Test
  void whatReachesTheProviderKeepsThemApart() {
    List<EmbeddingRequest> others =
        List.of(
            B.withModel("lengths/other"),
            B.toBuilder().dimensions(8).build(),
            B.toBuilder().userId("u1").build(),
            B.toBuilder().extraBody("encoding", "x").build(),
            B.toBuilder().extraHeader("X-Team", "a").build(),
            B.with(Retries.upTo(2)),
            B.with(new Colour("red")),
            B.with(Timeouts.firstToken(Duration.ofSeconds(3))));
    for (EmbeddingRequest other : others) {
      try (Gathered calls = new Gathered()) {
        assertThat(requests(calls, A, other)).describedAs("%s", other).isEqualTo(2);
      }
    }
  }

  @Test
  void whatDoesNotReachItLetsThemGoTogether() {
    List<EmbeddingRequest> others =
        List.of(
            B.withModel(Lengths.MODEL),
            B.with(Timeouts.total(Duration.ofSeconds(3))),
            B.with(new Freshness(1)));
    for (EmbeddingRequest other : others) {
      try (Gathered calls = new Gathered()) {
        assertThat(requests(calls, A, other)).describedAs("%s", other).isEqualTo(1);
      }
    }
  }

  @Test
  void textsAreMaskedBeforeTheyAreTogether() {
    try (Gathered calls = new Gathered(b -> b.use(Redaction.of(EntitySets.CONTACT)))) {
      calls.waiting("write to ada@example.com");
      calls.waiting("write to bob@example.org");
      calls.endOfWindow();

      assertThat(calls.answers()).hasSize(2);
      assertThat(calls.lengths.asked()).hasSize(1);
      assertThat(calls.lengths.asked().get(0).toString()).doesNotContain("ada@", "bob@");
      assertThat(calls.answers().get(1).served().redactions().masked()).isNotEmpty();
    }
  }
}
