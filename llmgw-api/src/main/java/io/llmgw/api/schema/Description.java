package io.llmgw.api.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the model what something means: a component of a record, a record, a sealed interface, an
 * enum or one of its constants, a method offered as a tool or one of its parameters. It is sent
 * with every request, so keep it short and free of secrets.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.TYPE,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface Description {
  /** The words for the model; not blank. */
  String value();
}
