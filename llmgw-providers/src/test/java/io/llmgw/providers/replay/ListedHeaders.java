package io.llmgw.providers.replay;

import io.llmgw.providers.answer.AnswerHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headers from a list, or written down in pairs. */
public record ListedHeaders(List<Map.Entry<String, String>> headers) implements AnswerHeaders {
  /** Name, value, name, value. */
  public static ListedHeaders of(String... namesAndValues) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new ListedHeaders(headers);
  }

  @Override
  public int size() {
    return headers.size();
  }

  @Override
  public String name(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String value(int index) {
    return headers.get(index).getValue();
  }
}
