package io.llmgw.api;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/**
 * Calls language models, through one chain of policies, whatever the door: blocking, asynchronous,
 * streamed or published. Made by {@link #builder()}; thread-safe: one for the whole application,
 * closed with it. Immutable but for {@link #reconfigure}.
 *
 * <p>A chat request with functions ({@link io.llmgw.api.tool.Tool}) or with the type of its answer
 * ({@link io.llmgw.api.answer.ExpectedAnswer}) is made as a <em>run</em>, by every door: one call
 * after the other until the model has answered, each of them through the whole chain.
 *
 * <p>Every method that calls a model throws {@link io.llmgw.api.error.LlmException} (unchecked)
 * when the call fails, or completes its future or subscriber with it. After {@link #close()} that
 * is one of kind {@code CLOSED}.
 */
public interface LlmClient extends AutoCloseable {
  /**
   * Starts a client. Finds the engine with {@link java.util.ServiceLoader}, by the context class
   * loader of the thread and then by the one of this interface.
   *
   * @throws IllegalStateException when there is no engine: add the artifact {@code
   *     io.llmgw:llmgw-core}
   */
  static LlmClientBuilder builder() {
    return new LlmClientBuilder(ClientEngine.find());
  }

  /** A call in words: {@code llm.prompt("Why is the sky blue?").text()}. */
  default Prompt prompt(String userText) {
    return new Prompt(this, userText);
  }

  /**
   * Makes a call and waits for the whole answer.
   *
   * @throws io.llmgw.api.error.LlmException when it fails
   */
  <R extends LlmResponse> R send(LlmRequest<R> request);

  /**
   * Makes a call on the client's executor. Cancelling the returned future, or completing it in any
   * other way, such as by {@code orTimeout}, ends the exchange; doing so to a future derived from
   * it does not. The total of the call runs from here on, also while it waits for a thread: one
   * that is over before a thread comes fails the future with {@code TIMEOUT}, and the call is never
   * made. Where the thread of a call does not come back from code that heeds no cancellation, such
   * as an observer that blocks, the future fails 5 s after the call was told to end, with its
   * attempts as they stand then, or with a {@link #close()} that gives up on it. Whatever keeps the
   * call from being made fails the future too, be it a {@link io.llmgw.api.time.TimeSource} of the
   * host that throws: nothing is thrown here but for a null.
   */
  <R extends LlmResponse> CompletableFuture<R> sendAsync(LlmRequest<R> request);

  /** Makes a chat call and waits for the whole answer: {@link #send} by its usual name. */
  default ChatResponse chat(ChatRequest request) {
    return send(request);
  }

  /** Continues a conversation with the default model and waits for the whole answer. */
  default ChatResponse chat(List<Message> conversation) {
    return send(ChatRequest.of(conversation));
  }

  /** Makes a chat call on the client's executor: {@link #sendAsync} by its usual name. */
  default CompletableFuture<ChatResponse> chatAsync(ChatRequest request) {
    return sendAsync(request);
  }

  /**
   * Makes a chat call and returns when its first content is there; what follows is read from the
   * stream as it arrives. Close the stream.
   *
   * @throws io.llmgw.api.error.LlmException when it fails before the first content
   */
  ChatStream stream(ChatRequest request);

  /**
   * Describes a chat call whose events are published by demand. One publisher is one call, opened
   * at the first {@code request} of its one subscriber: a second one, which would be billed again,
   * gets {@code onError}, so publish anew for each. The total of the call runs from that {@code
   * request} on, also while it waits for a thread. Nothing blocks the subscriber's thread, and
   * without demand no thread is held. {@code Completed} is the last element; a cancelled
   * subscription ends the exchange. An end that comes from outside, by the total, another cancel or
   * a close, is told on a thread of the client's own, whatever its {@linkplain
   * LlmClientBuilder#executor executor} does with what it is given. A subscription that is
   * forgotten is found by no watch, as a stream is: it holds its connection until the total of the
   * call is over, 10 min unless that is set.
   */
  Flow.Publisher<LlmEvent> publish(ChatRequest request);

  /**
   * Turns texts into vectors with the {@linkplain LlmClientBuilder#defaultEmbeddingModel default
   * model of embeddings}: {@link #embed(EmbeddingRequest)} in words.
   *
   * @param texts at least one, none of them empty
   */
  default EmbeddingResponse embed(String... texts) {
    return embed(EmbeddingRequest.of(texts));
  }

  /**
   * Turns texts into vectors with the {@linkplain LlmClientBuilder#defaultEmbeddingModel default
   * model of embeddings}: {@link #embed(EmbeddingRequest)} in words.
   *
   * @param texts at least one, none of them empty
   */
  default EmbeddingResponse embed(List<String> texts) {
    return embed(EmbeddingRequest.builder().inputs(texts).build());
  }

  /**
   * Turns texts into vectors, in the order of the texts, and waits for all of them. More texts than
   * the provider takes at once go in several calls, one after the other, each through the whole
   * chain; {@code Timeouts.total} bounds all of them together. The answer adds up their usage, cost
   * and time, and lists their attempts; its head and call id are those of the first, and its trail
   * names the others.
   *
   * @throws io.llmgw.api.error.LlmException when one of the calls fails; the vectors of those
   *     before it are lost, though they may be billed
   */
  EmbeddingResponse embed(EmbeddingRequest request);

  /**
   * As {@link #embed(EmbeddingRequest)}, on the client's executor. Cancelling the returned future,
   * or completing it in any other way, ends the exchange that is under way and starts no further
   * one.
   */
  CompletableFuture<EmbeddingResponse> embedAsync(EmbeddingRequest request);

  /**
   * Has texts judged with the {@linkplain LlmClientBuilder#defaultModel(Operation, String) default
   * model} of that operation: {@link #moderate(ModerationRequest)} in words.
   *
   * @param texts at least one, none of them empty
   */
  default ModerationResponse moderate(String... texts) {
    return send(ModerationRequest.of(texts));
  }

  /** Has texts judged, each by itself, and waits for all verdicts: {@link #send} by its name. */
  default ModerationResponse moderate(ModerationRequest request) {
    return send(request);
  }

  /** As {@link #moderate(ModerationRequest)}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<ModerationResponse> moderateAsync(ModerationRequest request) {
    return sendAsync(request);
  }

  /**
   * Puts documents in order with the {@linkplain LlmClientBuilder#defaultModel(Operation, String)
   * default model} of that operation: {@link #rerank(RerankRequest)} in words.
   *
   * @param documents at least one, none of them empty
   */
  default RerankResponse rerank(String query, List<String> documents) {
    return send(RerankRequest.of(query, documents));
  }

  /** Puts documents in order by how well they answer a query: {@link #send} by its name. */
  default RerankResponse rerank(RerankRequest request) {
    return send(request);
  }

  /** As {@link #rerank(RerankRequest)}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<RerankResponse> rerankAsync(RerankRequest request) {
    return sendAsync(request);
  }

  /**
   * Makes one image with the {@linkplain LlmClientBuilder#defaultModel(Operation, String) default
   * model} of that operation: {@link #generateImage(ImageRequest)} in words.
   */
  default ImageResponse generateImage(String prompt) {
    return send(ImageRequest.of(prompt));
  }

  /** Makes images of a description, and waits for all of them: {@link #send} by its name. */
  default ImageResponse generateImage(ImageRequest request) {
    return send(request);
  }

  /** As {@link #generateImage(ImageRequest)}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<ImageResponse> generateImageAsync(ImageRequest request) {
    return sendAsync(request);
  }

  /**
   * Speaks a text with the {@linkplain LlmClientBuilder#defaultModel(Operation, String) default
   * model} of that operation: {@link #speak(SpeechRequest)} in words.
   */
  default SpeechResponse speak(String text) {
    return send(SpeechRequest.of(text));
  }

  /** Speaks a text, and waits for the whole sound: {@link #send} by its name. */
  default SpeechResponse speak(SpeechRequest request) {
    return send(request);
  }

  /** As {@link #speak(SpeechRequest)}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<SpeechResponse> speakAsync(SpeechRequest request) {
    return sendAsync(request);
  }

  /**
   * Writes down what is said, with the {@linkplain LlmClientBuilder#defaultModel(Operation, String)
   * default model} of that operation: {@code llm.transcribe(Media.of(path)).text()}.
   */
  default TranscriptionResponse transcribe(Media.Bytes audio) {
    return send(TranscriptionRequest.of(audio));
  }

  /** Writes down what is said in a recording: {@link #send} by its name. */
  default TranscriptionResponse transcribe(TranscriptionRequest request) {
    return send(request);
  }

  /** As {@link #transcribe(TranscriptionRequest)}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<TranscriptionResponse> transcribeAsync(TranscriptionRequest request) {
    return sendAsync(request);
  }

  /**
   * Asks the provider how many tokens a chat is, without having it answered: exact, and free.
   * {@link io.llmgw.api.tokens.TokenEstimator} estimates without asking anybody.
   *
   * @throws io.llmgw.api.error.LlmException of kind {@code UNSUPPORTED} when the provider does not
   *     count
   */
  default TokenCountResponse countTokens(ChatRequest chat) {
    return send(TokenCountRequest.of(chat));
  }

  /** As {@link #countTokens}, on the client's executor: {@link #sendAsync}. */
  default CompletableFuture<TokenCountResponse> countTokensAsync(ChatRequest chat) {
    return sendAsync(TokenCountRequest.of(chat));
  }

  /**
   * What a call of this request would go through and where it would go, without calling anything.
   *
   * @throws io.llmgw.api.error.LlmException of kind {@code CONFIGURATION} when its model is
   *     unknown, or a key source has no key or fails
   */
  Explanation explain(LlmRequest<?> request);

  /**
   * Changes what calls go by while they go: {@code llm.reconfigure(now -> now.alias("smart",
   * "openai/gpt-5"))}. A call that is asked for after this returns goes by the new settings, one of
   * {@link #publish} when it is subscribed to; one that is under way keeps those that it began with
   * to its end, with all that belongs to it: failover, internal calls, the rounds of a run, the
   * parts of an embedding. Views of the client change with it.
   *
   * <p>Providers, policies, observers, the catalogue, the executor and the clocks are not among
   * these settings: they are for the life of the client. What is known of targets is kept where a
   * target stays: its breaker, what rests, how fast it was. Only a model that was gone (404) is
   * asked again.
   *
   * @param change what becomes of the present settings; {@link CallSettings#DEFAULT} is where to
   *     begin for what does not depend on them. It may be asked again when another thread has
   *     reconfigured the client meanwhile, so that no change is lost: it does nothing else
   * @throws IllegalArgumentException when a name leads nowhere or in a circle, or a branch of a
   *     route can never be reached, as at {@link LlmClientBuilder#build}, or when the seed of the
   *     routing is another one; then nothing has changed
   * @throws IllegalStateException on a view; and when the change itself reconfigures the client
   * @throws io.llmgw.api.error.LlmException of kind {@code CLOSED} after {@link #close}
   */
  void reconfigure(UnaryOperator<CallSettings> change);

  /**
   * How the client stands: its targets with their breakers, what rests, how they have done of late;
   * its open calls; its clock. For health checks: it asks no provider and waits for nothing, and it
   * answers where the clock fails. A view shows the whole client.
   */
  ClientStatus status();

  /** This client on behalf of that caller: a view that shares everything and needs no closing. */
  LlmClient forCaller(Caller caller);

  /** This client with calls that the handle cancels: a view that needs no closing. */
  LlmClient cancelledBy(CancelHandle handle);

  /**
   * Takes no new calls, waits for those under way up to the grace period, then cancels them and
   * waits for them to unwind. Afterwards no thread, connection or permit is left; threads of an
   * estimator that counts exactly, which may serve other clients, end by themselves within a second
   * or so. Blocks meanwhile; idempotent. On a view it does nothing.
   *
   * <p>What does not heed its end is left behind, with a warning, so that this returns whatever
   * others do. At the very most it takes the grace and 5 s for the calls and their threads, once
   * more for providers and key sources, once more for features, and the grace for listeners: four
   * times the grace and 15 s. An interrupt ends the grace of the calls and that of the listeners,
   * and is kept; providers, key sources and features have their time all the same. This is real
   * time, and not that of the client's {@link io.llmgw.api.time.TimeSource}, which may be occupied,
   * by who closes the client for instance: that is asked to forget what it was given to do, and
   * waited for then with what the calls have left of their 5 s, 50 ms at least; but the grace and
   * the 5 s of the calls pass by one that is {@linkplain io.llmgw.api.time.TimeSource#isVirtual
   * virtual}, unless it {@linkplain io.llmgw.api.time.TimeSource#runsTasksHere runs} what closes
   * the client.
   *
   * <p>Code that runs within a call may close the client too: a link, a tap, an observer, a tool, a
   * subscriber, or who has read the last event of a stream on this thread. That call cannot end
   * before this returns, so it is not waited for: once the others have ended, it is cancelled, and
   * its caller is told so when the code goes on. Where another thread is closing the client
   * already, that happens at once, without any wait; so it does for what the other one waits for in
   * other ways: a part that is being closed, a wake-up, a task of a virtual source, whoever is told
   * of the end of a call on a thread of the client's own. From there this returns at once, before
   * all is closed. A link inside a shared flight is not known to be within the calls that wait for
   * it: there the whole grace passes.
   */
  @Override
  void close();
}
