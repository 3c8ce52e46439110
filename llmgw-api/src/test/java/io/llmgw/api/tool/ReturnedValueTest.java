package io.llmgw.api.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import io.llmgw.api.schema.Name;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReturnedValueTest {
  /** A page of anything. */
  record Page<T>(List<T> items, @Nullable @Name("next_page") T next) {}

  /** What is found, in one of two forms. */
  sealed interface Found permits Hit, Miss {}

  /** Found. */
  record Hit(int stars) implements Found {}

  /** Not found. */
  record Miss() implements Found {}

  /** A component of which only the value tells what it is. */
  record Loose(Object held) {}

  /** No record. */
  static class Customer {}

  private static String written(@Nullable Object value) {
    return ReturnedValue.write(value).text();
  }

  @Test
  void aGenericRecordIsWrittenByWhatItsComponentsHold() {
    assertThat(written(new Page<>(List.of(new Hit(3), new Miss()), null)))
        .isEqualTo(
            "{\"items\":[{\"type\":\"Hit\",\"stars\":3},{\"type\":\"Miss\"}],\"next_page\":null}");
    assertThat(written(new Page<>(List.of("a"), "b")))
        .isEqualTo("{\"items\":[\"a\"],\"next_page\":\"b\"}");
    assertThat(written(new Loose(new Loose(LocalDate.of(2026, 1, 31)))))
        .isEqualTo("{\"held\":{\"held\":\"2026-01-31\"}}");
  }

  @Test
  void aNullInARecordIsNull() {
    record City(String name, int people) {}

    assertThat(written(new City(null, 7))).isEqualTo("{\"name\":null,\"people\":7}");
    assertThat(written(null)).isEqualTo("null");
  }

  @Test
  void arraysAreLists() {
    assertThat(written(new Object[] {1, "a", new Hit(2), null}))
        .isEqualTo("[1,\"a\",{\"type\":\"Hit\",\"stars\":2},null]");
    assertThat(written(new int[] {1, 2})).isEqualTo("[1,2]");
    assertThat(written(new String[][] {{"a"}, {}})).isEqualTo("[[\"a\"],[]]");
    assertThat(written(Map.of("a", new double[] {0.5}))).isEqualTo("{\"a\":[0.5]}");
  }

  @Test
  void datesAndTimesAreAsIso8601HasThem() {
    Instant moment = Instant.parse("2026-01-31T10:15:30Z");

    assertThat(written(Date.from(moment))).isEqualTo("\"2026-01-31T10:15:30Z\"");
    assertThat(written(new Loose(Date.from(moment))))
        .isEqualTo("{\"held\":\"2026-01-31T10:15:30Z\"}");
    assertThat(written(java.util.GregorianCalendar.from(moment.atZone(ZoneId.of("Europe/Oslo")))))
        .isEqualTo("\"2026-01-31T10:15:30Z\"");
    assertThat(written(moment)).isEqualTo("\"2026-01-31T10:15:30Z\"");
    assertThat(written(moment.atZone(ZoneId.of("Europe/Oslo"))))
        .isEqualTo("\"2026-01-31T11:15:30+01:00\"");
    assertThat(written(LocalDateTime.of(2026, 1, 31, 10, 15))).isEqualTo("\"2026-01-31T10:15:00\"");
    assertThat(written(Year.of(2026))).isEqualTo("\"2026\"");
    assertThat(written(Duration.ofMinutes(5))).isEqualTo("\"PT5M\"");
  }

  /** As those of java.sql, which are a day, or a time, of no zone. */
  @Test
  void aDateThatIsNoMomentIsNotMadeOne() {
    Date day =
        new Date(0) {
          @Override
          public Instant toInstant() {
            throw new UnsupportedOperationException();
          }

          @Override
          public String toString() {
            return "2026-01-31";
          }
        };

    assertThat(written(day)).isEqualTo("\"2026-01-31\"");
  }

  @Test
  void whatIsNoNumberIsText() {
    record Speed(double value) {}

    assertThat(written(Double.NaN)).isEqualTo("\"NaN\"");
    assertThat(written(new Speed(Double.NEGATIVE_INFINITY))).isEqualTo("{\"value\":\"-Infinity\"}");
    assertThat(written(List.of(1.5f, Float.NaN))).isEqualTo("[1.5,\"NaN\"]");
    assertThat(written(new AtomicInteger(7))).isEqualTo("7");
    assertThat(written(new BigDecimal("1.50"))).isEqualTo("1.5");
    assertThat(written(OptionalInt.of(3))).isEqualTo("3");
    assertThat(written(OptionalInt.empty())).isEqualTo("null");
    assertThat(written(new StringBuilder("a"))).isEqualTo("\"a\"");
  }

  @Test
  void whatHasNoFormIsNamedByItsTypeAndWithoutItsValue() {
    assertThatThrownBy(() -> written(Map.of("secret", new Customer())))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining(Customer.class.getTypeName())
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> written(new Page<>(List.of(new Object()), null)))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> written(new byte[] {1}))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("byte[]");
    assertThatThrownBy(() -> written(List.of(Json.ofText("{"))))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("an invalid Json");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> written(endless))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("256 levels");
  }

  /** Methods whose declared type is known when the tools are made. */
  @SuppressWarnings("unused") // found by reflection
  static final class Fitting {
    @ToolMethod
    Page<Hit> page() {
      return new Page<>(List.of(), null);
    }

    @ToolMethod
    Object[] array() {
      return new Object[0];
    }

    @ToolMethod
    Date date() {
      return new Date(0);
    }

    @ToolMethod
    CompletableFuture<Void> later() {
      return CompletableFuture.completedFuture(null);
    }

    @ToolMethod
    Map<Customer, Optional<? extends Number>> map() {
      return Collections.emptyMap();
    }

    @ToolMethod
    <T> List<T> any() {
      return Collections.emptyList();
    }

    @ToolMethod
    InputStream onlyItsValueTells() {
      return InputStream.nullInputStream();
    }

    @ToolMethod
    void nothing() {}
  }

  /** One each that returns what can never be written. */
  @SuppressWarnings("unused") // found by reflection
  static final class Customers {
    @ToolMethod
    Customer customer() {
      return new Customer();
    }
  }

  /** In a list in a future. */
  @SuppressWarnings("unused") // found by reflection
  static final class Later {
    @ToolMethod
    CompletableFuture<List<Customer>> customers() {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  /** In a component of a generic record. */
  @SuppressWarnings("unused") // found by reflection
  static final class Pages {
    @ToolMethod
    Page<byte[]> bytes() {
      return new Page<>(List.of(), null);
    }
  }

  @Test
  void aDeclaredTypeThatCannotBeWrittenIsRefusedWhenTheToolIsMade() {
    assertThat(Tool.in(new Fitting())).hasSize(8);
    for (Object owner : Arrays.asList(new Customers(), new Later())) {
      assertThatThrownBy(() -> Tool.in(owner))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(Customer.class.getTypeName(), "cannot be written as JSON");
    }
    assertThatThrownBy(() -> Tool.in(new Pages()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("byte[]");
  }
}
