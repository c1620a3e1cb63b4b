package io.kaipan.domain.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logical name of an event or a snapshot in the log, for example {@code lead.LeadRegistered}. Names and shapes are a contract: a
 * changed shape gets the next revision and an upcaster.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LoggedAs {
    String value();

    int revision() default 1;
}
