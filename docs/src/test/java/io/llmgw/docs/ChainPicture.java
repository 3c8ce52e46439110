package io.llmgw.docs;

import io.llmgw.api.chain.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the slots of the chain in the three rows that a call passes, as SVG. */
final class ChainPicture {
  /** Who puts links into a slot. */
  enum Owner {
    ENGINE,
    POLICY,
    YOURS
  }

  private static final int WIDTH = 1000;
  private static final int MARGIN = 20;
  private static final int ROWS_TOP = 62;
  private static final int ROW_HEIGHT = 118;
  private static final int ROW_GAP = 26;
  private static final int BOX_HEIGHT = 58;
  private static final int BOX_TOP = 42;
  private static final int BOX_GAP = 14;
  private static final int INSET = 24;

  private final Map<Slot, Owner> owners;
  private final StringBuilder svg = new StringBuilder();
  private Palette palette = Palette.LIGHT;

  ChainPicture(Map<Slot, Owner> owners) {
    this.owners = owners;
  }

  private static String caption(Slot slot) {
    return switch (slot) {
      case OBSERVE -> "watch the call";
      case PROMPT -> "named prompts";
      case APPLICATION -> "text may change";
      case ACCESS -> "who may do what";
      case LIMIT -> "rate per caller";
      case REDACT -> "mask, restore";
      case RECORD -> "masked text only";
      case GUARD -> "judge in and out";
      case CACHE -> "answer again";
      case CALL -> "text is fixed";
      case ROUTE -> "choose the target";
      case RETRY -> "one more attempt";
      case SPEND -> "reserve money";
      case PACE -> "rate per target";
      case ATTEMPT -> "text is fixed";
      case MEASURE -> "watch the attempt";
      case BREAKER -> "spare the failing";
      case PROVIDER -> "the exchange";
    };
  }

  private record Row(String title, List<Slot> slots) {}

  private static List<Row> rows() {
    List<Slot> open = new ArrayList<>();
    List<Slot> fixed = new ArrayList<>();
    List<Slot> attempt = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      boolean repeated = slot.compareTo(Slot.RETRY) > 0;
      (repeated ? attempt : slot.isTextFixed() ? fixed : open).add(slot);
    }
    return List.of(
        new Row("once per call, until the text is masked", open),
        new Row("once per call, text fixed", fixed),
        new Row("once per attempt", attempt));
  }

  /** The picture in these colours. */
  String svg(Palette colours) {
    palette = colours;
    svg.setLength(0);
    List<Row> rows = rows();
    int height = rowTop(rows.size()) - ROW_GAP + 58;
    head(height);
    for (int i = 0; i < rows.size(); i++) {
      panel(rows.get(i), rowTop(i));
    }
    doors();
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), i, i == rows.size() - 1);
    }
    legend(height - 22);
    svg.append("</svg>\n");
    return svg.toString();
  }

  private void head(int height) {
    String slots = Arrays.stream(Slot.values()).map(Slot::name).collect(Collectors.joining(", "));
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-labelledby=\"title text\" font-family=\"-apple-system, 'Segoe UI', Roboto,"
            + " Helvetica, Arial, sans-serif\">",
        WIDTH, height);
    add("<title id=\"title\">The chain of a call</title>");
    add(
        "<desc id=\"text\">Four doors lead into one chain of slots: %s. Events come back the same"
            + " way.</desc>",
        slots);
  }

  private void doors() {
    List<String> doors = List.of("chat", "chatAsync", "stream", "publish");
    int entry = MARGIN + INSET + boxWidth(rows().get(0)) / 2;
    int bus = 56;
    int x = MARGIN;
    int last = x;
    for (String door : doors) {
      int width = 40 + 8 * door.length();
      add(
          "<rect x=\"%d\" y=\"10\" width=\"%d\" height=\"30\" rx=\"15\" fill=\"none\" stroke=\"%s\""
              + " stroke-width=\"1.2\"/>",
          x, width, palette.line());
      text(x + width / 2, 30, 14, palette.text(), "middle", door);
      last = x + width / 2;
      path("M%d 40 V%d", last, bus);
      x += width + 10;
    }
    path("M%d %d H%d", MARGIN + 36, bus, last);
    arrow(entry, rowTop(0) + BOX_TOP, "M%d %d V%d", entry, bus, rowTop(0) + BOX_TOP);
    text(
        x + 14,
        30,
        14,
        palette.quiet(),
        "start",
        "four doors, one chain: a request goes down, events come back up");
  }

  private void panel(Row row, int top) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\" fill=\"%s\"/>",
        MARGIN, top, WIDTH - 2 * MARGIN, ROW_HEIGHT, palette.panel());
    text(WIDTH - MARGIN - INSET, top + 27, 14, palette.quiet(), "end", row.title());
  }

  private void row(Row row, int index, boolean last) {
    int top = rowTop(index);
    int width = boxWidth(row);
    int middle = top + BOX_TOP + BOX_HEIGHT / 2;
    for (int i = 0; i < row.slots().size(); i++) {
      int x = MARGIN + INSET + i * (width + BOX_GAP);
      if (i > 0) {
        path("M%d %d h%d", x - BOX_GAP, middle, BOX_GAP);
      }
      box(row.slots().get(i), x, top + BOX_TOP, width);
    }
    if (!last) {
      descend(top, MARGIN + INSET + row.slots().size() * (width + BOX_GAP) - BOX_GAP - width / 2);
    }
  }

  private void descend(int top, int x) {
    int turn = top + ROW_HEIGHT + ROW_GAP / 2;
    int next = top + ROW_HEIGHT + ROW_GAP + BOX_TOP;
    int entry = MARGIN + INSET / 2;
    int middle = next + BOX_HEIGHT / 2;
    String turns = "M%d %d V%d q0 8 -8 8 H%d q-8 0 -8 8 V%d q0 8 8 8 H%d";
    arrow(
        MARGIN + INSET,
        middle,
        turns,
        x,
        top + BOX_TOP + BOX_HEIGHT,
        turn - 8,
        entry + 8,
        middle - 8,
        MARGIN + INSET);
  }

  private void box(Slot slot, int x, int y, int width) {
    Owner owner = owners.get(slot);
    String fill =
        switch (owner) {
          case ENGINE -> palette.engine();
          case POLICY -> palette.policy();
          case YOURS -> palette.yours();
        };
    shape(owner, fill, x, y, width, BOX_HEIGHT);
    String ink = owner == Owner.YOURS ? palette.strong() : palette.text();
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"14\" font-weight=\"600\" letter-spacing=\".4\""
            + " fill=\"%s\" text-anchor=\"middle\">%s</text>",
        x + width / 2, y + 25, ink, slot.name());
    text(x + width / 2, y + 44, 12.5, ink, "middle", caption(slot));
  }

  private void shape(Owner owner, String fill, int x, int y, int width, int height) {
    String stroke =
        switch (owner) {
          case ENGINE -> palette.engine();
          case POLICY -> palette.border();
          case YOURS -> palette.accent();
        };
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\" fill=\"%s\" stroke=\"%s\""
            + " stroke-width=\"%s\"/>",
        x, y, width, height, fill, stroke, owner == Owner.YOURS ? "2" : "1.2");
  }

  private void legend(int y) {
    int x = MARGIN + INSET;
    x = legendEntry(Owner.YOURS, palette.yours(), "for links of your own", x, y);
    x = legendEntry(Owner.POLICY, palette.policy(), "for policies, yours as well", x, y);
    legendEntry(Owner.ENGINE, palette.engine(), "the engine's own", x, y);
  }

  private int legendEntry(Owner owner, String fill, String words, int x, int y) {
    shape(owner, fill, x, y - 13, 26, 16);
    text(x + 36, y, 14, palette.quiet(), "start", words);
    return x + 36 + 7 * words.length() + 32;
  }

  private void path(String path, Object... numbers) {
    add(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        String.format(Locale.ROOT, path, numbers), palette.line());
  }

  /** A path that ends at a point, downwards or to the right as its last step goes. */
  private void arrow(int x, int y, String path, Object... numbers) {
    path(path, numbers);
    boolean down = path.endsWith("V%d");
    String head = down ? "M%d %d l-5 -8 h10 z" : "M%d %d l-8 -5 v10 z";
    add("<path d=\"%s\" fill=\"%s\"/>", String.format(Locale.ROOT, head, x, y), palette.line());
  }

  private void text(int x, int y, double size, String fill, String anchor, String words) {
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\">%s</text>",
        x, y, size, fill, anchor, words);
  }

  private static int boxWidth(Row row) {
    int count = row.slots().size();
    return (WIDTH - 2 * MARGIN - 2 * INSET - (count - 1) * BOX_GAP) / count;
  }

  private static int rowTop(int index) {
    return ROWS_TOP + index * (ROW_HEIGHT + ROW_GAP);
  }

  private void add(String line, Object... values) {
    svg.append(String.format(Locale.ROOT, line, values)).append('\n');
  }
}
