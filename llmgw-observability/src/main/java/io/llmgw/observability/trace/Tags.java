package io.llmgw.observability.trace;

import io.llmgw.observability.genai.GenAi;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects tags; those without a value are left out, and long ones are cut. */
final class Tags {
  private static final int LONGEST = 256;

  private final List<KeyValue> all = new ArrayList<>();

  Tags add(String key, @Nullable Object value) {
    if (value != null) {
      String text = value.toString();
      all.add(KeyValue.of(key, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    }
    return this;
  }

  /**
   * Of what did not succeed alone, as OpenTelemetry has it; so it is no tag of low cardinality,
   * which all timers that are made of one kind of observation must have.
   */
  Tags addErrorType(String type) {
    return add("error.type", type.equals(GenAi.NONE) ? null : type);
  }

  /** As it is, however long: bounded where it was made. */
  Tags addWhole(String key, @Nullable String text) {
    if (text != null) {
      all.add(KeyValue.of(key, text));
    }
    return this;
  }

  KeyValues toKeyValues() {
    return KeyValues.of(all);
  }
}
