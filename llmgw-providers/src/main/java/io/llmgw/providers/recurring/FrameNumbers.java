package io.llmgw.providers.recurring;

import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Numbers of a frame that another frame may have other ones in the place of, in their order. Each
 * goes into one field, that its reader numbers as it likes. Not thread-safe.
 */
public final class FrameNumbers {
  /** For frames whose numbers are all the same. */
  static final FrameNumbers NONE = new FrameNumbers();

  /** So many are known at once. */
  static final int MOST = 8;

  private final int[] places = new int[MOST];
  private final int[] fields = new int[MOST];
  private final long[] values = new long[MOST];
  private int count;
  private boolean complete = true;

  /** There are none yet. */
  public FrameNumbers() {}

  /** There are none. */
  public void clear() {
    count = 0;
    complete = true;
  }

  /** Notes that the number at the parser goes into a field. */
  public void add(JsonParser json, int field) {
    boolean plain =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getStringLength() <= NumberBody.MOST_DIGITS;
    complete &= plain && count < MOST;
    if (complete) {
      places[count] = WireJson.place(json);
      fields[count] = field;
      values[count++] = json.getLongValue();
    }
  }

  /** Whether all that were added can be read in another frame. */
  public boolean isComplete() {
    return complete;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The field that one of them goes into. */
  public int field(int index) {
    return fields[index];
  }

  /** One of them. */
  public long value(int index) {
    return values[index];
  }

  /** Where one of them begins, counted from the start of the frame. */
  int place(int index) {
    return places[index];
  }

  /** Takes those of another frame. */
  void replace(long[] others) {
    System.arraycopy(others, 0, values, 0, count);
  }
}
