package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.wire.BrokenFrameException;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.FrameReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stream as it is, and once more so that each of its frames goes through the parser: every
 * other frame gets a blank before it, which changes nothing but that no frame repeats the bytes of
 * the one before. Both times the same must come out.
 */
public record ParsedFrames(FormatReading reading) {
  /** Compares the events of both readings, and how they end. */
  public void compare(byte[] stream) {
    assertThat(asItIs(stream)).isEqualTo(parsed(stream));
  }

  private String asItIs(byte[] stream) {
    List<LlmEvent> events = new ArrayList<>();
    String end = "";
    try {
      reading.stream(Cuts.whole(stream), reading.head(), events::add);
    } catch (LlmException e) {
      end = described(e);
    }
    return FormatReading.describe(events) + end;
  }

  private String parsed(byte[] stream) {
    List<LlmEvent> events = new ArrayList<>();
    String end = "";
    try {
      decode(stream, reading.format().frames(reading.head(), events::add));
    } catch (LlmException e) {
      end = described(e);
    }
    return FormatReading.describe(events) + end;
  }

  private void decode(byte[] stream, FrameDecoder decoder) {
    FrameReader reader = reading.frames(Cuts.whole(stream));
    try {
      Frame frame;
      for (int i = 0; (frame = reader.next()) != null; i++) {
        if (decoder.decode(i % 2 == 0 ? frame : indented(frame))) {
          return;
        }
      }
    } catch (BrokenFrameException e) {
      throw FormatReading.broken(reading.head(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    decoder.end();
  }

  private static Frame indented(Frame frame) {
    if (frame.length() == 0 || frame.bytes()[frame.offset()] != '{') {
      return frame; // the word that ends a stream is told by its bytes
    }
    byte[] bytes = new byte[frame.length() + 1];
    bytes[0] = ' ';
    System.arraycopy(frame.bytes(), frame.offset(), bytes, 1, frame.length());
    Frame indented = new Frame();
    indented.show(frame.name(), bytes, 0, bytes.length, frame.isFailure());
    return indented;
  }

  private static String described(LlmException e) {
    return e.kind() + " " + e.providerCode() + " " + e.getMessage();
  }
}
