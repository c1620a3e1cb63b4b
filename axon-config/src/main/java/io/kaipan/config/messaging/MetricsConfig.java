package io.kaipan.config.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long commands and events take, in the registry where all figures are. */
@Configuration(proxyBeanMethods = false)
class MetricsConfig {
    @Bean
    ConfigurerModule messageTimers(MeterRegistry registry) {
        return configurer -> configurer
                .configureMessageMonitor(
                        CommandBus.class,
                        (axon, type, name) -> new HandlingTimes(
                                registry, "kaipan.commands", "command", command -> command.getPayloadType()
                                        .getSimpleName()))
                .configureMessageMonitor(
                        EventProcessor.class,
                        (axon, type, name) ->
                                new HandlingTimes(registry, "kaipan.projections", "processor", event -> name));
    }
}
