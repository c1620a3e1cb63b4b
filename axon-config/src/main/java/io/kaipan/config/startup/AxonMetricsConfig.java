package io.kaipan.config.startup;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.micrometer.MetricsConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Axon's figures go where all others go. Its own auto-configuration predates Spring Boot 4 and keeps them to itself. */
@Configuration(proxyBeanMethods = false)
class AxonMetricsConfig {
    @Bean
    GlobalMetricRegistry axonMetrics(MeterRegistry registry) {
        return new GlobalMetricRegistry(registry);
    }

    @Bean
    MetricsConfigurerModule axonMetricsModule(GlobalMetricRegistry axonMetrics) {
        return new MetricsConfigurerModule(axonMetrics, true);
    }
}
