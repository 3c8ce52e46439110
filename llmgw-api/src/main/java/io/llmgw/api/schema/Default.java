package io.llmgw.api.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record, or a parameter of a method, becomes where the model leaves it out
 * or says null. The model is told so in the description, since providers refuse the keyword {@code
 * default} in strict schemas.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Default {
  /**
   * The value as JSON, such as {@code 10}, {@code true} or {@code []}; for what is a string in
   * JSON, as enums and dates are, the string without quotes.
   */
  String value();
}
