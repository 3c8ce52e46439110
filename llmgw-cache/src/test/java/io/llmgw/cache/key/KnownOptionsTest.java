package io.llmgw.cache.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.RequestOption;
import io.llmgw.test.Patience;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownOptionsTest {
  private final KnownOptions known = new KnownOptions();

  record Numbered(int number) implements RequestOption {
    @Override
    public Class<Numbered> key() {
      return Numbered.class;
    }
  }

  private OptionSet of(int number) {
    return known.of(Set.of(new Numbered(number)));
  }

  @Test
  void equalCombinationsAreOneObject() {
    OptionSet one = of(1);

    assertThat(of(1)).isSameAs(one);
    assertThat(of(2)).isNotSameAs(one);
    assertThat(known.of(Set.of())).isSameAs(OptionSet.NONE);
  }

  @Test
  void whatNoKeyHasAnyMoreTakesNoPlace() {
    OptionSet kept = of(0);
    AtomicInteger next = new AtomicInteger();
    while (next.incrementAndGet() < 1_000) {
      of(next.get());
    }

    Patience.until(
        "the others to be dropped",
        () -> {
          System.gc();
          of(next.incrementAndGet()); // who comes clears up
          return known.size() < 100;
        });

    assertThat(of(0)).isSameAs(kept);
  }
}
