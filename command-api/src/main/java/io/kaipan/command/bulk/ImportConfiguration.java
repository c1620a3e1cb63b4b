package io.kaipan.command.bulk;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** Uploads go straight to a file in the imports' folder, and are read only by the handler that wants them. */
@Configuration
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {
    /** For the form around the file: boundaries and part headers. */
    private static final DataSize FORM = DataSize.ofKilobytes(64);

    @Bean
    MultipartConfigElement multipartConfig(ImportSettings settings, Spool spool) {
        long largest = settings.maxSize().toBytes();
        return new MultipartConfigElement(spool.folder().toString(), largest, largest + FORM.toBytes(), 0);
    }

    @Bean
    StandardServletMultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }
}
