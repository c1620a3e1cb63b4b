package io.kaipan.config.testing;

import io.kaipan.config.KaipanApplication;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application: real HTTP on a free port, a real PostgreSQL with a fresh database for each
 * application context. Contexts are shared by tests with the same configuration, so such tests make their own records
 * and don't count on an empty database. {@code PostgresForTests.Database} can be injected.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = KaipanApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
public @interface KaipanTest {}
