package io.llmgw.providers.call;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.connection.LazyClient;
import io.llmgw.providers.connection.Turn;
import io.llmgw.providers.json.RequestBytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Runs on the calling thread; a cancel of the call ends it from any
 * other one. Whoever opened it lets go of it, by one of three ways. Not thread-safe otherwise.
 */
public final class HttpExchange {
  // How long the end of a body is awaited after the end of the answer, so that the connection can
  // be used again: usually both come in one packet.
  private static final long LINGER_MILLIS = 50;
  private static final int LINGER_BYTES = 64 * 1024;
  // A host that refuses a call more often does not do so for the number of calls.
  private static final int MOST_REFUSALS = 8;

  private final Call http;
  private final CallPhases phases;
  private final LazyClient client;
  private final ProviderCall attempt;
  private final Failures failures;
  private final Cancellation.Registration registration;
  private final TimeSource time;
  private @Nullable PhaseClock patience;
  private @Nullable Response response;
  private LazyClient.@Nullable Entry entry;
  // That of the refused call which this one, or the next, repeats.
  private LazyClient.@Nullable Entry kept;
  private boolean closed;

  private HttpExchange(
      Call http, CallPhases phases, LazyClient client, String provider, ProviderCall call) {
    this.http = http;
    this.phases = phases;
    this.client = client;
    this.attempt = call;
    this.time = call.time();
    this.failures = new Failures(provider, call, phases, client::isClosed);
    this.registration = call.cancellation().onCancel(http::cancel);
  }

  /**
   * Opens the client if need be, or waits until another call has; waits for a place if there is a
   * limit, sends the request, and waits for the headers. Once, unless the host refuses it unread:
   * then it goes out again at once, as the connection may have ended in good order, and after that
   * as soon as there is a place for it, as it was one too many.
   *
   * @param request address and headers
   * @param content what is posted
   */
  public static HttpExchange open(
      LazyClient client,
      Request.Builder request,
      RequestBytes content,
      String provider,
      ProviderCall call) {
    int refusals = 0;
    HttpExchange exchange = of(client, request, content, provider, call);
    while (!exchange.isAnswered(refusals)) {
      refusals++;
      exchange = exchange.again(request, content, provider);
    }
    content.discard();
    return exchange;
  }

  private static HttpExchange of(
      LazyClient client,
      Request.Builder request,
      RequestBytes content,
      String provider,
      ProviderCall call) {
    LazyClient.Opened opened = new Opening(provider, call).of(client);
    CallPhases phases = new CallPhases(client, call.time(), call.timeouts(), opened.lookups());
    OneShotBody body = new OneShotBody(content, phases, call::sent);
    Call http = opened.http().newCall(request.post(body).build());
    http.addEventListener(phases);
    return new HttpExchange(http, phases, client, provider, call);
  }

  /** The same once more, with the place of this one where it still has that. */
  private HttpExchange again(Request.Builder request, RequestBytes content, String provider) {
    LazyClient.Entry refused = kept;
    kept = null;
    boolean begun = false;
    try {
      attempt.refusedUnread();
      HttpExchange next = of(client, request, content, provider, attempt);
      next.kept = refused;
      begun = true;
      return next;
    } finally {
      if (!begun && refused != null) {
        client.leave(refused);
      }
    }
  }

  /** What came, its body unread. */
  public Response response() {
    return Objects.requireNonNull(response, "response");
  }

  /** False where the request has been refused unread and may be sent again. */
  private boolean isAnswered(int refusals) {
    try {
      enter(refusals == 0 ? Turn.NEW : Turn.AGAIN);
      response = run();
      client.answered();
      return true;
    } catch (IOException e) {
      if (refusals < MOST_REFUSALS && failures.isRefusal(e) && goesAgain(refusals)) {
        return false;
      }
      throw failures.beforeAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      IOException interrupted = new InterruptedIOException();
      interrupted.initCause(e);
      throw failures.beforeAnswer(interrupted);
    } catch (UnseenCancelException e) {
      throw failures.beforeAnswer(new IOException(e));
    } finally {
      phases.stopClocks();
      if (response == null) {
        endUnanswered();
      }
    }
  }

  /** Where a listener of the host throws at it, no call comes that would take what was kept. */
  private void endUnanswered() {
    boolean ended = false;
    try {
      abort();
      ended = true;
    } finally {
      LazyClient.Entry refused = kept;
      if (!ended && refused != null) {
        kept = null;
        client.leave(refused);
      }
    }
  }

  /** Keeps its place at the first refusal, mostly, and has none any more at the others. */
  private boolean goesAgain(int refusals) {
    LazyClient.Entry refused = entry;
    if (refused == null) {
      return false;
    }
    boolean first = refusals == 0;
    boolean limited = (!first || client.isTryingMore()) && client.isOneTooMany(refused);
    if (first || limited) {
      kept = limited ? null : refused;
      entry = null;
    }
    return first || limited;
  }

  private void enter(Turn turn) throws IOException, InterruptedException {
    LazyClient.Entry refused = kept;
    kept = null;
    entry = refused == null ? client.enter(http, attempt, turn) : client.enter(http, refused);
    if (entry == null) {
      throw new IOException("sent away at the gate");
    }
  }

  /** Kotlin lets a wait that is interrupted while connecting throw what is not declared. */
  private Response run() throws IOException, InterruptedException {
    return http.execute();
  }

  /** What it means that the body could not be read. */
  public LlmException failure(IOException e, AnswerHead head) {
    return failures.inAnswer(e, head);
  }

  /**
   * From now on the rest of the body is awaited for so long at most: then a read fails. Only the
   * call is cancelled by the clock; closing is for the thread that reads.
   */
  public void endAfter(Duration limit) {
    PhaseClock clock = new PhaseClock(time, limit);
    patience = clock;
    clock.start(http::cancel);
  }

  /** The body was read to its end. */
  public void done() {
    close();
  }

  /** The answer is complete, its body perhaps not: what follows does not count. */
  public void finish() {
    if (response == null) {
      return;
    }
    boolean ended = false;
    try {
      ended = endsSoon(response.body().source());
    } finally {
      if (ended) {
        close();
      } else {
        abort();
      }
    }
  }

  /**
   * The same, and no other request is to follow on the connection. One of HTTP/2 stays as long as
   * other calls are on it, and so does any of a client that the application has given.
   */
  public void finishForGood() {
    finish();
    client.closeIdleConnections();
  }

  private static boolean endsSoon(BufferedSource source) {
    // Of all reads together: a server may go on with comments after the end of its answer.
    source.timeout().deadline(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    try {
      long skipped = 0;
      while (skipped <= LINGER_BYTES) {
        if (source.exhausted()) {
          return true;
        }
        source.timeout().throwIfReached(); // a read that need not wait does not look at it
        long count = source.getBuffer().size();
        source.skip(count);
        skipped += count;
      }
      return false;
    } catch (IOException e) {
      return false; // it stays open, or broke: either way it is of no further use
    }
  }

  /** Ends the exchange wherever it is; first of all, as closing a body would wait for its rest. */
  public void abort() {
    try {
      http.cancel(); // tells a listener of the host
    } finally {
      close();
    }
  }

  /** The place is given back whatever listeners and bodies of the host throw. */
  private void close() {
    registration.close();
    if (patience != null) {
      patience.stop();
    }
    try {
      if (response != null) {
        closeUninterrupted(response);
      }
    } finally {
      leave();
    }
  }

  private void leave() {
    if (!closed) {
      closed = true;
      if (entry != null) {
        client.leave(entry);
      }
    }
  }

  /**
   * A thread that was interrupted writes nothing, not even the frame that ends a stream of HTTP/2:
   * the other side would go on with an answer that nobody reads.
   */
  private static void closeUninterrupted(Response response) {
    boolean interrupted = Thread.interrupted();
    try {
      response.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
