package io.llmgw.cache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.Operation;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Asking;
import io.llmgw.cache.entry.Origin;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bytes whose seal is right may be anything all the same. */
@Fault("F133")
class AnswerCodecTest {
  private static final Completed END = new Completed(FinishReason.STOP, Usage.reported(7, 3));

  private final VirtualTime time = VirtualTime.create();

  private static Answer answer(LlmEvent... events) {
    return answer("t", events);
  }

  private static Answer answer(String tenant, LlmEvent... events) {
    return new Answer(
        new Origin("default", Operation.CHAT, tenant, "smart", "a/m", true),
        new Asking(0, 1),
        0,
        Duration.ofHours(1),
        100,
        null,
        null,
        List.of(events),
        Usage.reported(7, 3),
        Cost.estimated(new BigDecimal("0.001"), "USD"),
        Duration.ofMillis(300));
  }

  private byte[] written(LlmEvent... events) {
    return AnswerCodec.write(answer(events), time);
  }

  private @Nullable Answer read(byte[] bytes) {
    return AnswerCodec.read(bytes, time.now(), time.nanos());
  }

  @Test
  void readsWhatItWrote() {
    LlmEvent[] events = {
      new Started(new ResponseHead("r", "m", null, 200, RateLimits.NONE, Map.of(), "Groq")),
      new TextDelta(0, "bl\ud83d"),
      new ToolCallStarted(1, "c", "t", Map.of("sig", Json.ofText("{ }"))),
      new ToolArgumentsDelta(1, "{}"),
      END
    };
    time.advance(Duration.ofSeconds(9));

    Answer read = Objects.requireNonNull(read(written(events)));

    assertThat(read.events()).containsExactly(events);
    assertThat(read.age(time.nanos())).isEqualTo(Duration.ofSeconds(9));
    assertThat(read.usage()).isEqualTo(Usage.reported(7, 3));
    assertThat(read.took()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void whatItReadCountsWithTheNamesAroundIt() {
    LlmEvent[] events = {Started.inProcess(), new TextDelta(0, "blue"), END};
    byte[] longer = AnswerCodec.write(answer("t".repeat(5_001), events), time);

    int bytes = Objects.requireNonNull(read(longer)).bytes();

    int plain = Objects.requireNonNull(read(written(events))).bytes();
    assertThat(bytes - plain).isEqualTo(5_000);
  }

  @Test
  void anotherVersionIsNone() {
    byte[] bytes = written(Started.inProcess(), new TextDelta(0, "blue"), END);
    bytes[3]++;

    assertThat(read(bytes)).isNull();
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    TextDelta text = new TextDelta(0, "blue");
    List<byte[]> wrong =
        List.of(
            written(),
            written(END),
            written(text, END),
            written(Started.inProcess(), text),
            written(Started.inProcess(), Started.inProcess(), END),
            written(Started.inProcess(), END, END));
    for (byte[] bytes : wrong) {
      assertThatThrownBy(() -> read(bytes)).isInstanceOf(RuntimeException.class);
    }
  }

  /** Of time, tokens and money: what a call cannot have had would fail the one that is answered. */
  @Test
  void numbersThatNoCallHasAreRefused() {
    Answer good = answer(Started.inProcess(), new TextDelta(0, "blue"), END);
    Usage endless = Usage.reported(Long.MAX_VALUE, 1);
    Cost dear = Cost.estimated(new BigDecimal("1E+31"), "USD");
    List<Answer> wrong =
        List.of(
            with(good, good.ttl(), good.usage(), good.cost(), Duration.ofNanos(-1)),
            with(good, good.ttl(), good.usage(), good.cost(), Duration.ofDays(366)),
            with(good, Duration.ofMillis(-1), good.usage(), good.cost(), good.took()),
            with(good, Duration.ofDays(366), good.usage(), good.cost(), good.took()),
            with(good, good.ttl(), endless, good.cost(), good.took()),
            with(good, good.ttl(), good.usage(), dear, good.took()),
            answer(Started.inProcess(), new UsageReported(endless), END),
            answer(Started.inProcess(), new BillReported(dear, null), END),
            answer(Started.inProcess(), new Completed(FinishReason.STOP, endless)));

    for (Answer answer : wrong) {
      byte[] bytes = AnswerCodec.write(answer, time);
      assertThatThrownBy(() -> read(bytes)).isInstanceOf(RuntimeException.class);
    }
    assertThat(read(AnswerCodec.write(good, time))).isNotNull();
  }

  private static Answer with(Answer good, Duration ttl, Usage usage, Cost cost, Duration took) {
    return new Answer(
        good.origin(), good.asking(), 0, ttl, 100, null, null, good.events(), usage, cost, took);
  }

  @Test
  void whateverTheBytesAreNothingButARuntimeExceptionComesOfThem() {
    byte[] good =
        written(
            Started.inProcess(),
            new TextDelta(0, "blue"),
            new ToolCallStarted(1, "c", "t", Map.of("sig", Json.ofText("{}"))),
            END);
    Random random = new Random(29);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = i % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int j = 0; j < random.nextInt(6) && bad.length > 4; j++) {
        bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
      }
      try {
        Answer read = read(bad);
        List<LlmEvent> events = new ArrayList<>(read == null ? List.of() : read.events());
        assertThat(events.size()).isLessThan(100);
      } catch (RuntimeException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }
}
