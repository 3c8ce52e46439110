package io.llmgw.api.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Offers a method as a tool, with {@link io.llmgw.api.schema.Description} on it and on its
 * parameters for the model. The class must be compiled with {@code -parameters}, or each parameter
 * have a {@link io.llmgw.api.schema.Name}. See {@link Tool#in(Object)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {
  /** The name of the tool; default that of the method. */
  String value() default "";
}
