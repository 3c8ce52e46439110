package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.simulation.ServerRequest.Ending;
import java.util.ArrayList;
import java.util.List;
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
    List<AttemptRecord> sent = new ArrayList<>(attempts.size());
    for (AttemptRecord attempt : attempts) {
      if (attempt.error() == null || arrives(attempt.error())) {
        sent.add(attempt);
      }
    }
    if (sent.size() != seen.size()) {
      mismatch.accept(
          "call " + call + " tells of " + sent.size() + " requests, and " + seen.size() + " came");
      return;
    }
    for (int i = 0; i < sent.size(); i++) {
      String difference = difference(sent.get(i), seen.get(i).record());
      if (difference != null) {
        mismatch.accept("call " + call + ", request " + (i + 1) + ": " + difference);
      }
    }
    if (text != null && !isOf(seen, text, answered)) {
      mismatch.accept("call " + call + " was given what its last request was not answered");
    }
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
          case LEFT -> told.state() == AttemptState.CANCELLED || told.error() == ErrorKind.TIMEOUT;
        };
    return same ? null : "told as " + told.state() + " " + told.error() + ", was " + words(saw);
  }

  private static String words(ServerRequest saw) {
    return saw.ending() == Ending.FAILED ? "FAILED " + saw.error() : saw.ending().toString();
  }

  /** An answer is that of the last request; of one that broke off, its beginning. */
  private static boolean isOf(List<ServerExchange> seen, String text, boolean answered) {
    if (seen.isEmpty()) {
      return false;
    }
    String whole = seen.get(seen.size() - 1).text();
    return answered ? whole.equals(text) : whole.startsWith(text);
  }
}
