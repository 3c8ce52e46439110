package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.simulation.ServerRequest.Ending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds what a call says of itself against what the simulated models saw of it. */
final class Comparison {
  private Comparison() {}

  /**
   * Compares one call.
   *
   * @param seen its requests, in the order in which they arrived
   * @param text what its caller was given; null for nothing
   * @param mismatch told each difference
   */
  static void compare(
      long call,
      List<AttemptRecord> attempts,
      List<ServerExchange> seen,
      @Nullable String text,
      boolean answered,
      Consumer<String> mismatch) {
    Map<Integer, ServerExchange> byAttempt = new HashMap<>();
    for (ServerExchange exchange : seen) {
      if (byAttempt.put(exchange.attempt(), exchange) != null) {
        mismatch.accept("call " + call + " sent attempt " + exchange.attempt() + " twice");
      }
    }
    if (text != null && !isOf(attempts, byAttempt, text, answered)) {
      mismatch.accept("call " + call + " was given what the attempt that served it did not bring");
    }
    for (AttemptRecord attempt : attempts) {
      ServerExchange exchange = byAttempt.remove(attempt.number());
      String difference =
          exchange == null ? unsent(attempt) : difference(attempt, exchange.record());
      if (difference != null) {
        mismatch.accept("call " + call + ", attempt " + attempt.number() + ": " + difference);
      }
    }
    byAttempt.forEach(
        (number, exchange) ->
            mismatch.accept(
                "call "
                    + call
                    + " does not tell of request "
                    + number
                    + " at "
                    + exchange.target()));
  }

  /** A hedge that has lost before it was sent is listed, and has cost nothing. */
  private static @Nullable String unsent(AttemptRecord attempt) {
    boolean local = attempt.error() != null && !arrives(attempt.error());
    boolean lost = attempt.state() == AttemptState.CANCELLED && !attempt.possiblyBilled();
    return local || lost ? null : "told as " + attempt.state() + ", and no request came";
  }

  /** Failures that are made on this side: the request has not come to a model. */
  private static boolean arrives(ErrorKind kind) {
    return switch (kind) {
      case NO_TARGET, REJECTED_LOCAL, UNSUPPORTED, CONFIGURATION, BUDGET, NO_PRICE, BLOCKED ->
          false;
      default -> true;
    };
  }

  private static @Nullable String difference(AttemptRecord told, @Nullable ServerRequest saw) {
    if (saw == null) {
      return "it is still open";
    }
    if (!told.target().equals(saw.target()) || !Objects.equals(told.keyAlias(), saw.keyAlias())) {
      return "sent to " + told.target() + ", came to " + saw.target();
    }
    boolean same =
        switch (saw.ending()) {
          case ANSWERED ->
              told.state() == AttemptState.SUCCEEDED
                  && told.usage().tokens(TokenKind.OUTPUT) == saw.outputTokens();
          case FAILED -> told.state() == AttemptState.FAILED && told.error() == saw.error();
          case LEFT ->
              told.state() == AttemptState.CANCELLED
                  || told.state() == AttemptState.RUNNING // the call has not waited for its end
                  || told.error() == ErrorKind.TIMEOUT;
        };
    return same ? null : "told as " + told.state() + " " + told.error() + ", was " + words(saw);
  }

  private static String words(ServerRequest saw) {
    return saw.ending() == Ending.FAILED ? "FAILED " + saw.error() : saw.ending().toString();
  }

  /** An answer is that of the attempt that succeeded; of one that broke off, its beginning. */
  private static boolean isOf(
      List<AttemptRecord> attempts,
      Map<Integer, ServerExchange> byAttempt,
      String text,
      boolean answered) {
    for (AttemptRecord attempt : attempts) {
      ServerExchange exchange = byAttempt.get(attempt.number());
      boolean mayServe =
          answered ? attempt.state() == AttemptState.SUCCEEDED : attempt.timeToFirstToken() != null;
      if (exchange != null && mayServe) {
        String whole = exchange.text();
        return answered ? whole.equals(text) : whole.startsWith(text);
      }
    }
    return false;
  }
}
