package io.llmgw.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTypeTest {
  enum Unit {
    @Name("piece")
    PIECE,
    @Description("kilograms")
    KG
  }

  record Line(String goods, int count, Unit unit) {}

  @Description("A bill")
  record Invoice(
      String number,
      LocalDate due,
      @Description("gross, in euro") BigDecimal total,
      List<Line> lines,
      Optional<String> note,
      @Nullable Line gift,
      @Default("14") int days) {}

  sealed interface Figure permits Circle, Square {}

  record Circle(double radius) implements Figure {}

  @Name("square")
  record Square(double side) implements Figure {}

  record Tree(String name, List<Tree> branches) {}

  record Page<T>(List<T> items, boolean more) {}

  record Index(Map<String, Integer> counts) {}

  private static final String WHOLE =
      """
      {"number":"7","due":"2026-01-31","total":12.50,
       "lines":[{"goods":"nails","count":3.0,"unit":"piece"}],"note":null,"gift":null,"days":null}
      """;

  @Test
  void bindsARecordWithEverythingInIt() {
    Invoice invoice = JsonType.of(Invoice.class).bind(Json.ofText(WHOLE));

    assertThat(invoice)
        .isEqualTo(
            new Invoice(
                "7",
                LocalDate.of(2026, 1, 31),
                new BigDecimal("12.5"),
                List.of(new Line("nails", 3, Unit.PIECE)),
                Optional.empty(),
                null,
                14));
  }

  @Test
  void takesWhatMayBeNullAsLeftOutToo() {
    String without =
        """
        {"number":"7","due":"2026-01-31","total":1,"lines":[]}""";

    Invoice invoice = JsonType.of(Invoice.class).bind(Json.ofText(without));

    assertThat(invoice.note()).isEmpty();
    assertThat(invoice.gift()).isNull();
    assertThat(invoice.days()).isEqualTo(14);
  }

  @Test
  void writesASchemaThatStrictModesTake() {
    assertThat(JsonType.of(Invoice.class).schema().text())
        .isEqualTo(
            """
            {"type":"object","properties":{\
            "number":{"type":"string"},\
            "due":{"type":"string","format":"date"},\
            "total":{"type":"number","description":"gross, in euro"},\
            "lines":{"type":"array","items":{"$ref":"#/$defs/Line"}},\
            "note":{"type":["string","null"]},\
            "gift":{"anyOf":[{"$ref":"#/$defs/Line"},{"type":"null"}]},\
            "days":{"type":["integer","null"],"description":"Default: 14"}},\
            "required":["number","due","total","lines","note","gift","days"],\
            "additionalProperties":false,\
            "description":"A bill",\
            "$defs":{"Line":{"type":"object","properties":{\
            "goods":{"type":"string"},"count":{"type":"integer"},\
            "unit":{"type":"string","enum":["piece","KG"],"description":"KG: kilograms"}},\
            "required":["goods","count","unit"],"additionalProperties":false}}}""");
  }

  @Test
  void tellsSealedRecordsApartByTheirType() {
    JsonType<Figure> figure = JsonType.of(Figure.class);

    assertThat(figure.schema().text())
        .isEqualTo(
            """
            {"anyOf":[\
            {"type":"object","properties":{"type":{"type":"string","const":"Circle"},\
            "radius":{"type":"number"}},"required":["type","radius"],\
            "additionalProperties":false},\
            {"type":"object","properties":{"type":{"type":"string","const":"square"},\
            "side":{"type":"number"}},"required":["type","side"],\
            "additionalProperties":false}]}""");
    assertThat(figure.bind(Json.ofText("{\"type\":\"square\",\"side\":2}")))
        .isEqualTo(new Square(2));
    assertThat(figure.check(Json.ofText("{\"type\":\"Ada\"}")))
        .containsExactly(new Violation("/type", "anyOf", "must be one of Circle, square"));
  }

  @Test
  void putsWhatIsNoObjectIntoOne() {
    JsonType<List<Figure>> figures = JsonType.of(new TypeOf<List<Figure>>() {}).inObject();

    assertThat(figures.schema().text())
        .startsWith("{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"array\",");
    assertThat(figures.bind(Json.ofText("{\"value\":[{\"type\":\"Circle\",\"radius\":1}]}")))
        .containsExactly(new Circle(1));
    assertThat(figures.write(List.of(new Square(1))).text())
        .isEqualTo("{\"value\":[{\"type\":\"square\",\"side\":1.0}]}");
  }

  @Test
  void knowsRecordsThatHoldThemselves() {
    JsonType<Tree> tree = JsonType.of(Tree.class);

    assertThat(tree.isRecursive()).isTrue();
    assertThat(tree.schema().text()).contains("\"items\":{\"$ref\":\"#\"}");
    assertThat(JsonType.of(new TypeOf<List<Tree>>() {}).inObject().schema().text())
        .contains("\"items\":{\"$ref\":\"#/$defs/Tree\"}");
    assertThat(
            tree.bind(
                Json.ofText("{\"name\":\"a\",\"branches\":[{\"name\":\"b\",\"branches\":[]}]}")))
        .isEqualTo(new Tree("a", List.of(new Tree("b", List.of()))));
  }

  @Test
  void resolvesTypeVariables() {
    JsonType<Page<Line>> page = JsonType.of(new TypeOf<Page<Line>>() {});

    Page<Line> bound =
        page.bind(
            Json.ofText(
                "{\"items\":[{\"goods\":\"g\",\"count\":1,\"unit\":\"KG\"}],\"more\":false}"));

    assertThat(bound.items()).containsExactly(new Line("g", 1, Unit.KG));
    assertThatThrownBy(() -> JsonType.of(Page.class)).hasMessageContaining("TypeOf");
  }

  @Test
  void mapsAdmitAnyKeyAndSayThatTheyAreOpen() {
    JsonType<Index> index = JsonType.of(Index.class);

    assertThat(index.isOpen()).isTrue();
    assertThat(index.schema().text())
        .contains("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}");
    assertThat(index.bind(Json.ofText("{\"counts\":{\"a\":1,\"b\":2}}")).counts())
        .containsExactly(Map.entry("a", 1), Map.entry("b", 2));
  }

  @Test
  void namesEveryPlaceButNoValue() {
    String wrong =
        """
        {"number":"Ada","due":"Lovelace","total":"much","lines":[{"goods":1,"count":1.5}],
         "Byron":1,"days":99999999999}""";

    assertThat(JsonType.of(Invoice.class).check(Json.ofText(wrong)))
        .extracting(Violation::toString)
        .containsExactly(
            "/due: must be a date such as 2026-01-31",
            "/total: must be a number, not a string",
            "/lines/0/goods: must be a string, not an integer",
            "/lines/0/count: must be an integer, not a number",
            "/lines/0: must have \"unit\"",
            "/days: must be an integer of at least -2147483648 and at most 2147483647",
            "the value: must have only members that the schema names, not 1 more");
  }

  @Test
  void refusesWhatIsNoJson() {
    JsonType<Index> index = JsonType.of(Index.class);

    assertThatThrownBy(() -> index.bind(Json.ofText("{\"counts\":{\"Ada\":1,\"Ada\":2}}")))
        .isInstanceOf(JsonMismatchException.class)
        .hasMessage("the JSON is no Index: the value: must be JSON: duplicate key at 19");
  }
}
