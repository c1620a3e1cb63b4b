package io.kaipan.config.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A {@link KaipanTest} of the application filled with its demo data, with one password for all accounts. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@KaipanTest
@TestPropertySource(
        properties = {"kaipan.demo=true", "kaipan.password=" + DemoTest.PASSWORD, "kaipan.console.graphiql=true"})
public @interface DemoTest {
    String PASSWORD = "kaipan-demo";
}
