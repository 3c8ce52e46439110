package io.llmgw.cache;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.cache.Fill.Course;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Answers well and badly, by chance, and remembers what it has answered. Thread-safe. */
final class FillingProvider {
  /** An answer that began while one like it was under way. */
  record Overlap(Fill earlier, Fill later) {}

  final ScriptedProvider provider = ScriptedProvider.named("a");
  private final AtomicLong numbers = new AtomicLong();
  private final Random random;
  private final List<Fill> fills = new ArrayList<>();
  private final Set<Fill> underWay = ConcurrentHashMap.newKeySet();
  private final List<Overlap> overlaps = new ArrayList<>();

  FillingProvider(long seed) {
    random = new Random(seed);
    provider.always(this::write);
  }

  /** The number of what happens now: greater than that of all before. */
  long number() {
    return numbers.incrementAndGet();
  }

  private void write(ProviderCall call, Script script) {
    Fill fill = begin(call);
    String text = fill.text();
    int half = text.length() / 2;
    Runnable end = () -> underWay.remove(fill);
    if (fill.course() == Course.EMPTY) {
      script.run(end);
      return;
    }
    if (fill.course() == Course.REFUSES) {
      script.refusal(text).run(end);
      return;
    }
    if (fill.course() == Course.FAILS) {
      script.run(end).fail(ErrorKind.INVALID_REQUEST);
      return;
    }
    script.text(text.substring(0, half)).text(text.substring(half)).run(end);
    switch (fill.course()) {
      case FAILS_AFTER_CONTENT -> script.fail(ErrorKind.STREAM_BROKEN);
      case BREAKS_OFF -> script.truncate();
      case CUT_BY_LENGTH -> script.completed(FinishReason.LENGTH);
      case FILTERED -> script.completed(FinishReason.CONTENT_FILTER);
      default -> script.completed(FinishReason.STOP);
    }
  }

  private synchronized Fill begin(ProviderCall call) {
    Course[] courses = Course.values();
    Course course = random.nextBoolean() ? Course.GOOD : courses[random.nextInt(courses.length)];
    Fill fill = Fill.of(number(), call, course);
    fills.add(fill);
    for (Fill other : underWay) {
      if (other.isLike(fill)) {
        overlaps.add(new Overlap(other, fill));
      }
    }
    underWay.add(fill);
    return fill;
  }

  synchronized List<Fill> fills() {
    return List.copyOf(fills);
  }

  synchronized List<Overlap> overlaps() {
    return List.copyOf(overlaps);
  }
}
