package io.llmgw.test;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Provider;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;

/**
 * What the calls of an {@link EntryPointContract} reach in the end: a model in this process, or a
 * provider that speaks its protocol over HTTP. The contract says how it behaves; a new one for each
 * call.
 */
public abstract sealed class Upstream {
  private Upstream() {}

  /**
   * A {@link ScriptedProvider}: fast, and with nothing but the engine between it and the caller.
   */
  public static Upstream scripted() {
    return new Scripted();
  }

  /**
   * The real provider of the server's protocol, and the server on loopback. A call that wants its
   * answer whole gets it in one piece here or not at all, and a client that {@linkplain
   * io.llmgw.api.LlmClientBuilder#retries tries again} will where the connection broke.
   *
   * @param server without any answer yet
   */
  public static Upstream simulated(SimulatedProvider.Builder server) {
    return new Simulated(server);
  }

  abstract Provider provider();

  abstract String model();

  abstract void answers(String text);

  /** Fails with {@link ErrorKind#INVALID_REQUEST}. */
  abstract void failsBeforeContent();

  /** Says some words of the text and fails with {@link ErrorKind#STREAM_BROKEN}. */
  abstract void failsAfterContent(String text);

  abstract void waitsBeforeContent(Gate gate);

  /** Says the first word of the text and waits. */
  abstract void waitsAfterContent(String text, Gate gate);

  /** Whether words that come before a failure reach the engine through this door. */
  abstract boolean givesPieces(Door door);

  abstract int received();

  /** Waits until it has let go of all that it received. */
  abstract void awaitIdle();

  /** Looks for what the client must have let go of when it was closed. */
  abstract void expectReleased();

  abstract void watchedBy(Leaks leaks);

  /** The model in this process. */
  private static final class Scripted extends Upstream {
    private final ScriptedProvider provider = ScriptedProvider.named("contract");

    @Override
    Provider provider() {
      return provider;
    }

    @Override
    String model() {
      return provider.model();
    }

    @Override
    void answers(String text) {
      provider.always(script -> script.text(text, 5));
    }

    @Override
    void failsBeforeContent() {
      provider.always(script -> script.started().fail(ErrorKind.INVALID_REQUEST));
    }

    @Override
    void failsAfterContent(String text) {
      int words = text.indexOf(' ', text.indexOf(' ') + 1) + 1;
      provider.always(
          script -> script.text(text.substring(0, words), 2).fail(ErrorKind.STREAM_BROKEN));
    }

    @Override
    void waitsBeforeContent(Gate gate) {
      provider.always(script -> script.waitFor(gate));
    }

    @Override
    void waitsAfterContent(String text, Gate gate) {
      provider.always(
          script -> script.text(text.substring(0, text.indexOf(' ') + 1)).waitFor(gate));
    }

    @Override
    boolean givesPieces(Door door) {
      return true;
    }

    @Override
    int received() {
      return provider.received();
    }

    @Override
    void awaitIdle() {
      provider.awaitNoOpenStreams();
    }

    @Override
    void expectReleased() {
      if (!provider.isClosed()) {
        throw new AssertionError("the client must close its provider");
      }
    }

    @Override
    void watchedBy(Leaks leaks) {
      leaks.of(provider);
    }
  }

  /** The server on loopback. */
  private static final class Simulated extends Upstream {
    private final SimulatedProvider server;
    private volatile Reply reply = Reply.status(500);

    Simulated(SimulatedProvider.Builder builder) {
      server = builder.always(request -> reply).start();
    }

    @Override
    Provider provider() {
      return server.provider();
    }

    @Override
    String model() {
      return server.model();
    }

    @Override
    void answers(String text) {
      reply = Reply.text(text).sliced(3);
    }

    @Override
    void failsBeforeContent() {
      reply = Reply.status(400);
    }

    @Override
    void failsAfterContent(String text) {
      reply = Reply.text(text).cutAfterEvents(2, Cut.RST);
    }

    @Override
    void waitsBeforeContent(Gate gate) {
      reply = Reply.text("").holdBeforeHead(gate);
    }

    @Override
    void waitsAfterContent(String text, Gate gate) {
      reply = Reply.text(text).holdAfterEvents(1, gate);
    }

    @Override
    boolean givesPieces(Door door) {
      return door == Door.STREAM || door == Door.PUBLISH;
    }

    @Override
    int received() {
      return server.requests().size();
    }

    /** What is held at a gate ends when the client has hung up, as none of the gates is opened. */
    @Override
    void awaitIdle() {
      server.awaitServed(server.requests().size());
      for (ServedReply served : server.log()) {
        if (served.ending() == ServedReply.Ending.STOPPED) {
          throw new AssertionError("the exchange was not ended by the client: " + served);
        }
      }
    }

    @Override
    void expectReleased() {
      Patience.until(
          "the client to close its connections to " + server.name(),
          () -> server.openConnections() == 0);
    }

    @Override
    void watchedBy(Leaks leaks) {
      leaks.of(server);
    }
  }
}
