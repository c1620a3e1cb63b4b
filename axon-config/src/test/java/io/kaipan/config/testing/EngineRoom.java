package io.kaipan.config.testing;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Kaipan without doors and views: store, log, aggregates, processors. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration")
@ComponentScan({
    "io.kaipan.config.startup",
    "io.kaipan.config.store",
    "io.kaipan.config.privacy",
    "io.kaipan.config.eventlog",
    "io.kaipan.config.messaging",
    "io.kaipan.config.processing",
    "io.kaipan.command.lookup"
})
public class EngineRoom {}
