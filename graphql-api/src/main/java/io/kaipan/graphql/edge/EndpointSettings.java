package io.kaipan.graphql.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * How the endpoint answers.
 *
 * @param maxBody the longest request
 * @param timeout how long a query or mutation may take
 * @param documents a folder of {@code .graphql} files, the trusted documents; null when there are none
 * @param trustedOnly whether only trusted documents are carried out
 */
@ConfigurationProperties("kaipan.graphql")
public record EndpointSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("15s") Duration timeout,
        @Nullable Resource documents,
        @DefaultValue("false") boolean trustedOnly) {}
