package io.llmgw.test.simulated;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.simulated.Course.Incident.Action;
import io.llmgw.test.simulated.Course.Incident.Unit;
import io.llmgw.test.simulated.ServedReply.Ending;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Sends one answer over one connection, with what goes wrong on the way. Used once. */
final class Serving {
  private final Peer peer;
  private final TimeSource time;
  private final BooleanSupplier stopped;
  private final Protocol protocol;
  private final Answer answer;
  private final Course course;
  private final BiConsumer<Serving, Ending> onEnd;
  private final StringBuilder text = new StringBuilder();
  private int events;
  private int bodyBytes;
  private boolean headSent;
  private boolean finished;
  private boolean reusable;

  /**
   * What is to be sent, and how.
   *
   * @param stopped whether the server is closed
   * @param onEnd told how it ends before the other side can see it, and again when it then ended
   *     otherwise
   */
  Serving(
      Peer peer,
      TimeSource time,
      BooleanSupplier stopped,
      Protocol protocol,
      Answer answer,
      Course course,
      BiConsumer<Serving, Ending> onEnd) {
    this.peer = peer;
    this.time = time;
    this.stopped = stopped;
    this.protocol = protocol;
    this.answer = answer;
    this.course = course;
    this.onEnd = onEnd;
  }

  /** Sends it. */
  void run() throws IOException, InterruptedException {
    Ending ending = Ending.STOPPED;
    try {
      pause(course.delay());
      happen(Unit.HEAD, 0);
      sendHead();
      if (answer.streamed()) {
        sendStream();
      } else {
        sendWhole();
      }
      ending = Ending.COMPLETE;
      reusable = true;
    } catch (Over over) {
      ending = over.ending;
    } catch (IOException e) {
      ending = stopped.getAsBoolean() ? Ending.STOPPED : Ending.LEFT;
      throw e;
    } finally {
      onEnd.accept(this, ending);
    }
  }

  /** Whether the body has ended where its framing says, so that another request may follow. */
  boolean isReusable() {
    return reusable;
  }

  /** The text that has been sent so far. */
  String text() {
    return text.toString();
  }

  /** How many events with content have been sent so far. */
  int events() {
    return events;
  }

  /** Whether the head has been sent. */
  boolean isHeadSent() {
    return headSent;
  }

  /** Whether the reason for the end has been sent. */
  boolean isFinished() {
    return finished;
  }

  private void sendHead() throws IOException {
    List<String> lines = new ArrayList<>();
    answer.headers().forEach((name, value) -> lines.add(name + ": " + value));
    lines.add(
        answer.streamed()
            ? "transfer-encoding: chunked"
            : "content-length: " + answer.body().getBytes(StandardCharsets.UTF_8).length);
    peer.send(HttpText.head(answer.status(), lines).getBytes(StandardCharsets.UTF_8));
    headSent = true;
  }

  private void sendStream() throws IOException, InterruptedException, Over {
    send(answer.opening());
    happen(Unit.EVENTS, 0);
    for (Answer.Frame frame : answer.events()) {
      pause(course.pace());
      send(frame.bytes());
      text.append(frame.text());
      events++;
      happen(Unit.EVENTS, events);
    }
    finished = true;
    onEnd.accept(this, Ending.COMPLETE);
    // In one packet with what comes last, as servers do that write an answer and return.
    String end = course.lingering() ? "" : HttpText.LAST_CHUNK;
    boolean endsWithClosing = answer.done().isEmpty();
    try {
      send(answer.closing(), endsWithClosing ? end : "");
    } catch (IOException | Over e) {
      finished = false;
      throw e;
    }
    send(answer.done(), endsWithClosing ? "" : end);
    if (course.lingering()) {
      hold(() -> false);
    }
  }

  private void sendWhole() throws IOException, InterruptedException, Over {
    send(answer.opening());
    for (Course.Incident incident : course.incidents()) {
      if (incident.unit() == Unit.EVENTS) {
        happen(incident.action());
      }
    }
    text.append(answer.text());
    events = answer.events().size();
    finished = true;
    onEnd.accept(this, Ending.COMPLETE);
    try {
      send(answer.closing());
    } catch (IOException | Over e) {
      text.setLength(0);
      events = 0;
      finished = false;
      throw e;
    }
  }

  private void send(String part) throws IOException, InterruptedException, Over {
    send(part, "");
  }

  /**
   * Sends a part of the body.
   *
   * @param tail what goes out together with the last piece of it, outside of the body
   */
  private void send(String part, String tail) throws IOException, InterruptedException, Over {
    byte[] bytes =
        part.getBytes(answer.streamed() ? protocol.streamCharset() : StandardCharsets.UTF_8);
    int from = 0;
    while (from < bytes.length) {
      happen(Unit.BYTES, bodyBytes);
      int to = nextStop(from, bytes.length);
      sendPiece(bytes, from, to - from, to == bytes.length ? tail : "");
      bodyBytes += to - from;
      from = to;
    }
    if (bytes.length == 0 && !tail.isEmpty()) {
      peer.send(tail.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where the next piece ends: at an incident, at the end of a slice, or at the end. */
  private int nextStop(int from, int end) {
    int stop = course.sliceBytes() == 0 ? end : Math.min(end, from + course.sliceBytes());
    for (Course.Incident incident : course.incidents()) {
      int place = from + incident.place() - bodyBytes;
      if (incident.unit() == Unit.BYTES && place > from && place < stop) {
        stop = place;
      }
    }
    return stop;
  }

  private void sendPiece(byte[] bytes, int from, int length, String tail) throws IOException {
    if (!answer.streamed()) {
      peer.send(bytes, from, length);
      return;
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(length + 16);
    chunk.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
    chunk.write(bytes, from, length);
    chunk.writeBytes(("\r\n" + tail).getBytes(StandardCharsets.UTF_8));
    peer.send(chunk.toByteArray());
  }

  private void happen(Unit unit, int place) throws IOException, InterruptedException, Over {
    for (Action action : course.at(unit, place)) {
      happen(action);
    }
  }

  private void happen(Action action) throws IOException, InterruptedException, Over {
    if (action instanceof Action.Hold hold) {
      hold.gate().arrive();
      hold(hold.gate()::isOpen);
    } else if (action instanceof Action.Break broken) {
      cut(broken.cut());
    } else if (action instanceof Action.End) {
      end();
    } else if (answer.streamed() && action instanceof Action.Frame frame) {
      send(protocol.frame(frame.payload()));
    } else if (answer.streamed() && action instanceof Action.Ping) {
      send(protocol.ping());
    } else if (answer.streamed() && action instanceof Action.Fail fail) {
      send(protocol.failure(fail.code()));
      end();
    }
  }

  private void hold(BooleanSupplier released) throws IOException, Over {
    if (peer.awaitGone(() -> released.getAsBoolean() || stopped.getAsBoolean())) {
      throw new Over(Ending.LEFT);
    }
    if (stopped.getAsBoolean()) {
      throw new Over(Ending.STOPPED);
    }
  }

  private void cut(Cut cut) throws IOException, Over {
    onEnd.accept(this, Ending.CUT);
    if (cut == Cut.RST) {
      peer.reset();
    } else {
      peer.finish();
    }
    throw new Over(Ending.CUT);
  }

  private void end() throws IOException, Over {
    onEnd.accept(this, Ending.CUT);
    if (answer.streamed()) {
      peer.send(HttpText.LAST_CHUNK.getBytes(StandardCharsets.UTF_8));
      reusable = true;
    } else {
      peer.finish();
    }
    throw new Over(Ending.CUT);
  }

  private void pause(Duration duration) throws InterruptedException {
    if (!duration.isZero()) {
      time.sleep(duration);
    }
  }

  /** The serving ends here. */
  private static final class Over extends Exception {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    Over(Ending ending) {
      super(ending.name(), null, false, false);
      this.ending = ending;
    }
  }
}
