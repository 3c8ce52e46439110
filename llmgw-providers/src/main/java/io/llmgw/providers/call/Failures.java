package io.llmgw.providers.call;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.connection.FailedLookupException;
import io.llmgw.providers.wire.AnswerTooLargeException;
import io.llmgw.providers.wire.BrokenFrameException;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link IOException} of one call means, told by the phase the call was in. Thread-safe.
 */
final class Failures {
  private final String provider;
  private final ProviderCall call;
  private final CallPhases phases;
  private final BooleanSupplier closed;

  Failures(String provider, ProviderCall call, CallPhases phases, BooleanSupplier closed) {
    this.provider = provider;
    this.call = call;
    this.phases = phases;
    this.closed = closed;
  }

  /** The call failed before there were headers. */
  LlmException beforeAnswer(IOException e) {
    LlmException ended = ended(e);
    if (ended != null) {
      return ended;
    }
    Duration connect = phases.connectRunOut();
    if (connect != null) {
      return notSent(
          ErrorKind.CONNECT,
          "no connection within "
              + connect.toMillis()
              + " ms, raise the connect clock or check the network",
          e);
    }
    Duration write = phases.writeRunOut();
    if (write != null) {
      return notTaken(write, e);
    }
    if (isRefusedUnread(e)) {
      return fact(
              ErrorKind.CONNECTION_LOST, "refused the request before it looked at it; try again")
          .cause(e)
          .build();
    }
    if (!phases.isSent()) {
      return notConnected(e);
    }
    if (TlsRefusal.isOfHandshake(e)) {
      return notSecured(e);
    }
    return isUnreadable(e) ? unreadable() : lost(e);
  }

  /** The other side has not looked at it, and whoever asks is still there. */
  boolean isRefusal(IOException e) {
    return isRefusedUnread(e)
        && phases.connectRunOut() == null
        && phases.writeRunOut() == null
        && ended(e) == null;
  }

  private LlmException notTaken(Duration limit, IOException e) {
    return fact(
            ErrorKind.TIMEOUT,
            "did not take the whole request: the write clock of "
                + limit
                + " ran out; raise it for large requests or slow lines")
        .possiblyBilled(true)
        .cause(e)
        .build();
  }

  /**
   * A stream that was refused has not been looked at, and neither have those that a server leaves
   * behind when it goes away (RFC 9113, 8.7). OkHttp's type for it is internal.
   */
  private static boolean isRefusedUnread(IOException e) {
    return "stream was reset: REFUSED_STREAM".equals(e.getMessage());
  }

  /** The answer broke off, or is too large. */
  LlmException inAnswer(IOException e, AnswerHead head) {
    LlmException ended = ended(e);
    if (ended != null) {
      return ended;
    }
    if (e instanceof AnswerTooLargeException || e instanceof FrameTooLargeException) {
      return head.failure(ErrorKind.RESPONSE_LIMIT, "was cut off: " + e.getMessage());
    }
    if (e instanceof BrokenFrameException) {
      return head.failure(ErrorKind.PROTOCOL, "sent a frame that " + e.getMessage());
    }
    String problem = "broke off inside its answer; what came before stands, ask again for the rest";
    return isQuoting(e)
        ? head.failure(ErrorKind.STREAM_BROKEN, problem)
        : head.failure(ErrorKind.STREAM_BROKEN, problem, e);
  }

  /**
   * A cancelled call fails in many ways, and HTTP/2 says CANCEL when nobody cancelled: only the
   * token knows. An interrupt reaches a read before the token hears of it.
   */
  private @Nullable LlmException ended(IOException e) {
    try {
      call.cancellation().throwIfCancelled();
    } catch (CallCancelledException cancelled) {
      return cancelled;
    }
    if (closed.getAsBoolean()) {
      return fact(ErrorKind.CLOSED, "was left alone: the provider is closed")
          .possiblyBilled(phases.isSent())
          .build();
    }
    if (isInterrupt(e) && Thread.currentThread().isInterrupted()) {
      return fact(ErrorKind.CANCELLED, "was left alone: the calling thread was interrupted")
          .reason(Reason.CALLER)
          .possiblyBilled(phases.isSent())
          .build();
    }
    return null;
  }

  /** A lookup cannot say it by its own type. */
  private static boolean isInterrupt(IOException e) {
    return e instanceof InterruptedIOException || e.getCause() instanceof InterruptedException;
  }

  private LlmException lost(IOException e) {
    return fact(
            ErrorKind.CONNECTION_LOST,
            "closed the connection after the request went out; it may have been billed, so think before"
                + " asking again")
        .possiblyBilled(true)
        .cause(isQuoting(e) ? null : e)
        .build();
  }

  /**
   * Whether an answer began, and is none that OkHttp can read: no status line, or headers without
   * an end. It reports those as if the connection had ended, but with the bytes it had; over HTTP/2
   * as headers above its limit.
   */
  private static boolean isUnreadable(IOException e) {
    if (e instanceof ProtocolException || isHeaderFlood(e)) {
      return true;
    }
    Throwable cause = e.getCause();
    String message = cause instanceof EOFException ? cause.getMessage() : null;
    return message != null && message.contains("limit=") && !message.contains("limit=0 ");
  }

  /** It has no type for that, and gives it to the streams of the connection as it is. */
  private static boolean isHeaderFlood(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      String message = cause.getMessage();
      if (message != null && message.startsWith("header byte count limit")) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private LlmException unreadable() {
    return fact(
            ErrorKind.PROTOCOL,
            "answered with something that is not HTTP, or with endless headers: check the base URL")
        .possiblyBilled(true)
        .build();
  }

  private LlmException notConnected(IOException e) {
    if (isExhausted(e)) {
      return notSent(
          ErrorKind.LOCAL_RESOURCE,
          "this process has no socket left for it, raise its limits or make fewer calls at once",
          e);
    }
    return switch (phases.step()) {
      case RESOLVING ->
          notSent(
              ErrorKind.DNS,
              e instanceof FailedLookupException
                  ? "the lookup of its host name failed: " + e.getMessage()
                  : "its host name is not known, check the base URL and the DNS",
              e);
      case CONNECTING ->
          notSent(
              ErrorKind.CONNECT,
              "its host takes no connection, check the base URL and the network",
              e);
      case CONNECTED ->
          phases.isNewlySecured() || TlsRefusal.isOfHandshake(e)
              ? notSecured(e)
              : notSent(
                  ErrorKind.CONNECT, "the connection was closed before its use, try again", e);
      case TALKING_TO_PROXY ->
          notSent(ErrorKind.PROXY, "the proxy does not connect to it, check its settings", e);
      case SECURING -> notSecured(e);
    };
  }

  /**
   * A certificate that is refused now is refused again, on either side; a handshake that broke off
   * may work. Whose reason was lost with the connection is not known: it may be either.
   */
  private LlmException notSecured(IOException e) {
    if (e instanceof SSLPeerUnverifiedException || hasCertificateCause(e)) {
      return notSecured("its certificate was refused, check the trust settings", false, e);
    }
    return TlsRefusal.isIn(e)
        ? notSecured(
            "it refused this side of the TLS handshake; where it asks for a client certificate,"
                + " give clientCertificate(...) one that is neither missing nor expired nor unknown"
                + " to it",
            false,
            e)
        : notSecured(
            "the TLS handshake failed, try again or check what stands between, and where it asks"
                + " for a client certificate, clientCertificate(...)",
            true,
            e);
  }

  private LlmException notSecured(String problem, boolean retryable, IOException e) {
    return builder(ErrorKind.TLS, problem).cause(e).retryable(retryable).build();
  }

  private static boolean hasCertificateCause(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof CertificateException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * A port is refused by a type, a descriptor only in words, which change with the language of the
   * system. Where what failed may be for want of one, the system is asked for another; its English
   * words are heeded too, as one may have become free since.
   */
  private static boolean isExhausted(IOException e) {
    String message = e.getMessage();
    boolean said =
        message != null
            && (message.contains("Too many open files")
                || message.contains("Cannot assign requested address"));
    boolean mayBe = e.getClass() == SocketException.class || e instanceof UnknownHostException;
    return e instanceof BindException || said || (mayBe && !Descriptors.isOneLeft());
  }

  /** OkHttp quotes what it could not read, and that may be a piece of an answer. */
  private static boolean isQuoting(IOException e) {
    return e instanceof ProtocolException;
  }

  private LlmException notSent(ErrorKind kind, String problem, IOException e) {
    return builder(kind, problem).cause(e).build();
  }

  private LlmException.Builder builder(ErrorKind kind, String problem) {
    return fact(kind, "cannot be reached: " + problem);
  }

  private LlmException.Builder fact(ErrorKind kind, String problem) {
    return LlmException.of(kind, provider + "/" + call.model() + " " + problem)
        .target(provider, call.model());
  }
}
