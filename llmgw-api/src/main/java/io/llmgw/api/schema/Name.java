package io.llmgw.api.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives something another name in JSON than in Java: a component of a record, a constant of an
 * enum, a parameter of a method; on a record of a sealed interface, the value of its {@code type}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
public @interface Name {
  /** The name in JSON; not blank. */
  String value();
}
