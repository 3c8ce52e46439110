package io.llmgw.providers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | ",
        "[{\"a\":1}] | {\"a\":1}",
        " [ {\"a\":1} , {\"b\":[1,{}]} ] | {\"a\":1} {\"b\":[1,{}]}",
        "[{\"a\":\"]},{\\\"\"},{\"b\":\"\\\\\"}] | {\"a\":\"]},{\\\"\"} {\"b\":\"\\\\\"}",
        "[[1],[[2]]] | [1] [[2]]",
        "[1,\"a,]\",null] | 1 \"a,]\" null",
        "[{\"a\":1}],{\"b\":2} | {\"a\":1}",
        "[{\"a\":1},{\"b\": | {\"a\":1} {\"b\":",
        "[{\"a\":1} | {\"a\":1}",
        "[ | "
      })
  void cutsAnArrayIntoItsElementsHoweverItComes(String body, String elements) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String expected = elements == null ? "" : elements;

    assertThat(read(Cuts.whole(bytes), 100)).isEqualTo(expected);
    assertThat(read(Cuts.single(bytes), 100)).isEqualTo(expected);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(read(Cuts.random(bytes, 3, new Random(seed)), 100)).isEqualTo(expected);
    }
  }

  @Test
  void elementsOfAllSizesPassThroughOneBuffer() throws IOException {
    StringBuilder body = new StringBuilder("[");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      expected.add("{\"a\":\"" + "x".repeat(i * 997 % 20_000) + "\"}");
    }
    body.append(String.join(",\r\n", expected)).append("\n]");

    String read = read(Cuts.whole(body.toString().getBytes(StandardCharsets.UTF_8)), 30_000);

    assertThat(read).isEqualTo(String.join(" ", expected));
  }

  @Test
  void anElementThatIsTooLargeIsRefused() {
    byte[] body = ("[{\"a\":\"" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> read(Cuts.whole(body), 20_000))
        .isInstanceOf(FrameTooLargeException.class);
  }

  private static String read(ByteSource source, int most) throws IOException {
    ArrayReader reader = new ArrayReader(source, most);
    List<String> elements = new ArrayList<>();
    Frame frame;
    while ((frame = reader.next()) != null) {
      elements.add(
          new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8)
              .strip());
    }
    assertThat(reader.next()).isNull();
    return String.join(" ", elements);
  }
}
