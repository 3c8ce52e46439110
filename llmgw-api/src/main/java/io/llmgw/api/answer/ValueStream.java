package io.llmgw.api.answer;

import io.llmgw.api.ChatStream;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value while it is written, to be read once:
 *
 * <pre>{@code
 * try (ValueStream<Invoice> s = llm.prompt(question).streamAs(Invoice.class)) {
 *   for (Json soFar : s) show(soFar);
 *   Invoice invoice = s.value();
 * }
 * }</pre>
 *
 * <p>Each partial value is a beginning of the final one: strings as far as they go, lists with the
 * elements that have begun, objects with the members that have begun, numbers and words once they
 * are whole. None of them is checked against the type; the final one is. What the model writes
 * beside the value is not shown: no text where the value is the arguments of a tool ({@link
 * AnswerForm#TOOL}), and of several values that it gives at once only the first.
 *
 * <p>The value begins anew in a later {@link #round()}, when what was begun turns out not to be the
 * answer: the model asks for another tool after it, or the value did not fit and is repaired. Each
 * is a beginning of the value of its round, and those of the last round of the final one.
 *
 * <p>A partial value is made when the text has grown by a thirty-second: with each piece of a short
 * answer, and less often as it gets long, so that all of them together read at most 33 times the
 * length of the text.
 *
 * <p>One thread reads at a time; {@link #cancel()} and {@link #close()} may be called from any.
 *
 * @param <T> the type of the value
 */
public final class ValueStream<T> implements AutoCloseable, Iterable<Json> {
  private static final int GROWTH = 32;

  private final ChatStream stream;
  private final JsonType<T> type;
  private final boolean wrapped;
  private final ValueText text;
  private @Nullable JsonPrefix shownOf;
  private int shown;

  private ValueStream(ChatStream stream, JsonType<T> type) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.type = Objects.requireNonNull(type, "type");
    this.text = new ValueText(stream.answerForm());
    this.wrapped = type.inObject() != type;
  }

  /**
   * The values of a stream whose request has an {@link ExpectedAnswer} of this type. Where that
   * lets the value be repaired, a repaired one begins anew.
   */
  public static <T> ValueStream<T> of(ChatStream stream, JsonType<T> type) {
    return new ValueStream<>(stream, type);
  }

  /**
   * The partial values that are still to come, the whole one last; each blocks until it is there,
   * and throws as {@link ChatStream#next()} does. One pass: a second iterator goes on where the
   * first one stopped.
   */
  @Override
  public Iterator<Json> iterator() {
    return new Values();
  }

  /**
   * The round of the run that what was read last is of, from 1: when it grows, the value begins
   * anew.
   */
  public int round() {
    return stream.round();
  }

  /**
   * The final value. Reads what is still to come; calling it again returns an equal one.
   *
   * @throws io.llmgw.api.error.InvalidAnswerException when the answer does not fit the type; {@code
   *     streamAs} repairs nothing, since what was shown cannot be taken back
   * @throws io.llmgw.api.error.LlmException when the answer fails
   */
  public T value() {
    return response().as(type);
  }

  /** The complete answer, with its account. Reads what is still to come. */
  public ChatResponse response() {
    return stream.response();
  }

  /** Ends the call early: the next read throws. Never blocks; idempotent. */
  public void cancel() {
    stream.cancel();
  }

  /** Ends the call if it has not ended, and frees what it holds. Idempotent. */
  @Override
  public void close() {
    stream.close();
  }

  private @Nullable Json next() {
    LlmEvent event;
    while ((event = stream.next()) != null) {
      Json grown = event instanceof Completed ? last() : grownBy(event);
      if (grown != null) {
        return grown;
      }
    }
    return null;
  }

  private @Nullable Json grownBy(LlmEvent event) {
    if (!text.take(event, stream.round())) {
      return null;
    }
    JsonPrefix soFar = text.soFar();
    if (soFar != shownOf) {
      shownOf = soFar;
      shown = 0;
    }
    int growth = soFar.length() - shown;
    if (growth == 0 || (growth <= shown / GROWTH && !soFar.isWhole())) {
      return null;
    }
    Json value = soFar.value();
    if (value == null) {
      return null;
    }
    shown = soFar.length();
    return wrapped ? unwrapped(value) : value;
  }

  /** The value, when it came in another way than it was asked for. */
  private @Nullable Json last() {
    return text.soFar().isWhole() ? null : stream.response().value();
  }

  private static @Nullable Json unwrapped(Json value) {
    Map<String, @Nullable Object> members = value.asObject();
    return members.isEmpty() ? null : Json.ofValue(members.values().iterator().next());
  }

  private final class Values implements Iterator<Json> {
    private @Nullable Json ahead;

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = ValueStream.this.next();
      }
      return ahead != null;
    }

    @Override
    public Json next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Json value = ahead;
      ahead = null;
      return value;
    }
  }
}
