package io.llmgw.api.schema;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.Place;
import io.llmgw.api.schema.rule.SchemaCompiler;
import io.llmgw.api.schema.rule.SchemaNode;
import java.util.List;

/**
 * A JSON Schema that is given as such, ready to check values with. It knows the keywords that
 * providers and tools use: {@code type}, {@code enum}, {@code const}, {@code properties}, {@code
 * required}, {@code additionalProperties}, {@code minProperties}, {@code maxProperties}, {@code
 * items}, {@code prefixItems}, {@code minItems}, {@code maxItems}, {@code uniqueItems}, {@code
 * minimum}, {@code maximum}, {@code exclusiveMinimum}, {@code exclusiveMaximum}, {@code
 * multipleOf}, {@code minLength}, {@code maxLength}, {@code anyOf}, {@code oneOf}, {@code allOf},
 * {@code not}, and {@code $ref} within the document.
 *
 * <p>Every other keyword that demands something is not checked, and listed in {@link #unchecked()}:
 * a value without violations then fits as far as it was looked at. Among them are {@code pattern},
 * because a pattern can be written such that a short text takes for ever, and {@code format}, which
 * JSON Schema itself takes for a remark. No value is refused for a keyword that is not checked.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonSchema {
  private final SchemaNode root;
  private final List<String> unchecked;

  private JsonSchema(SchemaNode root, List<String> unchecked) {
    this.root = root;
    this.unchecked = unchecked;
  }

  /**
   * Reads a schema.
   *
   * @throws JsonException if the text is no JSON
   * @throws IllegalArgumentException if it is no schema, as with {@code required} that is no array,
   *     or refers to another document or to nothing; names the place in the schema
   */
  public static JsonSchema of(Json schema) {
    SchemaCompiler compiler = new SchemaCompiler(schema.value());
    SchemaNode root = compiler.compile();
    return new JsonSchema(root, compiler.unchecked());
  }

  /**
   * The keywords in the schema that are not checked, as JSON pointers into it, such as {@code
   * /properties/zip/pattern}; empty if a value without violations fits.
   */
  public List<String> unchecked() {
    return unchecked;
  }

  /**
   * What is wrong with a value; empty if nothing was found. At most 32 are told, and the work is
   * bounded: where it would go on for too long, a violation of the rule {@code limit} says so.
   */
  public List<Violation> check(Json value) {
    Findings findings = new Findings();
    try {
      root.check(value.value(), Place.ROOT, findings);
    } catch (JsonException e) {
      return List.of(Violation.ofText(e));
    }
    return findings.violations();
  }
}
