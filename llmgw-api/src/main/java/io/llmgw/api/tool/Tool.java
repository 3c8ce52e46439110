package io.llmgw.api.tool;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.schema.JsonMismatchException;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.Violation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may have called, and what it is told of it:
 *
 * <pre>{@code
 * record City(@Description("name in English") String name) {}
 * Tool weather =
 *     Tool.of("weather", "Current weather of a city", City.class, c -> service.weather(c.name()));
 * String answer = llm.prompt("Do I need a coat in Oslo?").tools(weather).text();
 * }</pre>
 *
 * <p>Arguments come from the model, and the model may have been talked into them by text that it
 * read: they fit the schema, and nothing else is known of them. Check in the function what its
 * caller may do.
 *
 * <p>Immutable, and thread-safe if its function is.
 */
public final class Tool {
  private final ToolSpec spec;
  private final JsonType<?> arguments;
  private final ToolFunction<Object> function;

  /** A tool whose arguments are of that type. */
  Tool(ToolSpec spec, JsonType<?> arguments, ToolFunction<Object> function) {
    this.spec = spec;
    this.arguments = arguments;
    this.function = function;
  }

  /**
   * A tool.
   *
   * @param name as of {@link ToolSpec#name()}
   * @param description what it does, for the model
   * @param arguments a record with its arguments
   * @param function what is called
   * @throws IllegalArgumentException when the name is not allowed, or the record holds what {@link
   *     JsonType} does not know
   */
  public static <A> Tool of(
      String name, String description, Class<A> arguments, ToolFunction<? super A> function) {
    return tool(name, Objects.requireNonNull(description, "description"), arguments, function);
  }

  /** A tool whose name, and the descriptions in its arguments, say it all. */
  public static <A> Tool of(String name, Class<A> arguments, ToolFunction<? super A> function) {
    return tool(name, null, arguments, function);
  }

  private static <A> Tool tool(
      String name,
      @Nullable String description,
      Class<A> arguments,
      ToolFunction<? super A> function) {
    Objects.requireNonNull(function, "function");
    JsonType<A> type = JsonType.of(arguments);
    if (type.inObject() != type) {
      throw new IllegalArgumentException(
          "the arguments of tool '" + name + "' must be a record, not " + arguments.getName());
    }
    ToolSpec spec = new ToolSpec(name, description, type.schema(), false, null);
    return new Tool(spec, type, given -> function.call(arguments.cast(given)));
  }

  /**
   * The tools of an object: its methods with {@link ToolMethod}, those of its superclasses and
   * interfaces included, in the order of their names. A method that overrides such a one is the
   * same tool, told by the annotation nearest to the object's class.
   *
   * @throws IllegalArgumentException when there is none, one cannot be called, its parameters have
   *     no names or types that {@link JsonType} does not know, or it returns a type of which no
   *     value can be written ({@link ReturnedValue})
   */
  public static List<Tool> in(Object owner) {
    return AnnotatedMethods.of(owner);
  }

  /** Its name. */
  public String name() {
    return spec.name();
  }

  /** What the model is told. */
  public ToolSpec spec() {
    return spec;
  }

  /**
   * The same tool, with the model held to the schema where the provider can. Some providers refuse
   * a strict tool whose arguments hold maps.
   */
  public Tool asStrict() {
    return new Tool(spec.asStrict(), arguments, function);
  }

  /** What is wrong with arguments; empty if nothing is. */
  public List<Violation> check(Json given) {
    return arguments.check(given);
  }

  /**
   * Calls the function, as a run does; for engines, and for tests of one's own tools.
   *
   * @throws JsonMismatchException if the arguments do not fit
   * @throws Exception what the function throws
   */
  public @Nullable Object call(Json given) throws Exception {
    return function.call(arguments.bind(given));
  }

  @Override
  public String toString() {
    return "Tool[" + spec.name() + "]";
  }
}
