package io.llmgw.test.simulated;

import io.llmgw.test.Gate;
import io.llmgw.test.simulated.Course.Incident.Action;
import io.llmgw.test.simulated.Course.Incident.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a {@link SimulatedProvider}, and how it is served: whole or faulty, at once or
 * paced. Starts with {@link #text}, {@link #toolCall}, {@link #status} or {@link #raw}; every other
 * method returns a changed copy. Immutable.
 *
 * <pre>{@code
 * Reply.text("Blue light scatters most.").pace(Duration.ofMillis(20))
 * Reply.text("Blue light scatters most.").cutAfterEvents(3, Cut.RST)
 * Reply.text("Blue light scatters most.").reasoning("Air is thin.").signed("c2ln")
 * Reply.status(429).header("retry-after", "2")
 * }</pre>
 *
 * <p>Events are those with content, one per token, those of reasoning first; "after 0 events" is
 * after the head and the role, before any content. In an answer that is not streamed, "after n
 * events" is in the middle of its body for every n, and frames and pings are left out.
 */
public final class Reply {
  private final Content content;
  private final @Nullable Reasoning reasoning;
  private final Map<String, String> headers;
  private final @Nullable String finish;
  private final @Nullable Counts counts;
  private final Course course;

  private Reply(
      Content content,
      @Nullable Reasoning reasoning,
      Map<String, String> headers,
      @Nullable String finish,
      @Nullable Counts counts,
      Course course) {
    this.content = content;
    this.reasoning = reasoning;
    this.headers = headers;
    this.finish = finish;
    this.counts = counts;
    this.course = course;
  }

  /** Answers with this text. */
  public static Reply text(String text) {
    return of(new Content.Text(text));
  }

  /** Answers with a call of this tool. */
  public static Reply toolCall(String tool, String argumentsJson) {
    return of(new Content.Tools(List.of(new Content.ToolUse(tool, argumentsJson))));
  }

  /** The same tool calls, and one more beside them. */
  public Reply andToolCall(String tool, String argumentsJson) {
    if (!(content instanceof Content.Tools tools)) {
      throw new IllegalStateException("andToolCall follows toolCall");
    }
    List<Content.ToolUse> calls = new ArrayList<>(tools.calls());
    calls.add(new Content.ToolUse(tool, argumentsJson));
    return new Reply(new Content.Tools(calls), reasoning, headers, finish, counts, course);
  }

  /** Refuses with this status, and with an error body and code as the provider would send. */
  public static Reply status(int status) {
    return status(status, OpenAiFrames.codeOf(status));
  }

  /** Refuses with this status and error code, such as {@code insufficient_quota}. */
  public static Reply status(int status, String code) {
    return of(new Content.Failure(status, code, "simulated " + status + " " + code));
  }

  /** Answers with this body as it is, streamed or not. */
  public static Reply raw(int status, String contentType, String body) {
    return of(new Content.Raw(status, contentType, body));
  }

  /**
   * Thinks this before its text or its tool calls, in the place that the protocol has for it. Where
   * several are known, as in Chat Completions, that is {@code reasoning_content}, or for
   * {@linkplain #signed signed} reasoning {@code reasoning} and {@code reasoning_details} as of
   * OpenRouter. Its tokens are counted with those of the answer, against the limit of the request
   * too.
   *
   * @throws IllegalStateException when it answers with neither text nor tool calls
   */
  public Reply reasoning(String text) {
    if (!(content instanceof Content.Text || content instanceof Content.Tools)) {
      throw new IllegalStateException("reasoning goes with text or tool calls");
    }
    return new Reply(content, new Reasoning(text, null), headers, finish, counts, course);
  }

  /**
   * Signs its reasoning with this, which is what a provider wants back: the signature of a block of
   * Anthropic's or Bedrock's and of an element of {@code reasoning_details}, the encrypted content
   * of an item of Responses, the thought signature of the first call or else the text of Gemini,
   * which is Base64 there. Ollama and Cohere sign nothing, and leave it out.
   *
   * @throws IllegalStateException when it has no {@link #reasoning}
   */
  public Reply signed(String signature) {
    if (reasoning == null) {
      throw new IllegalStateException("signed follows reasoning");
    }
    Reasoning signed = new Reasoning(reasoning.text(), signature);
    return new Reply(content, signed, headers, finish, counts, course);
  }

  /** Sends this header too; replaces one of the same name. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(content, reasoning, more, finish, counts, course);
  }

  /** Says that it is of this content type, whatever it is; empty: says nothing. */
  public Reply contentType(String contentType) {
    return header("content-type", contentType);
  }

  /** Gives this reason for its end, in the provider's words; default by what it answers. */
  public Reply finish(String finishReason) {
    return new Reply(content, reasoning, headers, finishReason, counts, course);
  }

  /** Reports these tokens; default as counted by {@link io.llmgw.test.Tokens}. */
  public Reply usage(long inputTokens, long outputTokens) {
    return new Reply(
        content, reasoning, headers, finish, new Counts(inputTokens, outputTokens), course);
  }

  /** Reports no usage. */
  public Reply withoutUsage() {
    return new Reply(content, reasoning, headers, finish, Counts.SILENT, course);
  }

  /** Waits this long, on the clocks of the server, before each event with content. */
  public Reply pace(Duration perEvent) {
    return with(course.pace(perEvent));
  }

  /** Waits this long, on the clocks of the server, before the head. */
  public Reply delay(Duration beforeHead) {
    return with(course.delay(beforeHead));
  }

  /** Sends the body in pieces of at most so many bytes, each in a chunk and a write of its own. */
  public Reply sliced(int bytes) {
    return with(course.sliced(bytes));
  }

  /** Leaves out the marker that ends a stream, which then ends cleanly without it. */
  public Reply withoutDone() {
    return with(course.withoutDone());
  }

  /** Keeps the connection open after the whole stream was sent, without ending the body. */
  public Reply openAfterDone() {
    return with(course.openAfterDone());
  }

  /** Reads the request and then sends nothing at all, not even a head. */
  public Reply stallBeforeHead() {
    return with(Unit.HEAD, 0, new Action.Hold(Gate.closed()));
  }

  /** Sends nothing, not even a head, until the gate is open. */
  public Reply holdBeforeHead(Gate gate) {
    return with(Unit.HEAD, 0, new Action.Hold(gate));
  }

  /** Reads the request and cuts the connection. */
  public Reply cutBeforeHead(Cut cut) {
    return with(Unit.HEAD, 0, new Action.Break(cut));
  }

  /**
   * Sends nothing more after so many events; ends only when the other side or the server closes.
   */
  public Reply stallAfterEvents(int events) {
    return holdAfterEvents(events, Gate.closed());
  }

  /** After so many events, sends nothing more until the gate is open. */
  public Reply holdAfterEvents(int events, Gate gate) {
    return with(Unit.EVENTS, events, new Action.Hold(gate));
  }

  /** Cuts the connection after so many events. */
  public Reply cutAfterEvents(int events, Cut cut) {
    return with(Unit.EVENTS, events, new Action.Break(cut));
  }

  /** Cuts the connection after so many bytes of the body. */
  public Reply cutAtByte(int bytes, Cut cut) {
    return with(Unit.BYTES, bytes, new Action.Break(cut));
  }

  /** Ends the body cleanly after so many events, without finish reason, usage and end marker. */
  public Reply endAfterEvents(int events) {
    return with(Unit.EVENTS, events, new Action.End());
  }

  /**
   * After so many events, sends an error with this code in the stream and ends it. An answer that
   * is not streamed is that error, with status 200.
   */
  public Reply errorAfterEvents(int events, String code) {
    return with(Unit.EVENTS, events, new Action.Fail(code));
  }

  /** After so many events, sends a frame with this in it, which need not be JSON, and goes on. */
  public Reply frameAfterEvents(int events, String payload) {
    return with(Unit.EVENTS, events, new Action.Frame(payload));
  }

  /** After so many events, sends a comment line as a sign of life, and goes on. */
  public Reply pingAfterEvents(int events) {
    return with(Unit.EVENTS, events, new Action.Ping());
  }

  /** A count of what is asked where it would be answered by text; else the same. */
  Reply counting(String field, ChatAsk ask) {
    return content instanceof Content.Text
        ? withBody(OpenAiFrames.json(field, ask.inputTokens()))
        : this;
  }

  /** The same course and headers with this JSON body. */
  Reply withBody(String json) {
    return withBody("application/json", json);
  }

  /** The same course and headers with this body. */
  Reply withBody(String contentType, String body) {
    return new Reply(
        new Content.Raw(200, contentType, body), null, headers, finish, counts, course);
  }

  Content content() {
    return content;
  }

  @Nullable Reasoning reasoning() {
    return reasoning;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Nullable String finish() {
    return finish;
  }

  @Nullable Counts counts() {
    return counts;
  }

  Course course() {
    return course;
  }

  /** What kind of answer it is; no text. */
  @Override
  public String toString() {
    return "Reply[" + content.getClass().getSimpleName() + "]";
  }

  private static Reply of(Content content) {
    return new Reply(content, null, Map.of(), null, null, Course.PLAIN);
  }

  private Reply with(Unit unit, int place, Action action) {
    return with(course.with(new Course.Incident(unit, place, action)));
  }

  private Reply with(Course course) {
    return new Reply(content, reasoning, headers, finish, counts, course);
  }

  /** What is thought before the answer, and what it is signed with; null for nothing. */
  record Reasoning(String text, @Nullable String signature) {}

  /** Tokens to report. */
  record Counts(long inputTokens, long outputTokens) {
    /** Nothing is reported. */
    static final Counts SILENT = new Counts(-1, -1);
  }
}
