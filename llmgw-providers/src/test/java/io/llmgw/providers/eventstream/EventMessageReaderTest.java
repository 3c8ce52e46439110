package io.llmgw.providers.eventstream;

import static io.llmgw.providers.replay.EventMessages.header;
import static io.llmgw.providers.replay.EventMessages.headers;
import static io.llmgw.providers.replay.EventMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.EventMessages;
import io.llmgw.providers.wire.BrokenFrameException;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageReaderTest {
  private static final int ROOMY = 1 << 20;
  private static final byte[] EVENT = headers(":event-type", "delta", ":message-type", "event");

  @Test
  void readsWhatHasBeenWritten() throws IOException {
    byte[] stream =
        EventMessages.of(
            """
            event: messageStart
            data: {"role":"assistant"}

            event: contentBlockDelta
            data: {"text":"caf\u00e9"}

            event: exception throttlingException
            data: {"message":"slow down"}

            event: error InternalError
            data:\s

            """);

    assertThat(read(Cuts.whole(stream)))
        .containsExactly(
            "messageStart {\"role\":\"assistant\"}",
            "contentBlockDelta {\"text\":\"caf\u00e9\"}",
            "failure throttlingException {\"message\":\"slow down\"}",
            "failure InternalError ");
  }

  @Test
  void readsTheSameWhereverItIsCut() throws IOException {
    Random random = new Random(7);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      byte[] payload = new byte[random.nextInt(i % 10 == 0 ? 20_000 : 200)];
      Arrays.fill(payload, (byte) ('a' + i % 26));
      stream.writeBytes(message(headers(":event-type", "e" + i % 3), payload));
    }
    byte[] bytes = stream.toByteArray();
    List<String> expected = read(Cuts.whole(bytes));

    assertThat(expected).hasSize(60);
    assertThat(read(Cuts.single(bytes))).isEqualTo(expected);
    for (int seed = 0; seed < 200; seed++) {
      assertThat(read(Cuts.random(bytes, 1 + seed, new Random(seed)))).isEqualTo(expected);
    }
  }

  @Test
  void skipsHeadersOfEveryTypeThatTellNothing() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header("true", 0));
    all.writeBytes(header("false", 1));
    all.writeBytes(header("byte", 2, 1));
    all.writeBytes(header("short", 3, 1, 2));
    all.writeBytes(header("integer", 4, 1, 2, 3, 4));
    all.writeBytes(header("long", 5, 1, 2, 3, 4, 5, 6, 7, 8));
    all.writeBytes(header("bytes", 6, 0, 3, 7, 7, 7));
    all.writeBytes(header("string", 7, 0, 2, 'h', 'i'));
    all.writeBytes(header("time", 8, 1, 2, 3, 4, 5, 6, 7, 8));
    all.writeBytes(header("uuid", 9, new int[16]));
    all.writeBytes(header(":event-type", 6, 0, 1, 'x')); // not a text, so no name either
    all.writeBytes(EVENT);

    assertThat(read(Cuts.whole(message(all.toByteArray(), bytes("!"))))).containsExactly("delta !");
    assertThat(read(Cuts.whole(message(new byte[0], bytes("!"))))).containsExactly("null !");
  }

  @Test
  void aNameThatChangesIsReadAnew() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String name : List.of("a", "a", "b", "a")) {
      stream.writeBytes(message(headers(":event-type", name), bytes(name)));
    }
    stream.writeBytes(message(new byte[0], bytes("none")));

    assertThat(read(Cuts.whole(stream.toByteArray())))
        .containsExactly("a a", "a a", "b b", "a a", "null none");
  }

  @Test
  void everyBitOfAMessageIsChecked() {
    byte[] message = message(EVENT, bytes("{\"text\":\"secret\"}"));
    for (int bit = 0; bit < message.length * 8; bit++) {
      byte[] broken = message.clone();
      broken[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> read(Cuts.whole(broken)))
          .as("bit " + bit)
          .isInstanceOf(BrokenFrameException.class)
          .hasMessageContaining("checksum")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void whatTheEndCutsIsDiscarded() throws IOException {
    byte[] message = message(EVENT, bytes("x"));
    byte[] two = ByteBuffer.allocate(2 * message.length).put(message).put(message).array();
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(two, message.length + length);

      assertThat(read(Cuts.whole(cut))).as("" + length).containsExactly("delta x");
    }
  }

  @Test
  void aMessageBeyondTheLimitIsRefusedBeforeItIsRead() throws IOException {
    byte[] fits = message(EVENT, new byte[ROOMY - EVENT.length - 16]);
    int[] asked = {0};
    byte[] prelude = prelude(ROOMY + 1, EVENT.length);
    ByteSource source =
        (into, offset, length) -> {
          asked[0]++;
          System.arraycopy(prelude, 0, into, offset, prelude.length);
          return prelude.length;
        };

    assertThat(new EventMessageReader(Cuts.whole(fits), ROOMY).next()).isNotNull();
    assertThatThrownBy(() -> new EventMessageReader(source, ROOMY).next())
        .isInstanceOfSatisfying(
            FrameTooLargeException.class, e -> assertThat(e.limit()).isEqualTo(ROOMY));
    assertThat(asked[0]).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {EventMessageReader.MOST_BYTES + 1, Integer.MAX_VALUE, -1, 0, 15})
  void lengthsThatCannotBeAreNotBelieved(int length) {
    byte[] prelude = prelude(length, 0);

    assertThatThrownBy(() -> new EventMessageReader(Cuts.whole(prelude), Integer.MAX_VALUE).next())
        .isInstanceOf(BrokenFrameException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1, Integer.MIN_VALUE})
  void headersDoNotReachBeyondTheirMessage(int headersLength) {
    byte[] prelude = prelude(16, headersLength);

    assertThatThrownBy(() -> new EventMessageReader(Cuts.whole(prelude), ROOMY).next())
        .isInstanceOf(BrokenFrameException.class)
        .hasMessageContaining("lengths");
  }

  @Test
  void headersThatAreNoneAreAnError() {
    byte[] unknown = header("odd", 10);
    byte[] endless = header("odd", 7, 255, 255, 'x');
    byte[] nameless = {5, 'a'};
    byte[] typeless = {1, 'a'};
    byte[] lengthless = header("odd", 6, 1);

    for (byte[] headers : List.of(unknown, endless, nameless, typeless, lengthless)) {
      assertThatThrownBy(() -> read(Cuts.whole(message(headers, bytes("payload")))))
          .isInstanceOf(BrokenFrameException.class)
          .hasMessageContaining("header");
    }
  }

  @Test
  void holdsNoMoreThanHasCome() throws IOException {
    byte[] prelude = prelude(EventMessageReader.MOST_BYTES, 0);
    int[] largest = {0};
    int[] reads = {0};
    ByteSource source =
        (into, offset, length) -> {
          largest[0] = Math.max(largest[0], into.length);
          if (reads[0]++ == 0) {
            System.arraycopy(prelude, 0, into, offset, prelude.length);
            return prelude.length;
          }
          return reads[0] < 40 ? Math.min(length, 1_000) : -1;
        };

    assertThat(new EventMessageReader(source, Integer.MAX_VALUE).next()).isNull();
    assertThat(largest[0]).isLessThan(100_000);
  }

  private static byte[] prelude(int length, int headersLength) {
    ByteBuffer prelude = ByteBuffer.allocate(12).putInt(length).putInt(headersLength);
    return prelude.putInt(EventMessages.checksum(prelude.array(), 8)).array();
  }

  private static List<String> read(ByteSource source) throws IOException {
    EventMessageReader reader = new EventMessageReader(source, ROOMY);
    List<String> read = new ArrayList<>();
    Frame frame;
    while ((frame = reader.next()) != null) {
      String payload =
          new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8);
      read.add((frame.isFailure() ? "failure " : "") + frame.name() + " " + payload);
    }
    return read;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
