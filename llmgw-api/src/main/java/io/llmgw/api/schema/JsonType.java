package io.llmgw.api.schema;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.reflect.TypeUse;
import io.llmgw.api.schema.reflect.Unsupported;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.Place;
import io.llmgw.api.schema.shape.Component;
import io.llmgw.api.schema.shape.MapShape;
import io.llmgw.api.schema.shape.Names;
import io.llmgw.api.schema.shape.ObjectShape;
import io.llmgw.api.schema.shape.OptionalShape;
import io.llmgw.api.schema.shape.SchemaWriter;
import io.llmgw.api.schema.shape.Shape;
import io.llmgw.api.schema.shape.ShapeFinder;
import io.llmgw.api.schema.shape.ShapeTour;
import java.lang.ref.SoftReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Java type as JSON: its schema for a model, and the way between its values and JSON.
 *
 * <p>Known are records, also nested, generic and recursive; sealed interfaces of records, told
 * apart by a member {@code type} that holds the simple name of the record; enums, by the names of
 * their constants; {@code List}, {@code Set}, {@code Collection}, arrays and {@code Map<String,
 * T>}; {@code String}, all primitives and their boxes, {@code BigDecimal}, {@code BigInteger};
 * {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code
 * Instant}, {@code Duration}, {@code UUID} and {@code URI}. Everything else is refused at once.
 * {@link Description}, {@link Name} and {@link Default} say more.
 *
 * <p>What is an {@code Optional}, has a {@link Default}, or is annotated with {@code @Nullable} of
 * any package that is there at run time, may be null in JSON or left out. The schema lists it as
 * required and nullable, the only form that strict providers take. Everything else must be there.
 * Members that the schema does not name are refused.
 *
 * <p>The schema fits the strict mode of OpenAI and the structured output of Anthropic, except that
 * neither takes maps ({@link #isOpen()}) and Anthropic takes no recursion ({@link #isRecursive()}).
 * Both want an object at the root: {@link #inObject()}.
 *
 * <p>Immutable and thread-safe. What {@link #of(Class)} finds is remembered softly, without holding
 * the class or its loader.
 *
 * @param <T> the Java type, boxed
 */
public final class JsonType<T> {
  private static final String WRAPPED = "value";

  private static final ClassValue<SoftReference<JsonType<?>>> FOUND =
      new ClassValue<>() {
        @Override
        protected SoftReference<JsonType<?>> computeValue(Class<?> type) {
          return new SoftReference<>(find(TypeUse.of(type)));
        }
      };

  private final String name;
  private final Shape shape;
  private final boolean inValue;
  private final Json schema;
  private final boolean open;
  private final boolean recursive;

  private JsonType(String name, Shape shape, boolean inValue) {
    this.name = name;
    this.shape = shape;
    this.inValue = inValue;
    ShapeTour tour = ShapeTour.of(shape);
    this.open = tour.isOpen();
    this.recursive = tour.isRecursive();
    this.schema = Json.ofValue(SchemaWriter.write(shape));
  }

  /**
   * The given class.
   *
   * @throws IllegalArgumentException if it, or something in it, is not known; names the place and
   *     what to use instead
   */
  @SuppressWarnings("unchecked") // the shape of a class makes values of it
  public static <T> JsonType<T> of(Class<T> type) {
    JsonType<?> known = FOUND.get(type).get();
    if (known == null) {
      FOUND.remove(type);
      known = find(TypeUse.of(type));
    }
    return (JsonType<T>) known;
  }

  /**
   * The given type, as {@code new TypeOf<List<Invoice>>() {}}. It is looked at anew each time: keep
   * the result.
   *
   * @throws IllegalArgumentException as {@link #of(Class)}
   */
  @SuppressWarnings("unchecked") // the shape of a type makes values of it
  public static <T> JsonType<T> of(TypeOf<T> type) {
    return (JsonType<T>) find(TypeUse.of(type.annotated()));
  }

  /**
   * The given type, as reflection finds it. It is looked at anew each time: keep the result.
   *
   * @throws IllegalArgumentException as {@link #of(Class)}
   */
  public static JsonType<?> of(Type type) {
    return type instanceof Class<?> plain ? of(plain) : find(TypeUse.of(type));
  }

  /**
   * The parameters of a method as one object; its Java value is the array of arguments. The method
   * must be compiled with {@code -parameters}, or each parameter have a {@link Name}.
   *
   * @throws IllegalArgumentException if a parameter has no name, and as {@link #of(Class)}
   */
  public static JsonType<@Nullable Object[]> ofParameters(Executable method) {
    return new JsonType<>(
        Names.plain(method.getName()), new ShapeFinder().parameters(method), false);
  }

  private static JsonType<?> find(TypeUse use) {
    String path = use.toString();
    Shape shape = new ShapeFinder().find(use, path);
    if (shape instanceof OptionalShape) {
      throw Unsupported.at(
          path, "the whole answer may not be null or empty: use a record around it");
    }
    String shared = shape.sharedName();
    return new JsonType<>(shared == null ? Names.plain(path) : shared, shape, false);
  }

  /** A name for the schema that every provider takes: 1 to 64 of A-Z, a-z, 0-9 and {@code _}. */
  public String name() {
    return name;
  }

  /** The JSON Schema; the same object each time. */
  public Json schema() {
    return schema;
  }

  /** Whether it holds a map: a schema that is open to any key, which strict modes refuse. */
  public boolean isOpen() {
    return open;
  }

  /** Whether it holds itself, which Anthropic's structured output refuses. */
  public boolean isRecursive() {
    return recursive;
  }

  /**
   * The same values where the whole JSON must be an object, as tools and structured output of all
   * providers demand: this very one for a record or map, else in an object's only member {@code
   * value}, which {@link #bind} takes out again and {@link #write} puts around.
   */
  public JsonType<T> inObject() {
    if (inValue || shape instanceof ObjectShape || shape instanceof MapShape) {
      return this;
    }
    ObjectShape object =
        new ObjectShape(name, new Declared("Root", null, null), false, values -> values.clone());
    object.complete(List.of(new Component(new Declared(WRAPPED, null, null), shape, null)));
    return new JsonType<>(name, object, true);
  }

  /** What is wrong with a value; empty if {@link #bind} takes it. At most 32 are told. */
  public List<Violation> check(Json value) {
    try {
      Findings findings = new Findings();
      shape.read(value.value(), Place.ROOT, findings);
      return findings.violations();
    } catch (JsonException e) {
      return List.of(Violation.ofText(e));
    }
  }

  /**
   * The Java value of a JSON value. Numbers are taken by value, so that 3.0 is an integer; a double
   * or float may be rounded. Equal elements of a set are one. Collections cannot be modified.
   *
   * @throws JsonMismatchException if the text is no JSON, or the value does not fit
   */
  @SuppressWarnings("unchecked") // what the shape reads is a T
  public T bind(Json value) {
    Findings findings = new Findings();
    Object bound;
    try {
      bound = shape.read(value.value(), Place.ROOT, findings);
    } catch (JsonException e) {
      throw new JsonMismatchException(name, List.of(Violation.ofText(e)));
    }
    if (findings.size() > 0) {
      throw new JsonMismatchException(name, findings.violations());
    }
    Object unwrapped = inValue && bound instanceof Object[] members ? members[0] : bound;
    return (T) Objects.requireNonNull(unwrapped);
  }

  /**
   * The JSON of a Java value, written so that {@link #bind} gives an equal one.
   *
   * @throws IllegalArgumentException if something in it is null that may not be, is NaN or an
   *     infinity, or nests more than 256 levels; names the place
   */
  public Json write(T value) {
    Object written = shape.write(inValue ? new Object[] {value} : value, Place.ROOT);
    return Json.ofValue(written);
  }

  @Override
  public String toString() {
    return "JsonType[" + name + "]";
  }
}
