package io.kaipan.config.testing;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** Kaipan without doors and views: store, log, aggregates, processors. No {@code @Configuration}, so that no scan finds it. */
@EnableAutoConfiguration(excludeName = "org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration")
@ComponentScan(
        basePackages = {
            "io.kaipan.config.startup",
            "io.kaipan.config.store",
            "io.kaipan.config.privacy",
            "io.kaipan.config.eventlog",
            "io.kaipan.config.messaging",
            "io.kaipan.config.processing",
            "io.kaipan.command.lookup"
        },
        // what a test adds is for that test
        excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class EngineRoom {}
