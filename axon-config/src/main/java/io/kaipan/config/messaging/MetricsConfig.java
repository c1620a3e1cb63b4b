package io.kaipan.config.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long commands and events take, in the registry where all figures are. Axon's own set of monitors registers meters
 * anew with every message, and its auto-configuration predates Spring Boot 4 and keeps the figures to itself.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfig {
    @Bean
    ConfigurerModule messageTimers(MeterRegistry registry) {
        return configurer -> configurer
                .configureMessageMonitor(CommandBus.class, (axon, type, name) -> MessageTimerMonitor.builder()
                        .meterNamePrefix("kaipan.commands")
                        .meterRegistry(registry)
                        .tagsBuilder(command ->
                                Tags.of("command", command.getPayloadType().getSimpleName()))
                        .build())
                .configureMessageMonitor(EventProcessor.class, (axon, type, name) -> MessageTimerMonitor.builder()
                        .meterNamePrefix("kaipan.projections")
                        .meterRegistry(registry)
                        .tagsBuilder(event -> Tags.of("processor", name))
                        .build());
    }
}
