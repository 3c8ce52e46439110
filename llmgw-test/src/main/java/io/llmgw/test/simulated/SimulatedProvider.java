package io.llmgw.test.simulated;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.ServedReply.Ending;
import io.llmgw.test.socket.Peer;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.SocketServer;
import io.llmgw.test.socket.ToxicProxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A provider as a server on loopback: real HTTP, made-up answers, faults on demand.
 *
 * <pre>{@code
 * try (SimulatedProvider first = SimulatedProvider.openAi().always(status(529)).start();
 *      SimulatedProvider second =
 *          SimulatedProvider.anthropic().answer("Blue light scatters most.").start();
 *      LlmClient llm = LlmClient.builder()
 *          .provider(first.provider()).provider(second.provider())
 *          .defaultModel(second.model()).build()) {
 *   ...
 *   assertThat(printed).isEqualTo(second.log().get(0).text());
 * }
 * }</pre>
 *
 * <p>Without any answer it says "You said: " and the text of the last message. With answers, each
 * {@code answer} is for one request, in order, and {@code always} for every request after them;
 * when nothing is left, it answers 500, asks not to be asked again, and says so by the code {@code
 * no_scripted_answer_left}, which is in the message of the call. Answers are deterministic: ids are
 * counted, tokens are those of {@link io.llmgw.test.Tokens}, one per event. Embeddings are made of
 * a hash of their text.
 *
 * <p>Thread-safe; whoever starts it closes it.
 */
public final class SimulatedProvider implements AutoCloseable {
  private static final String KEY = "sk-simulated";

  private final Protocol protocol;
  private final String name;
  private final String model;
  private final TimeSource time;
  private final ReplyBook replies;
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final Map<Integer, ServedReply> log = new TreeMap<>();
  private final SocketServer server;

  private SimulatedProvider(Builder builder) {
    protocol = builder.protocol;
    name = builder.name;
    model = builder.model;
    time = builder.time;
    replies = builder.replies;
    server = SocketServer.start("simulated-" + name, this::serve);
  }

  /**
   * A server that speaks OpenAI's Chat Completions, Embeddings, Moderations, Images and Audio, and
   * the rerank and the count of vLLM. What it answers to those follows from what is asked: a text
   * that holds the word "harm" is flagged, documents rank by the words that they share with the
   * query, an image repeats its prompt, and a text sounds like its words in UTF-8, which a
   * transcript gives back.
   */
  public static Builder openAi() {
    return new Builder(new OpenAiRoutes());
  }

  /** A server that speaks OpenAI's Responses and Embeddings. */
  public static Builder openAiResponses() {
    return new Builder(new ResponsesRoutes());
  }

  /** A server that speaks Chat Completions, Responses and Embeddings at Azure's addresses. */
  public static Builder azureOpenAi() {
    return new Builder(new AzureRoutes());
  }

  /** A server that speaks Anthropic's Messages. */
  public static Builder anthropic() {
    return new Builder(new AnthropicRoutes());
  }

  /** A server that speaks Google's generateContent and its embeddings, at any path before them. */
  public static Builder gemini() {
    return new Builder(new GeminiRoutes());
  }

  /**
   * A server that speaks as {@link #gemini}, at the addresses of Vertex AI alone, where models of
   * Anthropic answer by their own protocol.
   */
  public static Builder vertex() {
    return new Builder(VertexRoutes.google());
  }

  /** The same with a model of Anthropic, whose streams fail in the words of its protocol too. */
  public static Builder claudeOnVertex() {
    return new Builder(VertexRoutes.claude()).model("claude-sim-1");
  }

  /** A server that speaks Ollama's own protocol. */
  public static Builder ollama() {
    return new Builder(new OllamaRoutes());
  }

  /**
   * A server that speaks Bedrock's Converse and CountTokens, and its InvokeModel for Claude and for
   * the embeddings of Titan and Cohere. It takes an API key, or a signature that looks like one; a
   * key of {@link Builder#forKey} is then the id of an access key.
   */
  public static Builder bedrock() {
    return new Builder(new BedrockRoutes(BedrockRoutes.CONVERSE));
  }

  /** The same with a provider that asks for Claude by InvokeModel. */
  public static Builder bedrockInvoke() {
    return new Builder(new BedrockRoutes(BedrockRoutes.INVOKE)).model("anthropic.claude-sim-1");
  }

  /**
   * A server that speaks Cohere's chats, embeddings, rerank and tokenizer, at any path before them.
   */
  public static Builder cohere() {
    return new Builder(new CohereRoutes());
  }

  /**
   * The real provider of its protocol, pointed at this server with a made-up key; a new one at each
   * call. The client that it is given to closes it.
   *
   * @throws IllegalStateException when no artifact with that provider is on the class path
   */
  public Provider provider() {
    return provider(Map.of());
  }

  /** The same, which reaches this server through this proxy. */
  public Provider provider(ToxicProxy proxy) {
    return provider(Map.of("base-url", proxy.url() + protocol.basePath()));
  }

  /** The same, with more settings of the provider, which win over those made here. */
  public Provider provider(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("base-url", baseUrl());
    all.put("key", KEY);
    all.put("name", name);
    all.putAll(protocol.settings());
    all.putAll(settings);
    return FoundFactory.named(protocol.provider()).create(Settings.of(all));
  }

  /** Name of the provider: that of its factory, as {@code openai}, unless named otherwise. */
  public String name() {
    return name;
  }

  /** The model to ask for, as {@code openai/sim-1}; it answers to any other as well. */
  public String model() {
    return name + "/" + model;
  }

  /** The target of {@link #model()}. */
  public Target target() {
    return Target.of(model());
  }

  /**
   * Where a client must be pointed at: {@code http://127.0.0.1:port/v1} for OpenAI's, the others
   * without the path.
   */
  public String baseUrl() {
    return server.url() + protocol.basePath();
  }

  /** The port it listens on: for what stands before it, as a {@link ToxicProxy}. */
  public int port() {
    return server.port();
  }

  /** The requests received so far, in order of arrival. */
  public List<ReceivedRequest> requests() {
    synchronized (log) {
      return List.copyOf(requests);
    }
  }

  /** What was sent for each request whose serving has ended, in order of arrival. */
  public List<ServedReply> log() {
    synchronized (log) {
      return List.copyOf(log.values());
    }
  }

  /** How many connections neither side is known to have closed. */
  public int openConnections() {
    return server.openConnections();
  }

  /** All connections so far, in order of acceptance. */
  public List<Peer> connections() {
    return server.connections();
  }

  /**
   * Waits until so many requests have come.
   *
   * @throws AssertionError when they do not within {@link Patience#limit()}
   */
  public void awaitRequests(int count) {
    Patience.until(
        () -> count + " requests at " + name + "; came: " + requests().size(),
        Patience.limit(),
        () -> requests().size() >= count);
  }

  /**
   * Waits until the serving of so many requests has ended.
   *
   * @throws AssertionError when it does not within {@link Patience#limit()}
   */
  public void awaitServed(int count) {
    Patience.until(
        () -> count + " requests served by " + name + "; there are " + log().size(),
        Patience.limit(),
        () -> log().size() >= count);
  }

  /** What went wrong in the server itself; empty in a sound test. */
  public List<Throwable> failures() {
    return server.failures();
  }

  /** Cuts what is being served and stops; idempotent. What was received and sent stays readable. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "SimulatedProvider[" + name + " at " + baseUrl() + "]";
  }

  private void serve(Peer peer) throws IOException, InterruptedException {
    boolean reusable = true;
    while (reusable) {
      ReceivedRequest request = peer.readRequest();
      if (request == null) {
        return;
      }
      int number;
      synchronized (log) {
        requests.add(request);
        number = requests.size();
      }
      reusable = serve(peer, request, number);
    }
  }

  private boolean serve(Peer peer, ReceivedRequest request, int number)
      throws IOException, InterruptedException {
    Reply reply = protocol.reply(request, replies);
    Answer answer = protocol.answer(request, reply, number);
    Serving serving =
        new Serving(
            peer,
            time,
            server::isClosed,
            protocol,
            answer,
            reply.course(),
            (served, ending) -> note(request, number, answer, served, ending));
    serving.run();
    return serving.isReusable();
  }

  private void note(
      ReceivedRequest request, int number, Answer answer, Serving serving, Ending ending) {
    boolean complete = ending == Ending.COMPLETE;
    ServedReply served =
        new ServedReply(
            number,
            request,
            serving.isHeadSent() ? answer.status() : 0,
            serving.text(),
            answer.tokens().inputTokens(),
            complete ? answer.tokens().outputTokens() : serving.events(),
            serving.isFinished() ? answer.finish() : null,
            ending);
    synchronized (log) {
      log.put(number, served);
    }
  }

  /** Says what a server answers before it starts. Not thread-safe; used once. */
  public static final class Builder {
    private final ReplyBook replies = new ReplyBook();
    private final Protocol protocol;
    private String name;
    private String model = "sim-1";
    private TimeSource time = TimeSource.system();

    private Builder(Protocol protocol) {
      this.protocol = protocol;
      name = protocol.provider();
    }

    /** Goes by this provider name; default its protocol's. Servers of one client need two names. */
    public Builder named(String name) {
      this.name = name;
      return this;
    }

    /** Offers this model in {@link SimulatedProvider#model()}; default {@code sim-1}. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    /** Delays and paces on these clocks; default the system's. */
    public Builder time(TimeSource time) {
      this.time = time;
      return this;
    }

    /** Answers the next request with this text. */
    public Builder answer(String text) {
      return answer(Reply.text(text));
    }

    /** Answers the next request so. */
    public Builder answer(Reply reply) {
      replies.next(reply);
      return this;
    }

    /** Answers every further request with this text. */
    public Builder always(String text) {
      return always(Reply.text(text));
    }

    /** Answers every further request so. */
    public Builder always(Reply reply) {
      return always(request -> reply);
    }

    /** Answers every further request by this rule, which must be thread-safe. */
    public Builder always(Function<ReceivedRequest, Reply> rule) {
      replies.always(rule);
      return this;
    }

    /**
     * Answers every further request with a call of this tool, or, when the request ends with a
     * tool's result, with this text.
     */
    public Builder callsTool(String tool, String argumentsJson, String thenText) {
      Reply call = Reply.toolCall(tool, argumentsJson);
      Reply text = Reply.text(thenText);
      return always(
          request -> {
            ChatAsk ask = ChatAsk.of(request);
            return ask != null && ask.endsWithToolResult() ? text : call;
          });
    }

    /** Answers every request with this key so, whatever else is scripted. */
    public Builder forKey(String key, Reply reply) {
      replies.forKey(key, reply);
      return this;
    }

    /** Answers every request with this key with 401. */
    public Builder rejectsKey(String key) {
      return forKey(key, Reply.status(401));
    }

    /** Starts the server on a free port. */
    public SimulatedProvider start() {
      return new SimulatedProvider(this);
    }
  }
}
