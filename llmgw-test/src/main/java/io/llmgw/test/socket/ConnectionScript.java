package io.llmgw.test.socket;

import io.llmgw.test.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ScriptedServer} does with one connection, byte by byte: {@code
 * ConnectionScript.accept().readRequest().send(head).send(half).reset()}. After the last step the
 * connection is closed cleanly. Immutable.
 */
public final class ConnectionScript {
  private final List<Step> steps;

  private ConnectionScript(List<Step> steps) {
    this.steps = steps;
  }

  /** A connection that is accepted; nothing more yet. */
  public static ConnectionScript accept() {
    return new ConnectionScript(List.of());
  }

  /** Reads one HTTP/1.1 request, which the server remembers. */
  public ConnectionScript readRequest() {
    return then(ScriptedServer::readRequest);
  }

  /** Reads and drops so many bytes. */
  public ConnectionScript read(int bytes) {
    return then((server, peer) -> peer.skip(bytes));
  }

  /** Sends a text in UTF-8. */
  public ConnectionScript send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public ConnectionScript send(byte[] bytes) {
    byte[] copy = bytes.clone();
    return then((server, peer) -> peer.send(copy));
  }

  /** Sends a text in slices of so many bytes, each in a write of its own. */
  public ConnectionScript sendSliced(String text, int sliceBytes) {
    return sendSliced(text, sliceBytes, Duration.ZERO);
  }

  /** Sends a text in slices of so many bytes, and waits after each. */
  public ConnectionScript sendSliced(String text, int sliceBytes, Duration pause) {
    if (sliceBytes < 1) {
      throw new IllegalArgumentException("slices of " + sliceBytes + " bytes: must be 1 or more");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return then(
        (server, peer) -> {
          for (int from = 0; from < bytes.length; from += sliceBytes) {
            peer.send(bytes, from, Math.min(sliceBytes, bytes.length - from));
            server.pause(pause);
          }
        });
  }

  /** Sends a text again and again until the other side closes. */
  public ConnectionScript sendForever(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return then(
        (server, peer) -> {
          while (!server.isClosed()) {
            peer.send(bytes);
          }
        });
  }

  /** Waits on the clocks of the server. */
  public ConnectionScript pause(Duration duration) {
    return then((server, peer) -> server.pause(duration));
  }

  /**
   * Sends nothing until the gate is open, or the other side or the server closes. To notice the
   * former it reads, and what comes meanwhile is dropped: see {@link #leaveUnread}.
   */
  public ConnectionScript waitFor(Gate gate) {
    return then(
        (server, peer) -> {
          gate.arrive();
          peer.awaitGone(() -> gate.isOpen() || server.isClosed());
        });
  }

  /**
   * Reads and sends nothing until the gate is open, or the server closes, as a busy host does: what
   * the other side sends stays where it is, and in the end it cannot send any more. That it closes
   * is not noticed.
   */
  public ConnectionScript leaveUnread(Gate gate) {
    return then((server, peer) -> gate.pass());
  }

  /** As {@link #waitFor}, until the other side or the server closes. */
  public ConnectionScript stall() {
    return waitFor(Gate.closed());
  }

  /** Breaks the connection (RST). */
  public ConnectionScript reset() {
    return then((server, peer) -> peer.reset());
  }

  /** Ends what the server sends (FIN), and waits for the other side to close. */
  public ConnectionScript finish() {
    return then((server, peer) -> peer.finish()).stall();
  }

  void play(ScriptedServer server, Peer peer) throws IOException, InterruptedException {
    for (Step step : steps) {
      if (peer.isClosed()) {
        return;
      }
      step.take(server, peer);
    }
  }

  private ConnectionScript then(Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.add(step);
    return new ConnectionScript(List.copyOf(all));
  }

  /** One thing to do. */
  @FunctionalInterface
  private interface Step {
    void take(ScriptedServer server, Peer peer) throws IOException, InterruptedException;
  }
}
