package io.llmgw.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the faults that a test covers, by id: {@code @Fault("F070")} on a test method, or on a test
 * class for all of its methods.
 *
 * <p>The build lists the ids it finds and fails when a required one is missing. A test carries an
 * id only if it fails as soon as the guard against that fault is taken out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Fault {
  /** Ids such as {@code F070} for a fault or {@code I24} for an invariant, at least one. */
  String[] value();
}
