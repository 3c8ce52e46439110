package io.llmgw.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestOptionsTest {
  private static final Timeouts SHORT = Timeouts.total(Duration.ofSeconds(1));
  private static final Timeouts LONG = Timeouts.total(Duration.ofHours(1));

  @Test
  void findsAnOptionByItsKey() {
    RequestOptions options = RequestOptions.EMPTY.with(SHORT).with(Leniency.DROP);

    assertThat(options.option(Timeouts.class)).isSameAs(SHORT);
    assertThat(options.option(Leniency.class)).isEqualTo(Leniency.DROP);
    assertThat(RequestOptions.EMPTY.option(Timeouts.class)).isNull();
  }

  @Test
  void replacesTheOptionOfTheSameKey() {
    RequestOptions before = RequestOptions.EMPTY.with(SHORT).with(Leniency.DROP);

    RequestOptions after = before.with(LONG);

    assertThat(after.size()).isEqualTo(2);
    assertThat(after.option(Timeouts.class)).isSameAs(LONG);
    assertThat(before.option(Timeouts.class)).isSameAs(SHORT);
  }

  @Test
  void takesMissingOptionsFromAFallback() {
    RequestOptions own = RequestOptions.EMPTY.with(SHORT);
    RequestOptions fallback = RequestOptions.EMPTY.with(LONG).with(Leniency.DROP);

    assertThat(own.or(fallback)).isEqualTo(RequestOptions.EMPTY.with(Leniency.DROP).with(SHORT));
    assertThat(RequestOptions.EMPTY.or(fallback)).isSameAs(fallback);
    assertThat(own.or(RequestOptions.EMPTY)).isSameAs(own);
  }

  @Test
  void refusesAnOptionThatIsNotWhatItsKeySays() {
    RequestOption odd = () -> Leniency.class;

    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.EMPTY.with(odd));
  }

  @Test
  void findsAnEnumConstantWithABody() {
    assertThat(RequestOptions.EMPTY.with(Level.HIGH).option(Level.class)).isEqualTo(Level.HIGH);
  }

  private enum Level implements RequestOption {
    HIGH {
      @Override
      int weight() {
        return 1;
      }
    };

    abstract int weight();

    @Override
    public Class<Level> key() {
      return Level.class;
    }
  }
}
