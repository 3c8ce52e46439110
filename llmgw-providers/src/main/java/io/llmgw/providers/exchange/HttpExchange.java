package io.llmgw.providers.exchange;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.answer.AnswerHead;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Runs on the calling thread; a cancel of the call ends it from any
 * other one. Whoever started it lets go of it, by one of three ways. Not thread-safe otherwise.
 */
final class HttpExchange {
  // How long the end of a body is awaited after the end of the answer, so that the connection can
  // be
  // used again: usually both come in one packet.
  private static final long LINGER_MILLIS = 50;
  private static final int LINGER_BYTES = 64 * 1024;

  private final Call http;
  private final CallPhases phases;
  private final Failures failures;
  private final Cancellation.Registration registration;
  private @Nullable Response response;

  HttpExchange(Call http, CallPhases phases, String provider, ProviderCall call) {
    this.http = http;
    this.phases = phases;
    this.failures = new Failures(provider, call, phases);
    this.registration = call.cancellation().onCancel(http::cancel);
  }

  /** Sends the request and waits for the headers of the answer. */
  Response execute() {
    try {
      Response answer = http.execute();
      response = answer;
      return answer;
    } catch (IOException e) {
      throw failed(e);
    } catch (UnseenCancelException e) {
      throw failed(new IOException(e));
    } finally {
      phases.stopClock();
    }
  }

  private LlmException failed(IOException e) {
    LlmException failure = failures.beforeAnswer(e);
    abort();
    return failure;
  }

  /** What it means that the body could not be read. */
  LlmException failure(IOException e, AnswerHead head) {
    return failures.inAnswer(e, head);
  }

  /** The body was read to its end. */
  void done() {
    close();
  }

  /** The answer is complete, its body perhaps not: what follows does not count. */
  void finish() {
    if (response == null) {
      return;
    }
    if (endsSoon(response.body().source())) {
      close();
    } else {
      abort();
    }
  }

  private static boolean endsSoon(BufferedSource source) {
    source.timeout().timeout(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    try {
      long skipped = 0;
      while (skipped <= LINGER_BYTES) {
        if (source.exhausted()) {
          return true;
        }
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
  void abort() {
    http.cancel();
    close();
  }

  private void close() {
    registration.close();
    if (response != null) {
      response.close();
    }
  }
}
