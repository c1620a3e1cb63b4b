package io.kaipan.command.bulk;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files are imported.
 *
 * @param folder where files lie until their job is done; on this node's own disk, for it alone
 * @param maxSize the largest file taken
 * @param workers how many rows are sent at the same time
 * @param patience how long a job waits for a store that can't be reached before it fails
 */
@ConfigurationProperties("kaipan.imports")
record ImportSettings(
        @DefaultValue("./data/imports") Path folder,
        @DefaultValue("64MB") DataSize maxSize,
        @DefaultValue("4") int workers,
        @DefaultValue("2m") Duration patience) {}
