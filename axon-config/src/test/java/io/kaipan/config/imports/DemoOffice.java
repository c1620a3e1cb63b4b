package io.kaipan.config.imports;

import io.kaipan.config.testing.KaipanTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole application with the demo's projects and accounts, one password for all, and small uploads. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@KaipanTest
@TestPropertySource(
        properties = {
            "kaipan.demo=true",
            "kaipan.password=" + DemoOffice.PASSWORD,
            "kaipan.imports.max-size=1MB",
            "kaipan.imports.folder=target/kaipan-home/demo-office-imports"
        })
@interface DemoOffice {
    String PASSWORD = "for-tests-only";
}
