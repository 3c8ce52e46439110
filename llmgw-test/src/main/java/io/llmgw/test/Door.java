package io.llmgw.test;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The ways into an {@link LlmClient}, so that one test can take all of them: as the source of a
 * parameterised test, or in a loop over {@link #values()}.
 *
 * <pre>{@code
 * DoorResult result = door.open(llm, ChatRequest.of("Why is the sky blue?"));
 * assertThat(result.text()).isEqualTo("Blue light scatters most.");
 * }</pre>
 */
public enum Door {
  /** {@link LlmClient#chat(ChatRequest)}. */
  CHAT {
    @Override
    void run(LlmClient client, ChatRequest request, Visit visit) {
      CancelHandle handle = new CancelHandle();
      visit.onCancel(handle::cancel);
      onThread(
          visit,
          () -> {
            try {
              visit.end(DoorResult.whole(this, client.cancelledBy(handle).chat(request)));
            } catch (LlmException e) {
              visit.end(DoorResult.whole(this, e));
            }
          });
    }
  },

  /** {@link LlmClient#chatAsync(ChatRequest)}. */
  CHAT_ASYNC {
    @Override
    void run(LlmClient client, ChatRequest request, Visit visit) {
      CompletableFuture<ChatResponse> future = client.chatAsync(request);
      visit.onCancel(() -> future.cancel(true));
      CompletableFuture<?> unused =
          future.whenComplete((response, failure) -> settle(visit, response, failure));
    }

    private void settle(Visit visit, @Nullable ChatResponse response, @Nullable Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (response != null) {
        visit.end(DoorResult.whole(this, response));
      } else if (cause instanceof LlmException error) {
        visit.end(DoorResult.whole(this, error));
      } else if (cause instanceof CancellationException) {
        visit.end(DoorResult.cancelled(this, visit.events()));
      } else {
        visit.fail(cause == null ? new AssertionError("neither answer nor failure") : cause);
      }
    }
  },

  /** {@link LlmClient#stream(ChatRequest)}, read to its end. */
  STREAM {
    @Override
    void run(LlmClient client, ChatRequest request, Visit visit) {
      CancelHandle handle = new CancelHandle();
      visit.onCancel(handle::cancel);
      onThread(
          visit,
          () -> {
            try (ChatStream stream = client.cancelledBy(handle).stream(request)) {
              visit.onCancel(stream::cancel);
              stream.forEach(visit::add);
              visit.end(DoorResult.streamed(this, visit.events(), stream.response()));
            } catch (LlmException e) {
              visit.end(DoorResult.streamed(this, visit.events(), e));
            }
          });
    }
  },

  /** {@link LlmClient#publish(ChatRequest)}, with demand for one event after the other. */
  PUBLISH {
    @Override
    void run(LlmClient client, ChatRequest request, Visit visit) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
      subscriber.onEachItem(
          event -> {
            visit.add(event);
            subscriber.request(1);
          });
      subscriber.onEnd(failure -> settle(visit, failure));
      visit.onCancel(
          () -> {
            subscriber.cancel();
            visit.end(DoorResult.cancelled(this, visit.events()));
          });
      client.publish(request).subscribe(subscriber);
    }

    private void settle(Visit visit, @Nullable Throwable failure) {
      if (failure == null) {
        visit.end(DoorResult.streamed(this, visit.events(), (ChatResponse) null));
      } else if (failure instanceof LlmException error) {
        visit.end(DoorResult.streamed(this, visit.events(), error));
      } else {
        visit.fail(failure);
      }
    }
  };

  /**
   * Makes the call and waits for its end.
   *
   * @throws AssertionError when it does not end within {@link Patience#limit()}, or throws
   *     something else than {@link LlmException}
   */
  public DoorResult open(LlmClient client, ChatRequest request) {
    return enter(client, request).await();
  }

  /** Begins the call and returns at once. */
  public Visit enter(LlmClient client, ChatRequest request) {
    Visit visit = new Visit(this);
    run(client, request, visit);
    return visit;
  }

  /** Whether it holds a thread of its caller until the call has ended. */
  public boolean isBlocking() {
    return this == CHAT || this == STREAM;
  }

  abstract void run(LlmClient client, ChatRequest request, Visit visit);

  /** Runs a door that blocks its caller. */
  void onThread(Visit visit, Runnable call) {
    Thread thread =
        new Thread(
            () -> {
              try {
                call.run();
              } catch (RuntimeException | Error e) {
                visit.fail(e);
              }
            },
            "llmgw-test-door-" + this);
    thread.setDaemon(true);
    visit.runsOn(thread);
    thread.start();
  }
}
