package io.llmgw.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

class JsonRoundTripTest {
  private final long seed = Long.getLong("llmgw.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @RepeatedTest(300)
  void whatIsWrittenIsReadBack() {
    Json written = Json.ofValue(value(0));

    byte[] sent = written.text().getBytes(StandardCharsets.UTF_8);
    Json read = Json.ofText(new String(sent, StandardCharsets.UTF_8));

    assertThat(read.value()).as("llmgw.seed=%d", seed).isEqualTo(written.value());
    assertThat(Json.ofValue(read.value()).text())
        .as("llmgw.seed=%d", seed)
        .isEqualTo(written.text());
  }

  @RepeatedTest(300)
  void rewritingForthAndBackLosesNothing() {
    Json before = Json.ofText(Json.ofValue(value(0)).text());

    Json there = before.mapStrings((pointer, leaf) -> leaf + "!");
    Json back = there.mapStrings((pointer, leaf) -> leaf.substring(0, leaf.length() - 1));

    assertThat(back).as("llmgw.seed=%d", seed).isEqualTo(before);
    assertThat(Json.ofText(there.text())).as("llmgw.seed=%d", seed).isEqualTo(there);
  }

  @RepeatedTest(300)
  void aDamagedTextIsRefusedOrReadButNeverBreaksTheReader() {
    StringBuilder text = new StringBuilder(Json.ofValue(value(0)).text());
    for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, "{}[]\",:\\0e.-".charAt(random.nextInt(12)));
        default -> text.setCharAt(at, (char) random.nextInt(128));
      }
    }

    Json damaged = Json.ofText(text.toString());

    if (damaged.isValid()) {
      assertThat(Json.ofText(Json.ofValue(damaged.value()).text()).value())
          .as("llmgw.seed=%d", seed)
          .isEqualTo(damaged.value());
    }
  }

  private @Nullable Object value(int depth) {
    switch (random.nextInt(depth > 5 ? 8 : 11)) {
      case 0:
        return null;
      case 1:
        return random.nextBoolean();
      case 2:
        return random.nextLong();
      case 3:
        return new BigInteger(1 + random.nextInt(900), random);
      case 4:
        return Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 5:
        return new BigDecimal(
            new BigInteger(1 + random.nextInt(200), random), random.nextInt(600) - 300);
      case 6, 7:
        return string();
      case 8:
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          list.add(value(depth + 1));
        }
        return list;
      default:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          map.put(string(), value(depth + 1));
        }
        return map;
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> out.append((char) random.nextInt(0x80));
        case 1 -> out.append((char) random.nextInt(0x10000));
        case 2 -> out.append("~/\\\"\n").append((char) (0xD800 + random.nextInt(0x800)));
        case 3 -> out.appendCodePoint(0x1F600 + random.nextInt(80));
        default -> out.append((char) ('a' + random.nextInt(26)));
      }
    }
    return out.toString();
  }
}
